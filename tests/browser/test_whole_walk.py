"""A whole process in a real browser, every click counted; at night, in ``make test-deep``.

With on the way what goes wrong in real life it is walked without a screen:
``tests/website/test_whole_walk.py``.
"""

import os
from types import SimpleNamespace

import pytest
import time_machine
from tests.browser.hands import InBrowser
from tests.conftest import NOW
from tests.steps.beginning import four_areas, load_changed
from tests.steps.cast import cast_of
from tests.steps.clicking import served
from tests.steps.counted_walk import CountedWalk
from tests.steps.eventful_walk import EventfulIdea, EventfulWalk
from tests.steps.hands import Tally

from speelruimte.trajectories.models import Trajectory

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(
        os.environ.get("HYPOTHESIS_PROFILE") != "deep", reason="walked at night: make test-deep"
    ),
]


@pytest.fixture
def people(chromium, own_database):
    """Everybody of the cast at a window of their own: the tally, ``hands(name)``, and time."""
    with served() as site, time_machine.travel(NOW, tick=False) as clock:
        four_areas()
        load_changed("basis", "moderation: after", "moderation: before", at=NOW)
        cast, tally, windows = SimpleNamespace(**cast_of(at=NOW)), Tally(), {}

        def hands(name):
            if name not in windows:
                person = None if name == "visitor" else getattr(cast, name)
                windows[name] = InBrowser(tally, name, person, chromium=chromium, site=site)
            return windows[name]

        def days_go_by(at):
            clock.move_to(at)
            for window in windows.values():
                window.arrive()

        yield SimpleNamespace(tally=tally, hands=hands, cast=cast, days_go_by=days_go_by)
        for window in windows.values():
            window.close()


def test_a_development_from_signal_to_memory_is_pressed_in_a_browser(people):
    walk = CountedWalk(
        people.tally, people.hands, people.cast, at=NOW, days_go_by=people.days_go_by
    )
    try:
        walk.walk()
    finally:
        print(people.tally.table)

    assert Trajectory.objects.get().step == "memory"
    assert people.tally.total[0] <= 120
    assert people.tally.total[1] <= 90


@pytest.mark.parametrize("kind", [EventfulWalk, EventfulIdea])
def test_with_all_that_goes_wrong_on_the_way_it_comes_to_memory_in_a_browser(people, kind):
    walk = kind(people.tally, people.hands, people.cast, at=NOW, days_go_by=people.days_go_by)
    try:
        walk.walk()
    finally:
        print(people.tally.table)

    assert Trajectory.objects.get().step == "memory"
