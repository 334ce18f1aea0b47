"""Steps that every story shares: trying what is not allowed, going on, and reading the journal."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from speelruimte.activities.actions import close_activity, open_activity, publish_contribution
from speelruimte.activities.kinds.budget.actions import close_vote
from speelruimte.activities.kinds.budget.queries import vote_of
from speelruimte.activities.queries import promised
from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import TermKey
from speelruimte.policy.terms import promised_day
from speelruimte.route.actions import move_on
from speelruimte.route.case import Case
from speelruimte.route.verification import verify
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Step
from tests.steps import answers as ending
from tests.steps.agreement import fresh, somebody
from tests.steps.snapshots import from_snapshot
from tests.steps.taking_part import words_from

# The starting point of many tests has an initiative that no action made.
BY_HAND = "initiatives_initiative:"


@contextmanager
def refused(*said):
    """What happens in here is refused, and every one of these pieces of Dutch is said."""
    with pytest.raises(RuleBroken) as caught:
        yield
    for words in said:
        assert words in caught.value.sentence


def goes(trajectory, *, by, at, to=None, reason=""):
    """Somebody presses the button; the trajectory as it is then."""
    return move_on(trajectory, to=to, by=by, at=at, on=localdate(at), reason=reason)


def verbs_of(case_number):
    """What the journal tells of a case, in order."""
    return list(
        Entry.objects.filter(case_number=case_number)
        .order_by("number")
        .values_list("verb", flat=True)
    )


def steps_in_journal(case_number):
    """The steps a trajectory was let into, as the journal tells it."""
    entries = Entry.objects.filter(case_number=case_number, verb="step_entered").order_by("number")
    return [entry.facts["step"] for entry in entries]


def journal_is_whole():
    """Nobody touched history or any text of which it holds the fingerprint; how many texts."""
    finding = verify()
    beside = [said for said in finding.beside if not said.startswith(BY_HAND)]
    assert (finding.faults, beside) == ([], [])
    assert finding.entries == Entry.objects.count()
    return finding.texts


def everything_opened(trajectory, *, by, at):
    """All that the adopted plan promises, opened. Returns the activities by method."""
    return {
        promise.planned.method: open_activity(
            trajectory,
            phase=promise.phase.key,
            planned=promise.planned.key,
            by=by,
            at=at,
            on=localdate(at),
        )
        for promise in promised(trajectory)
        if promise.activity is None
    }


def everything_closed(trajectory, *, by):
    """All that is open, closed on the day after its promised last day. Returns that moment."""
    last = None
    for activity in trajectory.activities.filter(closed_at__isnull=True).order_by(
        "closes_on", "pk"
    ):
        day = activity.closes_on + timedelta(days=1)
        last = activity.opened_at + (day - localdate(activity.opened_at))
        vote = vote_of(activity)
        if vote is not None and vote.is_open:
            close_vote(vote, by=by, at=last)
        else:
            close_activity(activity, by=by, at=last, on=day)
    return last


@from_snapshot
def took_part(trajectory, cast, *, at, number=3):
    """Ideas come in where the plan promises them, and everything closes. When that was."""
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    opened = everything_opened(trajectory, by=leader, at=at)
    if "ideas" in opened:
        words_from(opened["ideas"], number, at=at)
    for contribution in trajectory.contributions.waiting():
        publish_contribution(contribution, by=cast.lotte, at=at)
    return everything_closed(trajectory, by=leader)


def decider(trajectory, cast, *, at):
    """Who records the decision under the policy of this trajectory."""
    case = Case(trajectory=fresh(trajectory))
    body = case.ruling.decides
    role = parsed_policy(trajectory.policy).body(body).recorded_by if body else Role.PROJECT_LEADER
    return somebody(cast, role, trajectory, at=at, body=body or "")


def _looking_back_is_over(trajectory, at):
    """The first moment at which who was asked has had the time that the policy gives."""
    until = promised_day(parsed_policy(trajectory.policy), TermKey.LOOK_BACK, localdate(at))
    return at if until is None else at + (until - localdate(at)) + timedelta(days=1)


@from_snapshot
def finished(trajectory, cast, *, at, **decision):
    """From closed activities to the memory, everything done as it should be."""
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=at)
    who = {"by": leader, "at": at, "on": localdate(at)}
    moved = goes(fresh(trajectory), by=leader, at=at)
    assert moved.step == Step.RESULT
    ending.everything_answered(moved, **who)
    ending.result_offered(moved, **who)
    goes(fresh(trajectory), by=leader, at=at)
    by = decider(trajectory, cast, at=at)
    ending.decided(fresh(trajectory), **who | {"by": by}, **decision)
    goes(fresh(trajectory), by=leader, at=at)
    ending.told(fresh(trajectory), **who)
    goes(fresh(trajectory), by=leader, at=at)
    ending.looked_back(fresh(trajectory), **who)
    moved = goes(fresh(trajectory), by=leader, at=_looking_back_is_over(trajectory, at))
    assert moved.step == Step.MEMORY
    return moved
