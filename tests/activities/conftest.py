import pytest

from speelruimte.activities.actions import open_activity

from . import ground


@pytest.fixture
def policy(db):
    return ground.a_policy()


@pytest.fixture
def trajectory(policy, areas, cast):
    """In the step of taking part, under an adopted plan, led by Samira."""
    trajectory = ground.a_trajectory(policy, areas=list(areas.values()))
    ground.an_agreement(trajectory)
    return trajectory


@pytest.fixture
def ideas(trajectory, cast, now, today):
    """Ideas on the website, open from today to 21 March 2027."""
    return open_activity(
        trajectory, phase="ophalen", planned=ground.IDEAS, by=cast.samira, at=now, on=today
    )


@pytest.fixture
def evening(trajectory, cast, now, today):
    """An evening in De Schakel: remarks come in by the staff form or a file."""
    return open_activity(
        trajectory, phase="ophalen", planned=ground.EVENING, by=cast.samira, at=now, on=today
    )


@pytest.fixture
def elsewhere(policy, areas, cast, now, today):
    """Ideas of another process, which are looked at first."""
    other = ground.a_trajectory(policy, areas=list(areas.values()), number=2)
    ground.an_agreement(other)
    there = open_activity(
        other, phase="ophalen", planned=ground.IDEAS, by=cast.marleen, at=now, on=today
    )
    there.moderate_first = True
    there.save()
    return there
