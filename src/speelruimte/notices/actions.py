"""What colleagues do with the outbox."""

from speelruimte.journal.acting import action, record
from speelruimte.notices.models import Message
from speelruimte.shared.errors import RuleBroken


@action
def try_again(message, *, by, at):
    """Send a mail again that failed or was given up: from now on, with all attempts before it."""
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if held.sent_at is not None:
        raise RuleBroken("Dit bericht is al verstuurd. U hoeft niets te doen.")
    held.dropped_at, held.try_after, held.attempts = None, at, 0
    held.save(update_fields=["dropped_at", "try_after", "attempts"])
    record(
        "message_tried_again",
        about=f"message:{held.pk}",
        by=by,
        at=at,
        case_number=held.case_number,
        kind=held.kind,
    )
    return held
