"""What a whole process costs the people of a municipality: every click and every field is counted.
And that it comes to its end with on the way all that goes wrong in real life."""

import pytest
import time_machine

from speelruimte.trajectories.models import Trajectory
from tests.conftest import NOW
from tests.steps.beginning import four_areas, load_changed
from tests.steps.counted_walk import CountedWalk
from tests.steps.eventful_walk import EventfulIdea, EventfulWalk
from tests.steps.hands import OnPaper, Tally
from tests.steps.walking import journal_is_whole

MOST_CLICKS, MOST_FIELDS = 120, 90
MOST_TO_TAKE_IN, MOST_TO_ANSWER = 14, 45


@pytest.fixture
def walked(cast):
    """Walk such a walk on the pages, each person at a window of their own: it, and its tally."""

    def walk_of(kind):
        with time_machine.travel(NOW, tick=False) as clock:
            four_areas()
            load_changed("basis", "moderation: after", "moderation: before", at=NOW)
            tally, at_work = Tally(), {}

            def hands(name):
                if name not in at_work:
                    at_work[name] = OnPaper(tally, name, getattr(cast, name, None))
                return at_work[name]

            def days_go_by(at):
                clock.move_to(at)
                for somebody in at_work.values():
                    somebody.arrive()

            walk = kind(tally, hands, cast, at=NOW, days_go_by=days_go_by)
            try:
                walk.walk()
            finally:
                print(tally.table)
            journal_is_whole()
            return walk, tally

    return walk_of


def test_a_development_from_signal_to_memory_with_34_contributions(walked):
    walk, tally = walked(CountedWalk)

    assert Trajectory.objects.get().step == "memory"
    clicks, fields = tally.total
    assert clicks <= MOST_CLICKS
    assert fields <= MOST_FIELDS
    taken_in = (walk.opens.__doc__, walk.is_moderated.__doc__)
    assert sum(tally.clicks[step] for step in taken_in) <= MOST_TO_TAKE_IN
    assert tally.clicks[walk.is_answered.__doc__] <= MOST_TO_ANSWER


@pytest.mark.parametrize("kind", [EventfulWalk, EventfulIdea])
def test_with_all_that_goes_wrong_on_the_way_it_comes_to_memory_on_the_pages_alone(walked, kind):
    walked(kind)

    assert Trajectory.objects.get().step == "memory"
