"""Words come in, are looked at, and are shown or refused: with the letters that are owed for it."""

from dataclasses import dataclass, field

from speelruimte.activities import actions as activities
from speelruimte.decisions.actions import recounting
from speelruimte.journal.acting import action
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.terms import receipt_due
from speelruimte.shared.errors import AlreadyDone, Clash
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
    tell_contributor("contribution_published", published, at=at)
    return published


@action
def refuse_and_tell(contribution, *, reason, etag="", by, at):
    """Refuse with a reason; who wrote it hears the reason, and that is the answer."""
    with recounting(contribution):
        refused = activities.refuse_contribution(
            contribution, reason=reason, etag=etag, by=by, at=at
        )
    tell_contributor("contribution_refused", refused, at=at)
    return refused


@dataclass
class Looked:
    """What was decided about many words at once, and what was passed over: a colleague was first."""

    decided: list = field(default_factory=list)
    passed_over: list = field(default_factory=list)


@action
def publish_many(contributions, *, etags, by, at) -> Looked:
    """Publish what was ticked. ``etags`` is what was looked at, by public key."""
    return _one_by_one(
        contributions,
        lambda words: publish_and_tell(words, etag=etags.get(words.public_key, ""), by=by, at=at),
    )


@action
def refuse_many(contributions, *, reason, etags, by, at) -> Looked:
    """Refuse what was ticked with one reason; each who wrote hears it. ``etags`` as above."""
    return _one_by_one(
        contributions,
        lambda words: refuse_and_tell(
            words, reason=reason, etag=etags.get(words.public_key, ""), by=by, at=at
        ),
    )


def _one_by_one(contributions, decide):
    """In the order of their trajectories, as everybody locks them."""
    looked = Looked()
    for words in sorted(contributions, key=lambda words: (words.trajectory_id, words.pk)):
        try:
            looked.decided.append(decide(words))
        except (AlreadyDone, Clash):
            looked.passed_over.append(words)
    return looked


def _owe_receipt(activity, contribution, *, at):
    """A mail that it came in, with the day by which the policy promises it."""
    if contribution.contact_id is not None:
        received_on = local_day(contribution.received_at)
        promised_on = receipt_due(policy_of(activity.trajectory), received_on=received_on)
        tell_contributor("contribution_received", contribution, at=at, promised_on=promised_on)


def tell_contributor(kind, contribution, *, at, again="", **facts):
    """Owe who wrote it a letter, when there is an address; part of the caller's action."""
    if contribution.contact_id is None:
        return
    enqueue(
        kind,
        contact=contribution.contact,
        about=contribution.key,
        case_number=contribution.trajectory.case_number,
        at=at,
        again=again,
        **facts,
    )
