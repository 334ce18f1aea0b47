"""How much say a level or a role carries."""

import pytest

from speelruimte.agreements.say import say_of
from speelruimte.policy.say import widest, width
from tests.policy.test_packs import pack
from tests.steps.refusing import refuses


@pytest.fixture
def policy():
    """The neutral policy with a level that is no say of its own."""
    neutral = pack("basis")
    building = neutral.level("meepraten").model_copy(update={"key": "klussen", "say": None})
    levels = (*neutral.influence_levels, building)
    return neutral.model_copy(update={"influence_levels": levels})


@pytest.mark.parametrize(
    ("given", "say"),
    [
        ({}, None),
        ({"level": "meedenken"}, 2),
        ({"level": "meeweten"}, 0),
        ({"role": "beslisser"}, 4),
        ({"role": "trekker"}, None),
        ({"level": "meedenken", "role": "beslisser"}, 2),  # a level counts before a role
        ({"level": "klussen"}, None),
        ({"level": "klussen", "role": "beslisser"}, 4),  # unless it is no say
    ],
)
def test_a_level_says_how_much_and_else_the_role(policy, given, say):
    assert say_of(policy, **given) == say


@pytest.mark.parametrize("given", [{"level": "schreeuwen"}, {"role": "toehoorder van niets"}])
def test_what_the_policy_does_not_have_carries_nothing(policy, given):
    with refuses("not_in_policy", field=next(iter(given))):
        say_of(policy, **given)


def test_the_widest_door_carries_most_say_and_no_say_is_less_than_none_at_all(policy):
    klussen, meeweten, meedenken = map(policy.level, ("klussen", "meeweten", "meedenken"))

    assert [width(level) for level in (klussen, meeweten, meedenken)] == [-1, 0, 2]
    assert widest([klussen, meedenken, meeweten]) is meedenken
    assert widest([klussen, meeweten]) is meeweten
    assert widest([]) is None
