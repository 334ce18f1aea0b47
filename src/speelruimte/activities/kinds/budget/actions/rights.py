"""Who may vote: single-use codes, given out once and kept only as keyed hashes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.kinds.budget.actions.locking import lock_vote, record_vote
from speelruimte.activities.kinds.budget.codes import VOTING
from speelruimte.activities.kinds.budget.models import VotingRight
from speelruimte.activities.kinds.budget.queries import fingerprint_of_codes
from speelruimte.activities.kinds.budget.rules import (
    check_can_grant,
    check_may_run_vote,
    check_vote_is_open,
)
from speelruimte.journal.acting import action
from speelruimte.people.receipts import code_hash, new_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.terms import local_day

CHANNELS = ("letter", "counter", "class")


@action
def grant_rights(vote, *, number, channel="letter", idempotency_key="", by, at):
    """Make so many codes to vote with; returns them, and nobody can ever read them again.

    ``channel`` says how they go out: letter, counter or class. ``idempotency_key`` is that of the
    form: pressed twice with the same number and channel, it gives the same codes and makes none.
    """
    vote = lock_vote(vote)
    check_may_run_vote(by, vote.activity.trajectory, on=local_day(at))
    check_can_grant(vote, number=number)
    if channel not in CHANNELS:
        raise RuleBroken(
            _("Kies hoe de codes bij mensen komen."), field="channel", code="unknown_choice"
        )
    made = [
        new_code(
            VOTING,
            idempotency_key=idempotency_key
            and f"{vote.pk}:{number}:{channel}:{place}:{idempotency_key}",
        )
        for place in range(number)
    ]
    if not VotingRight.objects.filter(vote=vote, code_hash=made[0][1]).exists():
        # In the order of the hashes, which is no order: the list of addresses must not say whose
        # right stands where.
        VotingRight.objects.bulk_create(
            [
                VotingRight(vote=vote, code_hash=right_hash)
                for right_hash in sorted(right_hash for _code, right_hash in made)
            ],
            batch_size=500,
        )
        record_vote(
            "rights_granted",
            vote,
            by=by,
            at=at,
            number=number,
            channel=channel,
            codes_fingerprint=fingerprint_of_codes(vote),
        )
    return [code for code, _kept in made]


@action
def withdraw_rights(vote, *, codes, by, at):
    """Make codes worthless, such as a lost letter. All of them, or none when one cannot be."""
    vote = lock_vote(vote)
    check_may_run_vote(by, vote.activity.trajectory, on=local_day(at))
    if vote.closed_at is not None:
        check_vote_is_open(vote)
    code_hashes = {code_hash(code, VOTING) for code in codes}
    rights = VotingRight.objects.filter(vote=vote, code_hash__in=code_hashes - {None})
    if not codes or None in code_hashes or rights.count() != len(code_hashes):
        raise RuleBroken(
            _("Niet alle codes horen bij deze stemming. Er is niets ingetrokken."),
            field="codes",
            code="codes_of_another_vote",
        )
    withdrawn = rights.filter(used=VotingRight.Used.NO).update(used=VotingRight.Used.WITHDRAWN)
    if withdrawn != len(code_hashes):
        spent = len(code_hashes) - withdrawn
        raise RuleBroken(
            ngettext(
                "Met %(spent)s van deze codes is al gestemd, of die is al ingetrokken. "
                "Er is niets ingetrokken.",
                "Met %(spent)s van deze codes is al gestemd, of ze zijn al ingetrokken. "
                "Er is niets ingetrokken.",
                spent,
            ),
            values={"spent": spent},
            field="codes",
            code="codes_were_used",
        )
    record_vote("rights_withdrawn", vote, by=by, at=at, number=withdrawn)
    return withdrawn
