"""What colleagues do with the outbox, and what somebody hears of the own account."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record, silent_action
from speelruimte.notices.letters import ACCOUNT_LETTERS
from speelruimte.notices.models import Message, WorkMail
from speelruimte.notices.outbox import enqueue
from speelruimte.people.models import SignIn
from speelruimte.shared.errors import RuleBroken, check_may


@action
def try_again(message, *, by, at):
    """Send a mail again that failed or was given up: from now on, with all attempts before it."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.sent_at is not None:
        raise RuleBroken(
            _("Dit bericht is al verstuurd. U hoeft niets te doen."), code="sent_already"
        )
    message.dropped_at, message.try_after, message.attempts = None, at, 0
    message.save(update_fields=["dropped_at", "try_after", "attempts"])
    record(
        "message_tried_again",
        about=f"message:{message.pk}",
        by=by,
        at=at,
        case_number=message.case_number,
        kind=message.kind,
    )
    return message


@silent_action(because="signing in is no part of any process, and is forgotten after some months")
def note_sign_in(person, *, outcome, device, address, is_new_device=False, at):
    """Write down that somebody signed in or tried to; of a new device its owner gets a letter."""
    signed_in = SignIn.objects.create(
        person=person,
        outcome=outcome,
        device=device,
        address=address,
        is_new_device=is_new_device,
        at=at,
    )
    if is_new_device:
        about = f"person:{person.reference}"
        enqueue("new_device", person=person, about=about, at=at, again=at.isoformat())
    return signed_in


@action
def try_all_again(*, by, at) -> int:
    """Send all mail that was given up again, as if it was written now. Returns how many."""
    number = Message.objects.given_up().update(dropped_at=None, try_after=at, attempts=0)
    if not number:
        raise RuleBroken(
            _("Er is geen opgegeven bericht meer. U hoeft niets te doen."), code="nothing_given_up"
        )
    record("messages_tried_again", about="messages", by=by, at=at, number=number)
    return number


@action
def tell_of_account(person, *, kind, by, at):
    """Something happened to an account: the journal knows, and the person is owed a letter of it.

    ``kind`` is one of ``letters.ACCOUNT_LETTERS`` and is also what the journal calls it.
    """
    if kind not in ACCOUNT_LETTERS:
        raise ValueError(f"{kind} is nothing that happens to an account; see notices/letters.py.")
    about = f"person:{person.reference}"
    message = enqueue(kind, person=person, about=about, at=at, again=at.isoformat())
    record(kind, about=about, by=by, at=at)
    return message


@action
def choose_work_mail(person, *, digest_hour, until_hour, at_once, by, at):
    """Somebody chooses at which hours mail about own work comes, and whether also at once.

    The journal knows only that own details changed.
    """
    check_may(
        by is not None and by.pk == person.pk,
        _("Alleen u zelf kiest wanneer u post krijgt. Vraag het aan deze persoon."),
    )
    if not 0 <= digest_hour < until_hour <= 23:
        raise RuleBroken(
            _("Kies bij ‘geen post na’ een later uur dan dat van het overzicht."),
            field="until_hour",
            code="ends_before_it_starts",
        )
    chosen, _made = WorkMail.objects.update_or_create(
        person=person,
        defaults={"digest_hour": digest_hour, "until_hour": until_hour, "at_once": at_once},
    )
    record("own_details_changed", about=f"person:{person.reference}", by=by, at=at)
    return chosen


def work_mail_of(person) -> WorkMail:
    """The hours that somebody chose, or those of everybody who did not choose."""
    return WorkMail.objects.filter(person=person).first() or WorkMail(person=person)
