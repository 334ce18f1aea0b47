"""Who decides, in the words of the policy."""

import pytest

from speelruimte.policy.schema import WayOfDeciding
from speelruimte.promise import Decider, decider_named, decider_of
from tests.policy.test_packs import pack
from tests.steps.bare import a_trajectory

COLLEGE = Decider("college", "het college", WayOfDeciding.BODY, "college")
COUNCIL = Decider("raad", "de gemeenteraad", WayOfDeciding.BODY, "raad")
OFFICIALS = Decider("officials", str(WayOfDeciding.OFFICIALS.label), WayOfDeciding.OFFICIALS, None)


@pytest.mark.parametrize("decider", [COLLEGE, COUNCIL, OFFICIALS], ids=lambda body: body.key)
def test_a_body_is_named_by_the_policy_and_a_way_by_us(decider):
    assert decider_named(pack("basis"), decider.key) == decider


@pytest.mark.parametrize(
    ("route", "decider"), [("college", COLLEGE), ("raad", COUNCIL), ("medewerker", OFFICIALS)]
)
def test_who_was_ruled_to_decide_decides(policy, route, decider):
    assert decider_of(a_trajectory(policy, route=route)) == decider
