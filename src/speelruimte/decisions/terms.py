"""By which day what follows a decision was promised, and the first answer that is still owed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Min

from speelruimte.activities.kind import keys_that_promise_answers
from speelruimte.activities.models import Contribution
from speelruimte.activities.terms import day_of_answer
from speelruimte.policy.schema import TermKey
from speelruimte.policy.terms import promised_day
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of, tally_of


def result_told_due(trajectory) -> date | None:
    """The last day on which contributors hear of the decision in time; None without a decision.

    Source: sessie-2021-03-15#terugkoppelen
    """
    return _after_decision(trajectory, TermKey.RESULT_TOLD)


def evaluation_due(trajectory) -> date | None:
    """The last day for looking back on a process; None as long as nothing was decided.

    Source: assen-visie-2021#leren-van-elk-traject
    """
    return _after_decision(trajectory, TermKey.EVALUATION)


def next_answer_due(trajectory) -> date | None:
    """The first day on which an answer that is still owed must be given. Two queries at most.

    Words that wait for somebody to look at them are owed one too.
    """
    return min(answers_still_due(trajectory).values(), default=None)


def answers_still_due(trajectory) -> dict[int, date]:
    """As ``next_answer_due``, for each activity in which answers are owed, by its primary key."""
    if tally_of(trajectory).all_answered:
        return {}
    return {activity: day for _trajectory, activity, day in _still_due([trajectory])}


def next_answers_due(trajectories) -> dict[int, date]:
    """As ``next_answer_due`` of several at once, by primary key. One query at most."""
    days: dict[int, date] = {}
    for trajectory, _activity, day in _still_due(trajectories):
        days[trajectory] = min(day, days.get(trajectory, day))
    return days


def _still_due(trajectories) -> Iterator[tuple[int, int, date]]:
    """Trajectory, activity and the first day of an answer that is owed there. One query at most."""
    policies = {trajectory.pk: policy_of(trajectory) for trajectory in trajectories}
    counted = [pk for pk, policy in policies.items() if policy.term(TermKey.ANSWER_CONTRIBUTION)]
    if not counted:
        return
    owed = (
        Contribution.objects.filter(
            trajectory__in=counted, activity__kind__in=keys_that_promise_answers()
        )
        .exclude(state__in=["refused", "withdrawn", "erased"])
        .filter(placement__answer__isnull=True, placement__theme__answer__isnull=True)
        .values_list("trajectory", "activity", "activity__closes_on")
        .annotate(Min("received_at"))
        .order_by()
    )
    for pk, activity, closes_on, received_at in owed:
        day = day_of_answer(policies[pk], closes_on=closes_on, received_on=local_day(received_at))
        if day is not None:
            yield pk, activity, day


def _after_decision(trajectory, key):
    decision = getattr(trajectory, "decision", None)
    return promised_day(policy_of(trajectory), key, decision.decided_on) if decision else None
