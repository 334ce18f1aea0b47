"""A brake on how much comes in from one address in one hour. It looks at no word of what is sent."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from speelruimte.people.attempts import source_of, take_attempt
from speelruimte.people.rights import is_staff
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import now, the_address, the_person, today

SENT = "sent"


def brake(request) -> None:
    """Count what this address sends, as part of the action that takes it in: what did not come in,
    because it was sent before or the database went away, is not counted.

    Raises RuleBroken when this address sent as much as one hour may bring; it says from when one
    can go on. Who works for the municipality enters for others, and is not counted.
    """
    person, at = the_person(request), now()
    if person is not None and is_staff(person, on=today()):
        return
    source = source_of(the_address(request), at=at)
    if not take_attempt(SENT, source, settings.SENT_PER_HOUR, at):
        raise RuleBroken(
            _(
                "Vanaf uw netwerk is dit uur al %(number)s keer iets verstuurd. Vanaf %(time)s uur "
                "kunt u dit versturen. Laat deze bladzijde open: wat u typte, blijft staan. Of bel ons."
            ),
            code="too_much_sent",
            values=_when(at),
        )


def _when(at):
    next_hour = timezone.localtime(at).replace(minute=0, second=0) + timedelta(hours=1)
    return {"time": f"{next_hour:%H.%M}", "number": settings.SENT_PER_HOUR}
