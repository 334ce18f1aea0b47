"""Whether people can take part on a day: not yet, now, between two phases, or no more."""

from datetime import date, timedelta

import pytest

from speelruimte.activities.actions import cancel_planned, close_activity, open_activity
from speelruimte.promise import (
    Opening,
    agreement_in_force,
    closed_and_over,
    desk_until,
    open_activities,
    open_until,
    process_promise,
    taking_part_on,
)
from speelruimte.trajectories.models import Trajectory
from tests.activities import ground
from tests.steps.agreement import fresh
from tests.steps.bare import an_activity

DAY = timedelta(days=1)
# Of the first phase, the evening in it, and the second phase.
FIRST, EVENING, LAST = date(2027, 2, 1), date(2027, 2, 18), date(2027, 3, 21)
SECOND, LAST_OF_ALL = date(2027, 4, 12), date(2027, 5, 9)


@pytest.fixture
def path(policy, areas, cast):
    """The path along the Vaart, adopted and with nothing open."""
    return ground.a_trajectory(policy, areas=list(areas.values()))


@pytest.fixture
def in_one_phase(path):
    ground.an_agreement(path)
    return fresh(path)


@pytest.fixture
def in_two_phases(path):
    ground.an_agreement_in_two_phases(path)
    return fresh(path)


@pytest.fixture
def opened(cast, now, today):
    """Open something of the plan: ``opened(trajectory, ground.IDEAS)``."""

    def open_it(trajectory, planned, *, phase="ophalen", on=today):
        return open_activity(
            trajectory, phase=phase, planned=planned, by=cast.samira, at=now, on=on
        )

    return open_it


def on(trajectory, day):
    """Where taking part is that day; a query over many processes has to say the same."""
    trajectory = fresh(trajectory)
    part = taking_part_on(trajectory, agreement_in_force(trajectory), day=day)
    over = closed_and_over(Trajectory.objects.all(), day=day).filter(pk=trajectory.pk).exists()
    assert over == part.is_over
    return part.opening, part.starts_on


def test_before_the_first_day_it_is_ahead_and_on_the_day_after_the_last_it_is_over(
    in_one_phase, opened, today
):
    assert on(in_one_phase, FIRST - DAY) == (Opening.AHEAD, FIRST)
    opened(in_one_phase, ground.IDEAS)

    assert on(in_one_phase, today - DAY) == (Opening.AHEAD, today)
    assert on(in_one_phase, today) == on(in_one_phase, LAST) == (Opening.OPEN, None)
    assert on(in_one_phase, LAST + DAY) == (Opening.OVER, None)


def test_between_two_phases_it_is_not_over_and_the_day_of_the_next_one_is_known(
    in_two_phases, opened
):
    opened(in_two_phases, ground.IDEAS)

    assert on(in_two_phases, LAST + DAY) == (Opening.BETWEEN, SECOND)
    opened(in_two_phases, "kies-een-pad", phase="kiezen")
    assert on(in_two_phases, LAST + DAY) == (Opening.BETWEEN, SECOND)
    assert on(in_two_phases, SECOND) == (Opening.OPEN, None)
    assert on(in_two_phases, LAST_OF_ALL + DAY) == (Opening.OVER, None)


def test_a_second_phase_that_never_opened_is_over_after_its_last_day(in_two_phases, opened):
    opened(in_two_phases, ground.IDEAS)

    assert on(in_two_phases, LAST_OF_ALL) == (Opening.BETWEEN, SECOND)
    assert on(in_two_phases, LAST_OF_ALL + DAY) == (Opening.OVER, None)


def test_a_first_day_that_passed_without_anything_open_is_late_and_never_over(in_one_phase):
    trajectory = fresh(in_one_phase)
    agreement = agreement_in_force(trajectory)
    late = {
        day: taking_part_on(trajectory, agreement, day=day).is_late(day)
        for day in (FIRST - DAY, FIRST, FIRST + DAY, LAST + DAY)
    }

    assert on(in_one_phase, LAST + DAY) == (Opening.AHEAD, FIRST)
    assert late == {FIRST - DAY: False, FIRST: False, FIRST + DAY: True, LAST + DAY: True}


def test_what_was_closed_early_is_over_but_for_the_evening_that_still_comes(
    in_one_phase, opened, cast, now, today
):
    ideas = opened(in_one_phase, ground.IDEAS)
    close_activity(ideas, reason="Het hoogwater.", by=cast.samira, at=now, on=today)

    assert on(in_one_phase, today) == (Opening.BETWEEN, EVENING)
    assert on(in_one_phase, EVENING) == (Opening.BETWEEN, EVENING)
    assert on(in_one_phase, EVENING + DAY) == (Opening.OVER, None)


def test_what_was_closed_before_its_first_day_does_not_come_any_more(
    in_two_phases, opened, cast, now, today
):
    opened(in_two_phases, ground.IDEAS)
    choosing = opened(in_two_phases, "kies-een-pad", phase="kiezen")
    close_activity(choosing, reason="Het hoogwater.", by=cast.samira, at=now, on=today)

    assert on(in_two_phases, LAST + DAY) == (Opening.OVER, None)


def test_where_everything_was_called_off_nothing_comes_any_more(in_one_phase, cast, now, today):
    for planned in (ground.IDEAS, ground.EVENING, ground.VOTE):
        cancel_planned(
            fresh(in_one_phase),
            phase="ophalen",
            planned=planned,
            reason="Het hoogwater.",
            by=cast.samira,
            at=now,
        )

    assert on(in_one_phase, today) == on(in_one_phase, LAST + DAY) == (Opening.OVER, None)


def test_an_evening_is_open_until_the_day_it_is_held(in_one_phase, opened):
    evening = opened(in_one_phase, ground.EVENING)

    assert evening.last_day == EVENING
    assert open_activities(fresh(in_one_phase), day=EVENING) == (evening,)
    assert open_activities(fresh(in_one_phase), day=EVENING + DAY) == ()
    assert on(in_one_phase, EVENING + DAY) == (Opening.OVER, None)


def test_after_a_change_the_newest_agreement_says_what_still_comes(in_one_phase, opened):
    opened(in_one_phase, ground.EVENING)
    ground.a_longer_agreement(in_one_phase, ends_on=LAST_OF_ALL)

    assert on(in_one_phase, EVENING) == (Opening.OPEN, None)
    assert on(in_one_phase, EVENING + DAY) == (Opening.OVER, None)


def test_an_evening_does_not_shut_the_door_of_what_is_open_beside_it(in_one_phase, opened):
    opened(in_one_phase, ground.EVENING)
    assert open_until(fresh(in_one_phase), day=EVENING) == EVENING
    opened(in_one_phase, ground.IDEAS)
    assert open_until(fresh(in_one_phase), day=EVENING) == LAST
    assert open_until(fresh(in_one_phase), day=LAST + DAY) is None


def test_an_evening_after_the_last_day_of_ideas_promises_no_more_days_for_them(path, today):
    closes = today + DAY
    an_activity(path, key="ideeen", closed_at=None, opens_on=today, closes_on=closes)
    evening = an_activity(
        path, key="avond", planned="avond", kind="", closed_at=None, opens_on=today,
        closes_on=closes + 17 * DAY, held_on=closes + 17 * DAY,
    )  # fmt: skip

    assert open_until(fresh(path), day=today) == closes
    assert process_promise(fresh(path), day=today).last_day == closes
    assert open_until(fresh(path), day=closes + DAY) == evening.held_on


def test_an_agreement_that_is_not_there_says_nothing_of_a_first_day(path, today):
    assert on(path, today) == (Opening.AHEAD, None)


def test_a_process_that_went_on_is_not_counted_among_what_is_over(
    in_one_phase, opened, cast, now, today
):
    opened(in_one_phase, ground.IDEAS)
    ground.enter_step(in_one_phase, step="result", by=None, at=now)

    assert not closed_and_over(Trajectory.objects.all(), day=LAST + DAY).exists()


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "until"),
    [
        (FIRST, date(2027, 3, 19), date(2027, 3, 19)),
        (FIRST, date(2027, 3, 21), date(2027, 3, 19)),
        (date(2027, 3, 19), date(2027, 3, 20), date(2027, 3, 19)),
        (date(2027, 3, 20), date(2027, 3, 21), None),
    ],
)
def test_paper_and_telephone_end_on_the_last_working_day_of_what_is_open(
    in_one_phase, opened, opens_on, closes_on, until
):
    here = opened(in_one_phase, ground.IDEAS)
    here.opens_on, here.closes_on = opens_on, closes_on

    assert desk_until(here) == until
