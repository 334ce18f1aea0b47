"""One process from signal to memory, clicked and typed in a real browser, under two policies.

By day the one that begins with an idea from outside; the other is walked without a browser then
(website/test_whole_route).
"""

import os
import re
from types import SimpleNamespace

import pytest
import time_machine
from tests.browser.conftest import PICTURES
from tests.conftest import NOW
from tests.steps import whole_route
from tests.steps.beginning import four_areas, load_shipped
from tests.steps.cast import cast_of
from tests.steps.clicking import ClickingBrowser, served

from speelruimte.policy.queries import parsed_policy

# Of every page that was seen: to look at, not to test.
WITH_PICTURES = bool(os.environ.get("SPEELRUIMTE_PICTURES"))


@pytest.fixture
def walk_under(chromium, own_database):
    """Walk with the whole cast at a browser, under a shipped policy: ``walk_under("basis")``."""
    with served() as site, time_machine.travel(NOW, tick=False) as clock:
        opened = []

        def start(name):
            cast = SimpleNamespace(**cast_of(at=NOW))
            four_areas()
            policy = parsed_policy(load_shipped(name, at=NOW))
            pictures = PICTURES / name

            def looked(page, address):
                pictures.mkdir(parents=True, exist_ok=True)
                number = sum(1 for _one in pictures.glob("*.png")) + 1
                place = re.sub(r"[^a-z0-9]+", "-", address).strip("-") or "begin"
                page.screenshot(path=pictures / f"{number:03}-{place}.png", full_page=True)

            def open_browser(person):
                opened.append(
                    ClickingBrowser(
                        chromium, site, person, looked=looked if WITH_PICTURES else None
                    )
                )
                return opened[-1]

            walking = whole_route.Walk(open_browser, cast, NOW)
            walking.clock = clock
            return walking, policy

        yield start
        for browser in opened:
            browser.close()


@pytest.mark.deep
@pytest.mark.skipif(
    os.environ.get("HYPOTHESIS_PROFILE") != "deep", reason="walked at night: make test-deep"
)
def test_a_development_of_the_municipality_under_the_vision_of_assen(walk_under):
    walk, policy = walk_under("assen-2021")

    whole_route.walk_a_development_under_assen_2021(walk, policy)


def test_an_idea_from_outside_under_the_policy_of_heemstede(walk_under):
    walk, policy = walk_under("heemstede-2020")

    whole_route.walk_an_idea_from_outside_under_heemstede_2020(walk, policy)
