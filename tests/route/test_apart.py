"""Roles that do not meet in one person for one case: the policy says which, and whether a reason helps."""

import pytest
from django.urls import reverse

from speelruimte.people.actions import grant_role
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.route.apart import give_role
from speelruimte.route.door import advance, name_helper
from speelruimte.route.handing_over import hand_over_work
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import RolesTogether
from tests.steps.agreement import adopted_agreement
from tests.steps.door import (
    assessed_initiative,
    opened_trajectory,
    received_initiative,
    ruled_initiative,
)
from tests.steps.odd_policy import load_kraaiendal
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once
WHY = "Er is hier maar één medewerker voor deze wijk."


@pytest.fixture
def given(cast, now, today):
    """Give somebody a role: ``given(cast.samira, Role.MODERATOR, area=…)``."""

    def give(person, role, **more):
        by = {"by": cast.wim, "at": now, "on": today, "starts_on": today}
        return give_role(person, role=role, **by, **more)

    return give


def test_who_leads_a_case_does_not_moderate_it_or_record_its_decisions(
    trajectory, areas, cast, given
):
    here, outside = trajectory.areas.first(), areas["oosterveld"]
    case = {"case_number": trajectory.case_number}
    for role, reach, code in (
        (Role.MODERATOR, case, "roles_apart_without_reason"),
        (Role.MODERATOR, {}, "roles_apart_without_reason"),
        (Role.MODERATOR, {"area": here}, "roles_apart_without_reason"),
        (Role.GRIFFIE, {}, "roles_apart_without_reason"),
        (Role.COLLEGE_SECRETARY, case, "roles_apart_without_reason"),
        (Role.RECORDER, {"body": "raad"}, "roles_apart_without_reason"),
    ):
        with refuses(code):
            given(cast.samira, role, **reach)
    assert outside not in trajectory.areas.all()
    given(cast.samira, Role.MODERATOR, area=outside)
    given(cast.samira, Role.MODERATOR, case_number="2027-9999")
    assert not RolesTogether.objects.exists()


def test_a_role_everywhere_beside_another_everywhere_is_given_for_a_reason_in_one_case_only(
    cast, policy, given, trajectory
):
    given(cast.joris, Role.PROJECT_LEADER)
    with refuses("roles_apart_everywhere", field="case_number"):
        given(cast.joris, Role.MODERATOR, apart_reason=WHY)

    given(cast.joris, Role.MODERATOR, apart_reason=WHY, case_number=trajectory.case_number)
    assert RolesTogether.objects.get().reason == WHY


def test_with_a_reason_it_may_and_everybody_reads_why(trajectory, cast, given, now, client):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    with refuses("no_sentence"):
        given(cast.samira, Role.MODERATOR, case_number=trajectory.case_number, apart_reason="x")
    given(cast.samira, Role.MODERATOR, case_number=trajectory.case_number, apart_reason=WHY)
    page = client.get(reverse("process", args=[trajectory.slug])).content.decode()

    assert "Eén persoon heeft hier twee rollen: moderator en projectleider" in page
    assert WHY in page
    assert verify().faults == []


def test_a_hand_over_brings_no_two_roles_together_without_a_reason(
    trajectory, cast, given, now, today
):
    given(cast.joris, Role.MODERATOR, case_number=trajectory.case_number)
    over = {"to": cast.joris, "by": cast.marleen, "at": now, "on": today}
    with refuses("roles_apart_without_reason"):
        hand_over_work(cast.samira, **over)
    assert Grant.objects.filter(person=cast.samira, case_number=trajectory.case_number).exists()
    hand_over_work(cast.samira, apart_reason=WHY, **over)
    assert RolesTogether.objects.get().reason == WHY


def test_who_is_named_at_the_door_or_to_lead_is_held_to_it_too(cast, now, today, areas, given):
    load_kraaiendal(at=now)
    idea = received_initiative(more_areas=[areas["oosterveld"]])
    idea = assessed_initiative(idea, coach=cast.marleen)
    given(cast.joris, Role.MODERATOR)
    given(cast.fatma, Role.MODERATOR, area=areas["oosterveld"])
    idea = advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    for person in (cast.joris, cast.fatma):
        with refuses("roles_apart"):
            name_helper(idea, person=person, by=cast.marleen, at=now, on=today)


def test_who_records_everywhere_is_named_to_lead_for_a_reason_only(
    cast, today, areas, load_pack, given, browser_of
):
    load_pack("basis")
    given(cast.fatma, Role.GRIFFIE)
    ruled = ruled_initiative(
        assessed_initiative(received_initiative(), coach=cast.marleen), coach=cast.marleen
    )
    with refuses("roles_apart_without_reason"):
        opened_trajectory(ruled, coach=cast.marleen, leader=cast.fatma, areas=[areas["centrum"]])

    browser = browser_of(cast.marleen)
    page = reverse("work-end", args=[ruled.case_number, "traject"])
    assert 'name="apart_reason"' not in browser.get(page).content.decode()
    typed = {"title": "Het plein", "summary": "Samen maken we een plan.", "leader": cast.fatma.pk}
    refused = browser.post(page, typed)
    assert refused.status_code == 422
    assert 'name="apart_reason"' in refused.content.decode()
    assert browser.post(page, typed | {"apart_reason": WHY}).status_code == 302
    assert RolesTogether.objects.get().reason == WHY


def test_the_page_asks_for_the_reason_and_keeps_what_was_typed(
    trajectory, cast, today, browser_of, now
):
    browser, page = browser_of(cast.wim), reverse("work-grant", args=[cast.samira.pk])
    typed = {
        "role": "moderator",
        "case_number": trajectory.case_number,
        "starts_on": today.isoformat(),
    }
    refused = browser.post(page, typed)
    assert refused.status_code == 422
    assert "twee rollen die het beleid gescheiden houdt" in refused.content.decode()
    assert trajectory.case_number in refused.content.decode()
    assert browser.post(page, typed | {"apart_reason": WHY}).status_code == 302


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.PORTFOLIO_HOLDER, ""),
        (Role.GRIFFIE, ""),
        (Role.COLLEGE_SECRETARY, ""),
        (Role.RECORDER, "raad"),
    ],
)
@pytest.mark.parametrize("first", ["administrator", "of a body"])
def test_who_gives_all_roles_does_not_speak_for_a_body_too(
    role, body, first, cast, policy, now, today, given
):
    of_body = {"role": role, "body": body}
    administrator = {"role": Role.ADMINISTRATOR}
    had, asked = (administrator, of_body) if first == "administrator" else (of_body, administrator)
    grant_role(cast.henk, by=None, at=now, starts_on=today, **had)

    with refuses("roles_apart_everywhere"):
        given(cast.henk, apart_reason=WHY, **asked)


def test_a_policy_that_names_none_of_it_leaves_the_administrator_free(cast, now, today, given):
    load_kraaiendal(at=now)
    grant_role(cast.henk, role=Role.ADMINISTRATOR, by=None, at=now, starts_on=today)

    assert given(cast.henk, Role.GRIFFIE).role == Role.GRIFFIE
