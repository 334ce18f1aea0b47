"""Voting. The only acts without a journal entry, a counter or a moment: nothing may say when."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.actions.locking import lock_vote_shared
from speelruimte.activities.kinds.budget.codes import BALLOT, VOTING
from speelruimte.activities.kinds.budget.counts import in_plan_order, rules_of
from speelruimte.activities.kinds.budget.models import Ballot, VotingRight
from speelruimte.activities.kinds.budget.queries import use_of_code
from speelruimte.activities.kinds.budget.rules import (
    check_can_cast,
    check_choices,
    check_code_is_free,
    check_may_take_paper,
    check_vote_is_open,
)
from speelruimte.activities.kinds.budget.seals import sealed
from speelruimte.activities.kinds.budget.spoilt import Spoilt, reason_of
from speelruimte.analysis.budget import check_ballot
from speelruimte.journal.acting import silent_action
from speelruimte.people.receipts import code_hash, idempotency_hash, new_code
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.fetched_ahead import all_of

# Ballots are few per second and journal entries carry a moment: one entry per ballot would tell
# who voted what. What the journal holds is the opening and the closing, which must agree.
SECRET = "an entry carries a moment, and the moment of a ballot tells whose it is"


@silent_action(because=SECRET)
def cast_ballot(vote, *, code, choices, idempotency_key="", on):
    """Vote with a code; returns the receipt code, which exists nowhere else.

    The right is marked used and the ballot put away in one transaction: both or neither. What
    they have in common afterwards is nothing. A second use of the code, at the same instant too,
    raises AlreadyDone: the vote is in. ``idempotency_key`` is that of the form, and kept nowhere: a
    second press of the same button gives the receipt of the first as ``result``.
    """
    vote = lock_vote_shared(vote)
    check_can_cast(vote, on=on)
    plans = all_of(vote, "plans")
    check_choices(vote, plans, choices)
    receipt, receipt_hash = _receipt(vote, code, idempotency_key)
    try:
        _use_up(vote, code, VotingRight.Used.DIGITAL)
    except AlreadyDone as done:
        if idempotency_key and vote.ballots.filter(receipt_hash=receipt_hash).exists():
            done.result = receipt
        raise
    ballot = Ballot(
        vote=vote,
        choices=in_plan_order(plans, choices),
        channel=Ballot.Channel.DIGITAL,
        receipt_hash=receipt_hash,
    )
    sealed(ballot).save(force_insert=True)
    return receipt


@silent_action(because=SECRET)
def mark_on_paper(vote, *, code, by, on):
    """This code came in with a paper sheet. The sheet itself goes in elsewhere, without code."""
    vote = lock_vote_shared(vote)
    check_may_take_paper(by, vote.activity.trajectory, on=on)
    check_vote_is_open(vote)
    _use_up(vote, code, VotingRight.Used.PAPER)


def _use_up(vote, code, used):
    """Mark the right used; the database decides who was first."""
    right_hash = code_hash(code or "", VOTING)
    right = VotingRight.objects.filter(vote=vote, code_hash=right_hash or "")
    if right_hash and right.filter(used=VotingRight.Used.NO).update(used=used):
        return
    check_code_is_free(use_of_code(vote, code), on_paper=used == VotingRight.Used.PAPER)
    raise AssertionError("A right that was free is marked.")


def _receipt(vote, code, idempotency_key):
    """The receipt and what is kept of it (ADR 40). It follows from the form and the code together: one form
    with the codes of two people gives two.
    """
    if not idempotency_key:
        return new_code(BALLOT)
    return new_code(
        BALLOT, idempotency_key=f"{vote.pk}:{code_hash(code, VOTING)}:{idempotency_key}"
    )


@silent_action(because=SECRET)
def enter_sheet(vote, *, choices, unusable="", idempotency_key="", by, on):
    """Take in a paper sheet. One that breaks a rule is kept as invalid, with the reason.

    ``unusable`` is a word of `Spoilt` for what the choices do not show, such as a name written on
    the sheet. ``idempotency_key`` is that of the form: pressed twice, one sheet comes in.
    """
    vote = lock_vote_shared(vote)
    check_may_take_paper(by, vote.activity.trajectory, on=on)
    check_vote_is_open(vote)
    known, reason = as_kept(vote, choices, unusable)
    ballot = Ballot(vote=vote, choices=known, channel=Ballot.Channel.PAPER, invalid_reason=reason)
    if idempotency_key:
        # A key that follows from the form and tells nothing; it is drawn anew at closing.
        ballot.key = uuid.UUID(hex=str(idempotency_hash(f"sheet:{idempotency_key}"))[:32])
    try:
        with transaction.atomic():
            sealed(ballot).save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyDone(
            _("Dit stembiljet is al ingevoerd."), result=ballot, code="entered_already"
        ) from error
    return ballot


def as_kept(vote, choices, unusable="") -> tuple[list[str], str]:
    """A sheet as it is written down: the known plans in their order, and the keys of `Spoilt` for why
    it does not count.
    """
    plans = list(vote.plans.all())
    known = in_plan_order(plans, choices)
    if unusable:
        return known, Spoilt(unusable).value
    return known, reason_of(check_ballot(tuple(choices), rules_of(vote, plans)))
