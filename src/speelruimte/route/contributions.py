"""Words come in, are looked at, and are shown or refused: with the letters that are owed for it."""

from speelruimte.activities import actions as activities
from speelruimte.decisions.actions import recounting
from speelruimte.journal.acting import action
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.terms import receipt_due
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of


def receive_contribution(activity, *, words, by, at, idempotency_key, **sent):
    """Accept somebody's words and owe them a mail when they left an address.

    One action, and not one around another: hundreds of people do this at once, and what an inner
    action can undo by itself costs each of them two more round trips. ``sent`` is what
    ``accept_contribution`` takes further. Returns the same receipt.
    """
    return activities.accept_contribution(
        activity,
        words=words,
        by=by,
        at=at,
        idempotency_key=idempotency_key,
        then=lambda contribution: _owe_receipt(activity, contribution, at=at),
        **sent,
    )


@action
def publish_and_tell(contribution, *, etag="", by, at):
    """Publish what waited, and tell who wrote it."""
    with recounting(contribution):
        published = activities.publish_contribution(contribution, etag=etag, by=by, at=at)
    _enqueue("contribution_published", published, at=at)
    return published


@action
def refuse_and_tell(contribution, *, reason, etag="", by, at):
    """Refuse with a reason; who wrote it hears the reason, and that is the answer."""
    with recounting(contribution):
        refused = activities.refuse_contribution(
            contribution, reason=reason, etag=etag, by=by, at=at
        )
    _enqueue("contribution_refused", refused, at=at)
    return refused


def _owe_receipt(activity, contribution, *, at):
    """A mail that it came in, with the day by which the policy promises it."""
    if contribution.contact_id is not None:
        received_on = local_day(contribution.received_at)
        promised_on = receipt_due(policy_of(activity.trajectory), received_on=received_on)
        _enqueue("contribution_received", contribution, at=at, promised_on=promised_on)


def _enqueue(kind, contribution, *, at, **facts):
    if contribution.contact_id is None:
        return
    enqueue(
        kind,
        contact=contribution.contact,
        about=contribution.key,
        case_number=contribution.trajectory.case_number,
        at=at,
        **facts,
    )
