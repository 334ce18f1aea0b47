"""What the policy leaves to who came with the idea: at once, or once who leads signed along."""

from datetime import date

import pytest

from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.trajectories.deciding import WhoAnswers, who_answers
from speelruimte.trajectories.models import Trajectory
from speelruimte.trajectories.rules import (
    lays_something_ready,
    may_do,
    may_lay_ready,
    may_see_what_lies_ready,
    roles_in,
)
from tests.steps.bare import a_trajectory
from tests.steps.beginning import load_changed

OWN = "    way: initiators\n"
LEFT = f"{OWN}    initiator_does: [placing, answers]\n    cosigned: [answers]\n"


@pytest.fixture
def garden(cast, now):
    trajectory = a_trajectory(load_changed("basis", OWN, LEFT, at=now), route="zelf")
    for person, role in ((cast.samira, Role.PROJECT_LEADER), (cast.nadia, Role.INITIATOR)):
        grant_role(
            person,
            role=role,
            case_number=trajectory.case_number,
            starts_on=date(2026, 1, 1),
            by=None,
            at=now,
        )
    return trajectory


@pytest.mark.parametrize(
    ("who", "does", "lays_ready"),
    [
        ("marleen", {"placing", "answers", "result"}, set()),
        ("samira", {"placing", "answers", "result"}, set()),
        ("nadia", {"placing"}, {"answers"}),
        ("henk", set(), set()),
        ("stranger", set(), set()),
    ],
)
def test_who_does_what_and_who_lays_it_ready(garden, cast, today, who, does, lays_ready):
    person = getattr(cast, who)
    asked = (LeaderWork.PLACING, LeaderWork.ANSWERS, LeaderWork.RESULT)

    assert {str(work) for work in asked if may_do(person, garden, work, on=today)} == does
    ready = {str(work) for work in asked if may_lay_ready(person, garden, work, on=today)}
    assert ready == lays_ready
    assert lays_something_ready(person, garden, on=today) is bool(lays_ready)
    leads = who in ("marleen", "samira")
    assert may_see_what_lies_ready(person, garden, on=today) is (leads or bool(lays_ready))


def test_who_came_with_the_idea_answers_where_the_policy_says_so_and_who_leads_signs_along(
    garden, trajectory
):
    assert who_answers(garden) == WhoAnswers(initiator=True, signed_along=True)
    assert who_answers(trajectory) == WhoAnswers(initiator=False, signed_along=False)


def test_areas_that_were_fetched_ahead_are_not_asked_again(
    trajectory, cast, today, django_assert_num_queries
):
    ahead = Trajectory.objects.prefetch_related("areas").get(pk=trajectory.pk)
    assert roles_in(cast.samira, ahead, on=today) == roles_in(cast.samira, trajectory, on=today)

    again = Trajectory.objects.prefetch_related("areas").get(pk=trajectory.pk)
    with django_assert_num_queries(0):
        roles_in(cast.samira, again, on=today)
