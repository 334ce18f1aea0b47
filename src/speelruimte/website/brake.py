"""A brake on how much comes in from one network address in one hour, and on how much mail that brings
to one mailbox: its owner need not be who typed it. It looks at no word of what is sent."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from speelruimte.people.attempts import source_of, take_attempt
from speelruimte.people.rights import is_staff
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import now, the_address, the_person, today

SENT, MAILED = "sent", "mailed"
# Nobody fills the mailbox of somebody else.
PER_MAILBOX = 3


def brake(request, *, email="") -> None:
    """Count what this address sends, as part of the action that takes it in: what did not come in,
    because it was sent before or the database went away, is not counted. So is the mail that it
    brings to the mailbox of ``email``.

    Raises RuleBroken when this address sent as much as one hour may bring, or that mailbox got as
    much; it says from when one can go on. Who works for the municipality enters for others, and is
    not counted.
    """
    if _is_for_others(request):
        return
    at = now()
    source = source_of(the_address(request), at=at)
    if not take_attempt(SENT, source, settings.SENT_PER_HOUR, at):
        raise RuleBroken(
            _(
                "Vanaf uw netwerk is dit uur al %(number)s keer iets verstuurd. Vanaf %(time)s uur "
                "kunt u dit versturen. Laat deze bladzijde open: wat u typte, blijft staan. Of bel ons."
            ),
            code="too_much_sent",
            values=when_again(at) | {"number": settings.SENT_PER_HOUR},
        )
    if email:
        _count_mail(
            email,
            _(
                "Naar dit e-mailadres ging dit uur al %(number)s keer een mail. Vanaf %(time)s uur "
                "kan het weer. Of laat het adres weg: dan kunt u dit nu al versturen."
            ),
        )


def brake_mail(request, email) -> None:
    """Count one mail to an address that anybody can type. Raises RuleBroken as ``brake`` does."""
    if not _is_for_others(request):
        _count_mail(
            email,
            _(
                "Naar dit e-mailadres ging dit uur al %(number)s keer een mail. Vanaf %(time)s uur "
                "kan het weer. Laat deze bladzijde open: wat u typte, blijft staan. Of bel ons."
            ),
        )


def _count_mail(email, sentence):
    at = now()
    if not take_attempt(MAILED, source_of_mailbox(email, at=at), PER_MAILBOX, at):
        raise RuleBroken(
            sentence,
            field="email",
            code="too_much_mail",
            values=when_again(at) | {"number": PER_MAILBOX},
        )


def source_of_mailbox(email, *, at) -> str:
    """What is kept of a mailbox during one hour: what stands after a plus comes in the same one."""
    local, _at, domain = email.strip().lower().rpartition("@")
    return source_of(f"{local.partition('+')[0]}@{domain}", at=at)


def _is_for_others(request):
    person = the_person(request)
    return person is not None and is_staff(person, on=today())


def when_again(at):
    """From which hour it is counted anew, for a sentence with ``time`` in it."""
    next_hour = timezone.localtime(at).replace(minute=0, second=0) + timedelta(hours=1)
    return {"time": f"{next_hour:%H.%M}"}
