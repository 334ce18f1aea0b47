"""A starting point: people took part along the Vaart, and the result is being made.

For a conftest or a test file: ``from tests.steps.at_result import activity, lead, trajectory``.
"""

import pytest

from speelruimte.people.actions import grant_role
from tests.steps.bare import a_trajectory, an_activity, an_agreement


@pytest.fixture
def trajectory(policy, cast, now, today):
    """The path along the Vaart, in the step of the result, led by Samira; the college decides."""
    made = a_trajectory(policy, route="college")
    an_agreement(made, level="meedenken", say=2)
    grant_role(
        cast.samira,
        role="project_leader",
        by=cast.marleen,
        at=now,
        starts_on=today,
        case_number=made.case_number,
    )
    return made


@pytest.fixture
def activity(trajectory):
    return an_activity(trajectory)


@pytest.fixture
def lead(cast, now, today):
    """Who leads, and when: ``**lead``."""
    return {"by": cast.samira, "at": now, "on": today}
