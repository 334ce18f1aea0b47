"""One process from signal to memory through the pages alone, under three policies."""

import os

import pytest
import time_machine

from speelruimte.policy.queries import parsed_policy
from tests.steps import whole_route
from tests.steps.browsing import Browser

pytestmark = pytest.mark.slow


@pytest.fixture
def walk(cast, areas, now):
    with time_machine.travel(now, tick=False) as clock:
        walking = whole_route.Walk(Browser, cast, now)
        walking.clock = clock
        yield walking


# On PostgreSQL every page is opened and every form is sent (demo/test_every_form), and a browser walks
# the last one below; at night the one before it, too.
@pytest.mark.once
def test_a_development_walks_from_signal_to_memory_through_the_pages(policy, walk):
    whole_route.walk_a_development(walk)


@pytest.mark.once
def test_assen_2021_in_its_own_words_and_a_resident_pointed_to_the_right_place(load_pack, walk):
    policy = parsed_policy(load_pack("assen-2021"))

    whole_route.walk_a_development_under_assen_2021(walk, policy)


# By day a real browser walks it, press by press the same: browser/test_whole_route.
@pytest.mark.deep
@pytest.mark.once
@pytest.mark.skipif(
    os.environ.get("HYPOTHESIS_PROFILE") != "deep",
    reason="a browser walks it; without one: make test-deep",
)
def test_heemstede_in_its_own_words_led_by_an_initiator_from_outside(load_pack, walk):
    policy = parsed_policy(load_pack("heemstede-2020"))

    whole_route.walk_an_idea_from_outside_under_heemstede_2020(walk, policy)
