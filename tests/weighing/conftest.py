import pytest

from speelruimte.people.roles import Role
from tests.steps import agreement as steps


@pytest.fixture
def roles(trajectory, cast, now):
    """Somebody with each role in this trajectory, by the name of the role."""
    return {str(role): steps.somebody(cast, role, trajectory, at=now) for role in Role}
