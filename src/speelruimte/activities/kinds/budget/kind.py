"""What dividing a budget by a secret vote tells the rest of the house."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.kind import Kind, KindResult, LaidAct
from speelruimte.activities.kinds.budget.actions.closing import close_vote, end_uncounted
from speelruimte.activities.kinds.budget.actions.preparing import open_vote
from speelruimte.activities.kinds.budget.codes import BALLOT
from speelruimte.activities.kinds.budget.counts import rules_text
from speelruimte.activities.kinds.budget.faults import faults_in_votes, not_seen_in_open_votes
from speelruimte.activities.kinds.budget.free_text import FREE_TEXT
from speelruimte.activities.kinds.budget.locks import locks
from speelruimte.activities.kinds.budget.models import Ballot, Outcome
from speelruimte.activities.kinds.budget.queries import (
    budgets_kept,
    funded,
    over_budget,
    plans_of,
    plans_to_find,
    vote_of,
)
from speelruimte.activities.kinds.budget.rules import KIND as KEY
from speelruimte.activities.kinds.budget.rules import (
    check_can_close_vote,
    check_can_open_vote,
    may_run_vote,
)
from speelruimte.activities.kinds.budget.verbs import VERBS
from speelruimte.people.erasing import Frozen, without
from speelruimte.people.receipts import code_hash
from speelruimte.policy.schema import Means
from speelruimte.shared.codes import read_code
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day


def _check_can_alter(activity):
    """Closing the activity is closing the vote: only then is it counted. A vote that is over stays
    over; one that never opened can still be prepared.
    """
    vote = getattr(activity, "vote", None)
    if vote is None:
        return
    if vote.is_open:
        raise RuleBroken(
            _("Bij ‘%(title)s’ wordt gestemd. Sluit de stemming: dan wordt er ook geteld."),
            values={"title": activity.title},
            code="close_the_vote",
        )
    if activity.closed_at is not None and vote.closed_at is not None:
        raise RuleBroken(
            _("De uitkomst is al geteld. Dit gaat niet opnieuw open."), code="counted_already"
        )


def _end(activity, *, by, at):
    """Before its last day is over; once it is, the vote is closed and counted first."""
    vote = getattr(activity, "vote", None)
    if vote is not None and vote.is_open and local_day(at) <= activity.closes_on:
        end_uncounted(vote, by=by, at=at)


def _may_import(person, activity, *, on) -> bool:
    """Plans until the vote is open and ballots until it is closed, by who runs it."""
    vote = getattr(activity, "vote", None)
    can_take_in = vote is not None and vote.closed_at is None
    return can_take_in and may_run_vote(person, activity.trajectory, on=on)


def _vote(activity):
    vote = vote_of(activity)
    if vote is None:
        raise RuleBroken(_("Leg eerst het bedrag en de regels vast."), code="not_prepared_yet")
    return vote


def _check_open(activity, *, on):
    vote = _vote(activity)
    check_can_open_vote(vote, trajectory=activity.trajectory, plans=list(vote.plans.all()), on=on)


def _rules_mark(activity) -> str:
    """Rules and plans as they stand: what is signed is what was laid ready."""
    vote = _vote(activity)
    return fingerprint(rules_text(vote, vote.plans.all()))


LAID_ACTS = {
    "open": LaidAct(
        name=lambda activity: _("de stemming ‘%(title)s’ openen") % {"title": activity.title},
        check=_check_open,
        do=lambda activity, **who: open_vote(_vote(activity), **who),
        mark=_rules_mark,
    ),
    "close": LaidAct(
        name=lambda activity: (
            _("de stemming ‘%(title)s’ sluiten en tellen") % {"title": activity.title}
        ),
        check=lambda activity, *, on: check_can_close_vote(_vote(activity), on=on),
        do=lambda activity, **who: close_vote(_vote(activity), **who),
        mark=lambda _activity: "",
    ),
}


def who_voted(trajectory, typed) -> str | None:
    """By the receipt of a ballot as it was typed and read.

    Made from the code itself, never from what is kept of the ballot: who has both tables and the
    key still cannot lay a sheet beside a ballot.
    """
    ballot_hash = code_hash(typed, BALLOT)
    here = Ballot.objects.filter(vote__activity__trajectory=trajectory)
    if ballot_hash is None or not here.filter(receipt_hash=ballot_hash).exists():
        return None
    return f"ballot:{read_code(typed, BALLOT)}"


KIND = Kind(
    key=KEY,
    name=gettext_lazy("een budget verdelen"),
    # Who votes by telephone would say aloud what is secret.
    channels=(Means.ONLINE, Means.PAPER),
    may_import=_may_import,
    check_can_alter=_check_can_alter,
    end=_end,
    laid_acts=LAID_ACTS,
    looks_back_as=who_voted,
    result=KindResult(
        options=plans_of, outcome=funded, over_room=over_budget, room_kept=budgets_kept
    ),
    findable=plans_to_find,
    verbs=VERBS,
    free_text=FREE_TEXT,
    frozen={
        Outcome: Frozen("vote:{row.vote_id}", lambda row, needles: without(row.text, needles)),
    },
    locks=locks,
    faults=faults_in_votes,
    blind_spots=not_seen_in_open_votes,
)
