"""Who changes an agreement lightly, until which day, and until when a party says no to it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from speelruimte.agreements.light_rules import (
    can_object,
    check_can_change_lightly,
    check_can_object,
    check_last_days,
    latest_last_days,
    may_change_lightly,
    may_object,
)
from speelruimte.agreements.models import Party, Phase, Version
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Contact
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.bare import a_trajectory, an_agreement
from tests.steps.refusing import refuses

DAY = timedelta(days=1)
WHY = "Een letter was vergeten."
# Of the phase, and of what the policy allows without a body: four weeks longer.
LAST, LATEST = date(2026, 12, 31), date(2027, 1, 28)


@pytest.fixture
def version(policy):
    """In force, with one phase until 31 December."""
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(trajectory)
    return trajectory.versions.get()


def a_second_version(version):
    """Of which the text still lies open."""
    return Version.objects.create(
        trajectory=version.trajectory, number=2, amends=1, reason_for_change=WHY
    )


def recorded_by(role):
    return SimpleNamespace(light_changes=SimpleNamespace(recorded_by=role))


def test_whom_the_policy_names_changes_lightly_and_nobody_else_who_leads(version, cast, now, today):
    of = {"case_number": version.trajectory.case_number, "starts_on": today, "by": None, "at": now}
    grant_role(cast.samira, role="project_leader", **of)

    def may(person, role):
        return may_change_lightly(person, version.trajectory, recorded_by(role), on=today)

    assert may(cast.samira, "project_leader")
    assert may(cast.marleen, "project_leader")  # the coach leads along
    assert may(cast.marleen, "coach")
    assert not may(cast.samira, "coach")


def test_who_is_party_by_name_objects_for_that_party_only(today):
    def may(contact_id, person_id):
        party = Party(contact_id=contact_id)
        return may_object(Contact(pk=person_id), party, Trajectory(), on=today)

    assert may(1, 1)
    assert not may(1, 2)
    assert not may(None, 2)


def test_while_a_party_can_still_say_no_nothing_else_changes_lightly(version):
    version.objections_until = LAST
    said = {"newest": version, "reason": WHY}

    check_can_change_lightly(version, **said, today=LAST + DAY)
    with refuses("objections_possible"):
        check_can_change_lightly(version, **said, today=LAST)


def test_while_the_text_is_being_changed_nothing_changes_lightly(version):
    a_second_version(version)

    with refuses("amending_already"):
        check_can_change_lightly(version, newest=version, reason=WHY, today=LAST)


@pytest.mark.parametrize("today", [LAST - DAY, LAST])
@pytest.mark.parametrize("to", [LAST, LATEST])
def test_a_phase_that_still_runs_ends_later_within_the_term(version, today, to):
    policy = policy_of(version.trajectory)

    check_last_days(version, version, {"ophalen": to}, policy=policy, today=today)


@pytest.mark.parametrize(
    ("to", "today", "code"),
    [
        (LAST - DAY, LAST, "earlier_last_day"),
        (LATEST, LAST + DAY, "phase_is_over"),
        (LATEST + DAY, LAST, "longer_than_the_policy"),
    ],
)
def test_a_phase_does_not_end_earlier_or_past_the_term_or_again(version, to, today, code):
    policy = policy_of(version.trajectory)

    with refuses(code, field="phase:ophalen"):
        check_last_days(version, version, {"ophalen": to}, policy=policy, today=today)


@pytest.mark.parametrize(
    ("step", "latest"), [(Step.TAKING_PART, {"ophalen": LATEST}), (Step.DECISION, {})]
)
def test_a_later_day_is_offered_while_agreements_can_change(version, step, latest):
    version.trajectory.step = step
    policy = policy_of(version.trajectory)

    assert latest_last_days(version, policy, today=LAST) == latest


def test_what_lasts_as_long_as_the_policy_allows_is_offered_no_later_day(version):
    longer = a_second_version(version)
    days = {"starts_on": LAST - 30 * DAY, "ends_on": LATEST}
    Phase.objects.create(version=longer, key="ophalen", name="Ophalen", **days)

    assert latest_last_days(longer, policy_of(version.trajectory), today=LAST) == {}


@pytest.mark.parametrize(
    ("more", "today", "can"),
    [
        ({}, LAST, True),
        ({}, LAST + DAY, False),
        ({"objections_until": None}, LAST, False),
        ({"kind": Version.Kind.ORDINARY}, LAST, False),
    ],
)
def test_a_party_says_no_to_a_light_change_until_the_last_day_for_it(more, today, can):
    light = {"pk": 1, "trajectory_id": 1, "kind": Version.Kind.LIGHT, "objections_until": LAST}
    version = Version(**light | more)

    assert can_object(version, newest=version, today=today) is can
    assert not can_object(version, newest=Version(pk=2), today=today)
    assert not can_object(version, newest=None, today=today)
    with refuses("party_of_another_process"):
        check_can_object(version, party=Party(trajectory_id=2), newest=version, today=today)


def test_too_late_to_say_no_is_said_after_that_day_and_not_on_it():
    version = Version(pk=1, trajectory_id=1, kind=Version.Kind.LIGHT, objections_until=LAST)
    asked = {"party": Party(trajectory_id=1), "newest": version}

    check_can_object(version, **asked, today=LAST)
    with refuses("too_late_to_object"):
        check_can_object(version, **asked, today=LAST + DAY)
