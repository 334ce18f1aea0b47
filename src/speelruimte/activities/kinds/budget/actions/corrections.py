"""Mistakes with paper are put right while the vote is open, or the numbers would never agree.

Unlike voting this is remembered: taking something back must not go unseen. The entry says that it
happened, and neither what stood on the sheet nor which code it was.
"""

from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.actions.ballots import as_kept
from speelruimte.activities.kinds.budget.actions.locking import lock_vote, record_vote
from speelruimte.activities.kinds.budget.codes import VOTING
from speelruimte.activities.kinds.budget.models import Ballot, VotingRight
from speelruimte.activities.kinds.budget.rules import check_may_take_paper, check_vote_is_open
from speelruimte.journal.acting import action
from speelruimte.journal.models import Entry
from speelruimte.people.receipts import code_hash, idempotency_hash
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.terms import local_day

SHEET_BACK = "sheet_taken_back"
MARK_BACK = "paper_mark_taken_back"


@action
def take_back_sheet(vote, *, choices, unusable="", idempotency_key="", by, at):
    """Take back one sheet that was typed twice, or wrongly.

    Sheets with the same choices cannot be told apart, so it is one like it that goes.
    ``idempotency_key`` is that of the form: pressed twice, one sheet goes.
    """
    vote = _open(vote, by=by, at=at)
    press = idempotency_hash(f"sheet back:{idempotency_key}") if idempotency_key else None
    gone = Entry.objects.about(vote.key).filter(verb=SHEET_BACK)
    if press and any(entry.facts["press"] == press for entry in gone):
        raise AlreadyDone(_("Dit stembiljet is al teruggenomen."), code="taken_back_already")
    known, reason = as_kept(vote, choices, unusable)
    sheets = Ballot.objects.filter(vote=vote, channel=Ballot.Channel.PAPER)
    sheet = sheets.filter(choices=known, invalid_reason=reason).first()
    if sheet is None:
        raise RuleBroken(
            _(
                "Er is geen papieren stembiljet ingevoerd waar precies dit op staat. "
                "Kijk na wat er is aangekruist."
            ),
            field="choices",
            code="no_such_sheet",
        )
    sheet.delete()
    record_vote(SHEET_BACK, vote, by=by, at=at, number=1, press=press)


@action
def take_back_mark(vote, *, code, by, at):
    """This code was marked as used on paper by mistake. One can vote with it again."""
    vote = _open(vote, by=by, at=at)
    right_hash = code_hash(code or "", VOTING)
    marked = VotingRight.objects.filter(
        vote=vote, code_hash=right_hash or "", used=VotingRight.Used.PAPER
    )
    if not right_hash or not marked.update(used=VotingRight.Used.NO):
        raise RuleBroken(
            _("Deze stemcode is niet gemarkeerd als ‘op papier’. Kijk de code na."),
            field="code",
            code="not_marked",
        )
    record_vote(MARK_BACK, vote, by=by, at=at, number=1)


def _open(vote, *, by, at):
    vote = lock_vote(vote)
    check_may_take_paper(by, vote.activity.trajectory, on=local_day(at))
    check_vote_is_open(vote)
    return vote
