"""Until which day something is called off, moved or opened again, and to which day it moves."""

from datetime import UTC, date, datetime, timedelta

import pytest

from speelruimte.activities.alteration_rules import (
    check_can_be_moved,
    check_can_cancel,
    check_can_reopen,
    check_can_reschedule,
)
from speelruimte.activities.models import Activity
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.refusing import refuses

DAY = timedelta(days=1)
FIRST, HELD, LAST = date(2027, 3, 1), date(2027, 3, 18), date(2027, 3, 31)
CLOSED = datetime(2027, 3, 9, 12, 0, tzinfo=UTC)


def an_evening(**more):
    fields = {"title": "Avond", "opens_on": FIRST, "closes_on": LAST, "held_on": HELD}
    return Activity(**fields | more)


def closed_ideas(step=Step.TAKING_PART):
    trajectory = Trajectory(step=step)
    return an_evening(kind="ideas", held_on=None, closed_at=CLOSED, trajectory=trajectory)


def test_an_evening_is_called_off_and_moved_until_its_day_is_over():
    check_can_cancel(an_evening(), on=HELD)
    check_can_be_moved(an_evening(), on=HELD)

    with refuses("day_is_over"):
        check_can_cancel(an_evening(), on=HELD + DAY)
    with refuses("day_is_over"):
        check_can_be_moved(an_evening(), on=HELD + DAY)


@pytest.mark.parametrize("check", [check_can_cancel, check_can_be_moved])
def test_what_was_closed_is_not_called_off_or_moved(check):
    with refuses("closed_already"):
        check(an_evening(closed_at=CLOSED), on=FIRST)


def test_what_has_no_day_of_its_own_is_not_moved():
    with refuses("no_day_of_its_own"):
        check_can_be_moved(an_evening(kind="ideas", held_on=None), on=FIRST)


@pytest.mark.parametrize("held_on", [FIRST, LAST])
def test_an_evening_moves_to_the_first_and_to_the_last_day_of_its_phase(held_on):
    check_can_reschedule(an_evening(), held_on=held_on, on=FIRST)


@pytest.mark.parametrize("held_on", [FIRST - DAY, LAST + DAY])
def test_an_evening_does_not_move_out_of_its_phase(held_on):
    with refuses("outside_the_phase", field="held_on"):
        check_can_reschedule(an_evening(), held_on=held_on, on=FIRST - DAY)


def test_an_evening_moves_to_this_very_day_and_not_to_the_day_before():
    today = HELD - DAY
    check_can_reschedule(an_evening(), held_on=today, on=today)

    with refuses("day_is_over", field="held_on"):
        check_can_reschedule(an_evening(), held_on=today - DAY, on=today)


def test_what_was_closed_too_early_opens_again_until_the_last_day_that_was_promised():
    check_can_reopen(closed_ideas(), phase_end=FIRST, on=LAST)
    check_can_reopen(closed_ideas(), phase_end=LAST + DAY, on=LAST + DAY)

    with refuses("day_is_over"):
        check_can_reopen(closed_ideas(), phase_end=FIRST, on=LAST + DAY)


def test_once_the_process_went_on_nothing_opens_again():
    with refuses("not_in_this_step"):
        check_can_reopen(closed_ideas(Step.RESULT), phase_end=LAST, on=FIRST)
