"""Words come in, are looked at, and are shown or refused: with the letters that are owed for it."""

from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from speelruimte.activities import actions as activities
from speelruimte.activities.models import Contribution
from speelruimte.activities.terms import look_again_due
from speelruimte.activities.texts import contact_mark
from speelruimte.decisions.actions import (
    answer_contribution,
    answered_among,
    move_contribution,
    recounting,
    take_move_back,
)
from speelruimte.journal.acting import action
from speelruimte.notices.outbox import enqueue, take_back_unsent, tell_old_address
from speelruimte.notices.terms import receipt_due
from speelruimte.people.actions import give_address, mend_address
from speelruimte.people.intake import Reach, Where, Words
from speelruimte.people.models import Contact
from speelruimte.route.telling import tell_initiator
from speelruimte.shared.errors import AlreadyDone, Clash, RuleBroken
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of

# What became of own words, one after the other.
OUTCOMES = ("contribution_published", "contribution_refused")


def receive_contribution(activity, *, words, by, at, idempotency_key, allow=None, **sent):
    """Accept somebody's words and owe them a mail when they left an address.

    One action, and not one around another: hundreds of people do this at once, and what an inner
    action can undo by itself costs each of them two more round trips. ``allow`` is asked as part of
    it, once the words are known to be new, and may refuse them. ``sent`` is what
    ``accept_contribution`` takes further. Returns the same receipt.
    """

    def then(contribution):
        if allow is not None:
            allow()
        _owe_receipt(activity, contribution, at=at)

    return activities.accept_contribution(
        activity,
        words=words,
        by=by,
        at=at,
        idempotency_key=idempotency_key,
        then=then,
        **sent,
    )


def add_to_words(first, *, text, by, at, idempotency_key, allow=None):
    """Whoever holds the code says more: words of their own, with a receipt, which are looked at and
    answered like the first. Those stay as they were, and after their answer nothing is added.

    ``allow`` and what is returned as for ``receive_contribution``.
    """

    def unanswered():
        if answered_among(first.trajectory, [first.pk]):
            raise RuleBroken(
                _("U kreeg hier al antwoord op. Bel ons als u nog iets kwijt wilt."),
                code="answered_already",
            )
        if allow is not None:
            allow()

    return receive_contribution(
        first.activity,
        words=Words(text=text),
        where=Where(area=first.area),
        adds_to=first,
        by=by,
        at=at,
        idempotency_key=idempotency_key,
        allow=unanswered,
    )


@action
def give_address_and_tell(row, *, email, by, at):
    """Whoever holds the code and left no address leaves one afterwards, for what was added too; the
    message of receipt goes there. It says what holds by then.
    """
    row.contact = type(row).objects.select_for_update().get(pk=row.pk).contact
    if row.contact is not None:
        row.contact = mend_address(row.contact, email=email, by=by, at=at)
    else:
        put_with = partial(_put_with, row)
        give_address(Reach(email=email), about=row.key, put_with=put_with, by=by, at=at)
    _tell_again(row, at=at)
    return row


def _put_with(row, contact):
    """The address belongs to these words, and to what was added without one."""
    row.contact = contact
    row.save(update_fields=["contact"])
    if not isinstance(row, Contribution):
        return {"wrote": (row,)}
    words = [row, *row.additions.filter(contact=None).only("public_key")]
    for added in words[1:]:
        added.contact = contact
    Contribution.objects.bulk_update(words[1:], ["contact"])
    return {"contact_marks": {each.key: contact_mark(each) for each in words}}


def _tell_again(row, *, at):
    """The message of receipt once more, to the address that holds now."""
    if isinstance(row, Contribution):
        tell_contributor("contribution_received", row, at=at, again=at.isoformat())
    else:
        tell_initiator("signal_received", row, at=at, again=at.isoformat())


@action
def publish_and_tell(contribution, *, etag="", by, at):
    """Publish what waited, and tell who wrote it."""
    with recounting(contribution):
        published = activities.publish_contribution(contribution, etag=etag, by=by, at=at)
    _tell_outcome("contribution_published", published, at=at)
    return published


@action
def refuse_and_tell(contribution, *, ground="", reason="", etag="", by, at):
    """Refuse on a ground or with a reason; who wrote it hears it, and that is the answer."""
    with recounting(contribution):
        refused = activities.refuse_contribution(
            contribution, ground=ground, reason=reason, etag=etag, by=by, at=at
        )
    _tell_outcome("contribution_refused", refused, at=at)
    return refused


@action
def enter_late_words(activity, *, answer, words, by, at, idempotency_key, **sent):
    """Take in what came too late for the process to weigh it, and answer it at once.

    ``answer`` maps ``verdict`` and ``reason``, or is None where the answer comes later. ``sent`` as
    for ``receive_contribution``; returns the same receipt.
    """
    receipt = receive_contribution(
        activity, words=words, by=by, at=at, idempotency_key=idempotency_key, **sent
    )
    if answer is not None:
        answer_contribution(receipt.received, **answer, by=by, at=at, on=local_day(at))
    return receipt


@action
def enter_together(activity, *, entries, channel, received_at, by, at) -> tuple[list, bool]:
    """Take in several slips that came the same way on one day; all of them or none.

    Each of ``entries`` is what ``enter_late_words`` takes for one. Returns the receipts, and whether
    this was a second press: then they are those of the first.
    """
    receipts, again = [], False
    for sent in entries:
        try:
            taken = enter_late_words(
                activity, channel=channel, received_at=received_at, by=by, at=at, **sent
            )
        except AlreadyDone as done:
            taken, again = done.result, True
        receipts.append(taken)
    return receipts, again


@action
def move_and_tell(contribution, *, to, reason, etag="", by, at):
    """Put own words with another activity; who wrote them hears why, and until when no is an answer."""
    move = move_contribution(contribution, to=to, reason=reason, etag=etag, by=by, at=at)
    tell_contributor(
        "contribution_moved",
        move.contribution,
        at=at,
        again=str(move.pk),
        move=move.pk,
        answer_by=move.answer_by,
    )
    return move


@action
def say_no_to_move(move, *, by, at):
    """Who wrote the words says no: they go back, and a letter says so."""
    move = take_move_back(move, by=by, at=at)
    contribution = Contribution.objects.select_related("trajectory", "contact").get(
        pk=move.contribution_id
    )
    tell_contributor(
        "contribution_moved_back", contribution, at=at, again=str(move.pk), move=move.pk
    )
    return move


@action
def disagree_and_tell(contribution, *, text, by, at):
    """Who wrote the words does not agree, and hears by which day somebody else looked again."""
    said = activities.disagree(contribution, text=text, by=by, at=at)
    tell_contributor(
        "disagreement_received",
        contribution,
        at=at,
        again=str(said.pk),
        answer_by=look_again_due(said),
    )
    return said


@action
def look_again_and_tell(disagreement, *, answer, by, at):
    """Answer who did not agree; not by who decided."""
    looked = activities.look_again(disagreement, answer=answer, by=by, at=at)
    tell_contributor("disagreement_answered", looked.contribution, at=at, again=str(looked.pk))
    return looked


@action
def mend_address_and_tell(row, *, email, by=None, at):
    """Whoever holds the code gives another address; the message of receipt goes there anew, also to
    an address that had it before. It says what holds by then. The old address hears that there is
    another: whoever found the code takes nothing over unseen.
    """
    old = Contact.objects.select_for_update().get(pk=row.contact.pk).email
    row.contact = mend_address(row.contact, email=email, by=by or row.contact, at=at)
    _tell_again(row, at=at)
    case_number = row.trajectory.case_number if isinstance(row, Contribution) else row.case_number
    tell_old_address(row.contact, email=old, about=row.key, case_number=case_number, at=at)
    return row


@dataclass
class Looked:
    """What was decided about many words at once, and what was passed over: a colleague was first, or
    moved them elsewhere."""

    decided: list = field(default_factory=list)
    passed_over: list = field(default_factory=list)
    moved: list = field(default_factory=list)


@action
def publish_many(contributions, *, etags, by, at) -> Looked:
    """Publish what was ticked. ``etags`` is what was looked at, by public key."""
    return _one_by_one(
        contributions,
        lambda words: publish_and_tell(words, etag=etags.get(words.public_key, ""), by=by, at=at),
    )


@action
def refuse_many(contributions, *, ground="", reason="", etags, by, at) -> Looked:
    """Refuse what was ticked on one ground or with one reason; each who wrote hears it. ``etags`` as
    above.
    """
    return _one_by_one(
        contributions,
        lambda words: refuse_and_tell(
            words,
            ground=ground,
            reason=reason,
            etag=etags.get(words.public_key, ""),
            by=by,
            at=at,
        ),
    )


def _one_by_one(contributions, decide):
    """In the order of their trajectories, as everybody locks them."""
    looked = Looked()
    for words in sorted(contributions, key=lambda words: (words.trajectory_id, words.pk)):
        try:
            looked.decided.append(decide(words))
        except (AlreadyDone, Clash) as refused:
            is_moved = refused.code == "moved_meanwhile"
            (looked.moved if is_moved else looked.passed_over).append(words)
    return looked


def _owe_receipt(activity, contribution, *, at):
    """A mail that it came in, with the day by which the policy promises it."""
    if contribution.contact_id is not None:
        received_on = local_day(contribution.received_at)
        promised_on = receipt_due(policy_of(activity.trajectory), received_on=received_on)
        tell_contributor("contribution_received", contribution, at=at, promised_on=promised_on)


def _tell_outcome(kind, contribution, *, at):
    """The newest outcome is the last that its writer hears of: an older letter that did not leave
    yet is taken back, and a letter that left is followed by the one that puts it right.
    """
    if contribution.contact_id is None:
        return
    told = take_back_unsent(contribution.contact, OUTCOMES, about=contribution.key)
    if told and told[-1] == kind == "contribution_published":
        return
    tell_contributor(kind, contribution, at=at, again=str(len(told) or ""))


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
