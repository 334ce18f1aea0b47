"""The permission matrix: every role against everything that is done in one case."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from speelruimte.activities import alteration_rules as altering
from speelruimte.activities import rules as activities
from speelruimte.activities.kinds.budget import rules as votes
from speelruimte.agreements import rules as agreements
from speelruimte.decisions import rules as decisions
from speelruimte.evaluation import rules as evaluation
from speelruimte.initiatives import rules as door
from speelruimte.notices.rules import may_see_messages
from speelruimte.people.actions import end_role, grant_role, welcome_person
from speelruimte.people.roles import STAFF, Role
from speelruimte.route import actions as route
from speelruimte.route import later_days
from speelruimte.trajectories import noting
from speelruimte.trajectories import rules as trajectories
from speelruimte.weighing import fresh_look, participation
from speelruimte.weighing import rules as weighing
from tests.steps.bare import a_trajectory
from tests.steps.door import received_initiative

LEADS = {Role.PROJECT_LEADER, Role.COACH}
# Who may, when the role is held in this very case. All else may not.
IN_A_TRAJECTORY = {
    trajectories.may_see_preparation: STAFF | {Role.INITIATOR},
    trajectories.may_lead: LEADS,
    trajectories.may_write: LEADS | {Role.INITIATOR},
    weighing.may_weigh: LEADS,
    weighing.may_waive: LEADS,
    activities.may_open: LEADS,
    activities.may_enter_for_others: LEADS | {Role.OFFICIAL, Role.ACCOUNT_HOLDER, Role.MODERATOR},
    activities.may_renew_codes: LEADS,
    trajectories.may_see_what_lies_ready: LEADS,
    activities.may_moderate: {Role.MODERATOR, Role.COACH},
    votes.may_run_vote: LEADS,
    votes.may_prepare_vote: LEADS,
    votes.may_see_vote: LEADS | {Role.OFFICIAL, Role.MODERATOR},
    votes.may_take_paper: LEADS | {Role.OFFICIAL, Role.MODERATOR},
    decisions.may_answer_contributions: LEADS,
    decisions.may_record_decision: {Role.COLLEGE_SECRETARY},
    decisions.may_hold_over_decision: {Role.COLLEGE_SECRETARY},
    decisions.may_rectify_decision: {Role.COLLEGE_SECRETARY},
    evaluation.may_evaluate: LEADS,
    evaluation.may_rectify_lesson: LEADS,
    later_days.may_make_later: LEADS,
    activities.may_read_waiting: LEADS | {Role.MODERATOR},
    altering.may_alter: LEADS,
    agreements.may_amend: LEADS,
    decisions.may_place: LEADS,
    decisions.may_make_result: LEADS,
    decisions.may_offer: LEADS,
    decisions.may_tell: LEADS,
    route.may_go_on: LEADS,
    noting.may_read_notes: STAFF - {Role.COUNCIL_MEMBER},
    fresh_look.may_look_again: {Role.COACH},
}
# Why others are tried apart.
APART = {
    evaluation.may_answer_for_team: "whoever works here, in this case or not: below",
    participation.may_decide_participation: "who records for the body that a policy names: tests/weighing",
}
AT_THE_DOOR = {
    door.may_see: STAFF | {Role.INITIATOR},
    door.may_read_additions: {Role.ACCOUNT_HOLDER, Role.COACH, Role.INITIATOR},
    door.may_guide: {Role.ACCOUNT_HOLDER, Role.COACH},
    door.may_name_account_holder: {Role.COACH},
}
EVERYWHERE = {
    door.may_receive: LEADS | {Role.OFFICIAL, Role.ACCOUNT_HOLDER, Role.MODERATOR},
    door.may_see_all: STAFF,
    may_see_messages: {Role.ADMINISTRATOR, Role.COACH},
}


@pytest.fixture
def holder(db, now, today):
    """Somebody new with one role, in one case or everywhere."""

    def make(role, case_number=""):
        person = welcome_person(
            name=f"Iemand {role}", email=f"{role}-{case_number}@x.example", by=None, at=now
        )
        person.grant = grant_role(
            person,
            role=role,
            case_number=case_number,
            body="een-orgaan" if role == Role.RECORDER else "",
            starts_on=today,
            by=None,
            at=now,
        )
        return person

    return make


@pytest.fixture
def trajectory(policy):
    return a_trajectory(policy, route="college")


@pytest.fixture
def initiative(policy):
    return received_initiative()


def named(rules):
    return pytest.mark.parametrize(
        ("may", "who"), rules.items(), ids=[rule.__name__ for rule in rules]
    )


ASKED = ["person", "trajectory", "on"]


def rules_of_one_case():
    """Every ``may_…`` that asks who, in which trajectory and on which day, and nothing else."""
    package = Path(settings.PACKAGE)
    for file in package.rglob("*.py"):
        if "\ndef may_" in file.read_text() and "website" not in file.relative_to(package).parts:
            parts = file.relative_to(package).with_suffix("").parts
            module = import_module(".".join(("speelruimte", *parts)).removesuffix(".__init__"))
            for name, rule in vars(module).items():
                is_own = name.startswith("may_") and rule.__module__ == module.__name__
                if is_own and [*inspect.signature(rule).parameters] == ASKED:
                    yield rule


def test_every_rule_of_who_may_in_a_trajectory_stands_in_the_table():
    missing = {
        f"{rule.__module__}.{rule.__name__}"
        for rule in {*rules_of_one_case()} - IN_A_TRAJECTORY.keys() - APART.keys()
    }

    assert missing == set(), "say in IN_A_TRAJECTORY (tests/route/test_who_may_what.py) who may"


@pytest.mark.once
@named(IN_A_TRAJECTORY)
def test_in_a_trajectory(trajectory, holder, today, may, who):
    allowed = {
        role for role in Role if may(holder(role, trajectory.case_number), trajectory, on=today)
    }

    assert allowed == set(who)


@pytest.mark.once
@named(IN_A_TRAJECTORY)
def test_a_role_in_another_case_gives_nothing_here(trajectory, holder, today, may, who):
    assert not [role for role in Role if may(holder(role, "2099-0001"), trajectory, on=today)]


def test_the_team_is_every_colleague_wherever_they_work_and_the_initiator_of_this_process(
    trajectory, holder, today
):
    here, elsewhere = trajectory.case_number, "2099-0001"
    team = {
        holder(Role.OFFICIAL, elsewhere): True,
        holder(Role.INITIATOR, here): True,
        holder(Role.INITIATOR, elsewhere): False,
        None: False,
    }

    assert {
        person: evaluation.may_answer_for_team(person, trajectory, on=today) for person in team
    } == team


def test_a_role_for_an_area_holds_in_what_lies_there_and_in_nothing_else(
    trajectory, cast, areas, now, today
):
    trajectory.areas.add(areas["centrum"])
    for person, area in ((cast.henk, "centrum"), (cast.sofie, "oosterveld")):
        grant_role(person, role=Role.MODERATOR, area=areas[area], starts_on=today, by=None, at=now)

    for _asked_twice in range(2):
        assert activities.may_moderate(cast.henk, trajectory, on=today)
        assert not activities.may_moderate(cast.sofie, trajectory, on=today)


@named(AT_THE_DOOR)
def test_at_the_door(initiative, holder, today, may, who):
    here = {
        role for role in Role if may(holder(role, initiative.case_number), initiative, on=today)
    }
    elsewhere = [role for role in Role if may(holder(role, "2099-0001"), initiative, on=today)]

    assert (here, elsewhere) == (set(who), [])


@named(EVERYWHERE)
def test_in_the_whole_installation(holder, today, may, who):
    everywhere = {role for role in Role if may(holder(role), on=today)}
    in_a_case = [role for role in Role if may(holder(role, "2099-0001"), on=today)]

    assert (everywhere, in_a_case) == (set(who), [])


@pytest.mark.once
@named(IN_A_TRAJECTORY)
def test_nobody_may_after_the_last_day_and_a_visitor_never(
    trajectory, holder, today, now, later, may, who
):
    person = holder(sorted(who)[0], trajectory.case_number)
    end_role(person.grant, ends_on=today, by=None, at=now)

    assert may(person, trajectory, on=today)
    person.__dict__.pop("_grants_on", None)
    assert not may(person, trajectory, on=later(1).date())
    assert not may(None, trajectory, on=today)
