"""Who decides, in the words of the policy."""

import pytest

from speelruimte.policy.schema import Way
from speelruimte.promise import Decider, decider_named, decider_of
from tests.policy.test_packs import pack
from tests.steps.bare import a_trajectory

COLLEGE = Decider("college", "het college", Way.BODY, "college")
COUNCIL = Decider("raad", "de gemeenteraad", Way.BODY, "raad")
OFFICIALS = Decider("officials", str(Way.OFFICIALS.label), Way.OFFICIALS, None)


@pytest.mark.parametrize("decider", [COLLEGE, COUNCIL, OFFICIALS], ids=lambda body: body.key)
def test_a_body_is_named_by_the_policy_and_a_way_by_us(decider):
    assert decider_named(pack("basis"), decider.key) == decider


@pytest.mark.parametrize(
    ("route", "decider"), [("college", COLLEGE), ("raad", COUNCIL), ("medewerker", OFFICIALS)]
)
def test_who_was_ruled_to_decide_decides(policy, route, decider):
    assert decider_of(a_trajectory(policy, route=route)) == decider
