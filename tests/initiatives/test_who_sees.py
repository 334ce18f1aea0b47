"""Who sees what waits at the door, and what is not public yet."""

import pytest

from speelruimte.initiatives.rules import may_see_all
from speelruimte.trajectories.rules import may_see_preparation


@pytest.mark.parametrize(
    ("who", "at_the_door", "in_preparation"),
    [
        ("marleen", True, True),
        ("joris", True, True),
        ("nadia", False, True),  # it is her initiative
        ("henk", False, False),
        ("stranger", False, False),
    ],
)
def test_staff_sees_all_and_an_initiator_her_own(
    trajectory, cast, today, who, at_the_door, in_preparation
):
    person = getattr(cast, who)
    assert may_see_all(person, on=today) is at_the_door
    assert may_see_preparation(person, trajectory, on=today) is in_preparation
