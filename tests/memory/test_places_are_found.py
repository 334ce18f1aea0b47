"""A plan is found by the place where people come together, as long as it goes on."""

from datetime import date

import pytest

from speelruimte.activities.actions import cancel_activity
from speelruimte.memory.findable import keep_all_findable
from speelruimte.memory.lines import Said
from speelruimte.memory.search import search
from speelruimte.trajectories.models import Step
from tests.steps.bare import a_trajectory, an_activity, an_agreement


@pytest.fixture
def plan(policy):
    return a_trajectory(policy, route="college", step=Step.TAKING_PART)


def found_at(question):
    return [line.place for hit in search(question) for line in hit.found]


def test_a_plan_is_found_by_the_place_of_what_is_announced_and_not_open_yet(plan, now):
    an_agreement(plan, announced_on=date(2027, 3, 1), announced_in="gymzaal van de Wegwijzer")
    keep_all_findable(by=None, at=now)

    assert found_at("gymzaal") == [Said.PLACE]


def test_a_plan_is_found_by_the_place_of_a_meeting_until_it_does_not_go_on(plan, cast, now):
    an_agreement(plan)
    day = date(2027, 3, 1)
    held = {"kind": "", "held_on": day, "closes_on": day, "place": "Gymzaal De Kolk"}
    evening = an_activity(plan, closed_at=None, **held)
    keep_all_findable(by=None, at=now)
    assert found_at("gymzaal") == found_at("kolk") == [Said.PLACE]

    cancel_activity(evening, reason="De zaal staat onder water.", by=cast.marleen, at=now)

    assert search("gymzaal") == []
