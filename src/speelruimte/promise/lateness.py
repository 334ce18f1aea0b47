"""What was promised for a day that has passed, and is still owed."""

from dataclasses import dataclass
from datetime import date

from speelruimte.activities.kind import keys_that_promise_answers
from speelruimte.activities.terms import day_of_answer
from speelruimte.decisions.terms import answers_still_due
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import decider_named
from speelruimte.trajectories.models import ENDED_STEPS
from speelruimte.trajectories.postponing import last_said


def late_answers(trajectory, *, day) -> dict[int, date]:
    """For each activity with answers that are late on a day, by its primary key, the first day
    that was not kept. Of a process that ended nothing is still to come. A day that was promised
    elsewhere, of words that were moved, is late for their writer and not for who takes part here.

    Reads the activities. Asks the database only when an answer can be late: two queries then.

    Source: assen-2022#uitleg-over-de-inbreng
    """
    if trajectory.step in ENDED_STEPS or not _can_be_late(trajectory, day):
        return {}
    promised = answers_still_due(trajectory, promised_here=True)
    return {pk: due for pk, due in promised.items() if due < day}


def _can_be_late(trajectory, day):
    """Words that came in on the first day would be answered late by now."""
    policy, promising = policy_of(trajectory), keys_that_promise_answers()
    first_days = (
        day_of_answer(
            policy,
            closes_on=activity.last_day_told(activity.opens_on),
            received_on=activity.opens_on,
        )
        for activity in trajectory.activities.all()
        if activity.kind in promising
    )
    return any(due is not None and due < day for due in first_days)


@dataclass(frozen=True)
class Later:
    """What was promised for a day comes by this one, for this reason. ``is_late``: nor was this kept.

    Of a decision that a body held over, ``held_over_by`` is its name and ``held_over_on`` that day.
    """

    day: date
    reason: str
    is_late: bool = False
    held_over_by: str = ""
    held_over_on: date | None = None


def later_than(case, what, promised_on, *, day) -> Later | None:
    """What was said of a promised day that comes later, as it is on a day; None where nothing was.

    ``promised_on`` may be None, where everybody was promised a day of their own.
    """
    said = last_said(case, what)
    if said is None or (promised_on is not None and promised_on >= said.later_on):
        return None
    return Later(
        said.later_on,
        said.reason,
        is_late=day is not None and said.later_on < day,
        held_over_by=decider_named(policy_of(case), said.body).label if said.body else "",
        held_over_on=said.held_over_on,
    )
