"""What of a plan is over, where one writes on the website, and what still takes words."""

from datetime import timedelta

import pytest

from speelruimte.activities.models import Activity
from speelruimte.activities.rules import activity_is_over, way_that_takes_words, way_to_write
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.bare import NOW, a_trajectory, an_activity

TODAY = NOW.date()
DAY = timedelta(days=1)


def way(path, key, **more):
    fields = {"opens_on": TODAY - DAY, "closes_on": TODAY + 9 * DAY, "closed_at": None}
    return an_activity(path, key=key, planned=key, title=key, **fields | more)


@pytest.fixture
def path(policy):
    return a_trajectory(policy, route="college", step=Step.TAKING_PART)


def again(activity, step=None):
    if step:
        Trajectory.objects.filter(pk=activity.trajectory_id).update(step=step)
    return Activity.objects.get(pk=activity.pk)


def test_a_way_is_over_after_its_last_day_once_it_was_closed_or_when_the_process_went_on(path):
    is_open, closed = way(path, "open"), way(path, "dicht", closed_at=NOW)

    assert not activity_is_over(is_open, day=is_open.last_day)
    assert activity_is_over(is_open, day=is_open.last_day + DAY)
    assert activity_is_over(closed, day=TODAY)
    assert activity_is_over(again(is_open, Step.RESULT), day=TODAY)


def test_one_writes_here_while_it_is_open_and_else_at_another_way_of_the_plan(path):
    closed = way(path, "dicht", closed_at=NOW)
    assert way_to_write(closed, on=TODAY) is None

    is_open = way(path, "open")
    assert way_to_write(again(closed), on=TODAY) == is_open
    assert way_to_write(again(is_open), on=TODAY) == is_open
    assert way_to_write(again(closed, Step.RESULT), on=TODAY) is None


def test_words_are_taken_here_first_and_else_where_the_plan_still_takes_them(path):
    closed = way(path, "dicht", closed_at=NOW)
    assert way_that_takes_words(closed, on=TODAY) is None

    first, second = way(path, "eerst"), way(path, "tweede")
    assert way_that_takes_words(again(closed), on=TODAY) == first
    assert way_that_takes_words(again(second), on=TODAY) == second
    assert way_that_takes_words(again(second, Step.RESULT), on=TODAY) is None
