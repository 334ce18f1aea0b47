"""What ends a plan, or shuts people out, is asked about once before it is recorded."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from speelruimte.agreements.actions import amend, record_stand
from speelruimte.agreements.models import Adoption
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.beside_holders import left_to_nobody
from speelruimte.route.models import OpenTask
from speelruimte.trajectories.models import Step
from speelruimte.weighing.models import ParticipationDecision
from tests.steps.agreement import HEARD, fresh, recording_for, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import load_kraaiendal
from tests.steps.writing import writing_by_hand

pytestmark = pytest.mark.once
SURE = "Weet u het zeker?"


@pytest.fixture(autouse=True)
def _today_is_in_the_story(time_machine, now):
    time_machine.move_to(now, tick=False)


def sent(page, **typed):
    """What a browser sends of the form about adopting that is on this page."""
    form = page.context["adoption_forms"]["adopt"]
    data = {name: form[name].value() or "" for name in form.fields}
    return data | {"do": "adopt"} | typed


@pytest.fixture
def decided(today):
    return {
        "decided_on": today.isoformat(),
        "decision_number": "R-9",
        "reason": "Er is geen geld voor dit plan.",
    }


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
def test_what_ends_the_plan_is_asked_once_with_what_was_typed(
    outcome, story, trajectory, cast, browser_of, work, decided
):
    story.offered()
    browser, url = browser_of(cast.teun), work("adoption")

    asked = browser.post(url, sent(browser.get(url), outcome=outcome, **decided))

    assert asked.status_code == 422
    page = asked.content.decode()
    assert SURE in page
    assert "stopt dit hele plan" in page
    assert "het kan niet terug" in page
    assert decided["reason"] in page
    assert not Adoption.objects.exists()
    assert fresh(trajectory).step == Step.ADOPTION
    meant = browser.post(url, sent(asked))
    assert meant.status_code == 302
    assert fresh(trajectory).step == Step.STOPPED


def test_another_outcome_than_was_asked_about_is_asked_about_again(
    story, cast, browser_of, work, decided
):
    story.offered()
    browser, url = browser_of(cast.teun), work("adoption")
    asked = browser.post(url, sent(browser.get(url), outcome="rejected", **decided))

    again = browser.post(url, sent(asked, outcome="withdrawn"))

    assert again.status_code == 422
    assert SURE in again.content.decode()
    assert not Adoption.objects.exists()


def test_what_is_not_filled_in_yet_is_said_before_it_is_asked(
    story, cast, browser_of, work, decided
):
    story.offered()
    browser, url = browser_of(cast.teun), work("adoption")

    refused = browser.post(
        url, sent(browser.get(url), outcome="rejected", **decided | {"decided_on": ""})
    )

    assert refused.status_code == 422
    assert SURE not in refused.content.decode()


@pytest.mark.parametrize("outcome", ["adopted", "held_over"])
def test_what_ends_nothing_is_recorded_at_once(outcome, story, cast, browser_of, work, decided):
    story.offered()
    browser, url = browser_of(cast.teun), work("adoption")

    answer = browser.post(url, sent(browser.get(url), outcome=outcome, **decided))

    assert answer.status_code == 302
    assert Adoption.objects.get().outcome == outcome


def test_a_change_that_is_refused_ends_no_plan_and_is_not_asked_about(
    story, cast, browser_of, work, decided
):
    trajectory = story.adopted_agreement()
    lead = {"by": cast.samira, "at": timezone.now()}
    version = amend(version_in_force(trajectory), reason="Meer groen.", **lead)
    record_stand(version, party=trajectory.parties.get(), agrees=True, **lead, **HEARD)
    offer_amendment(version, **lead)
    browser, url = browser_of(cast.teun), work("adoption")

    answer = browser.post(url, sent(browser.get(url), outcome="rejected", **decided))

    assert answer.status_code == 302
    assert open_version(trajectory) is None
    assert fresh(trajectory).step == Step.TAKING_PART


@pytest.mark.parametrize(("says", "is_asked"), [("no", True), ("yes", False)])
def test_that_nobody_takes_part_is_asked_once(says, is_asked, cast, areas, now, today, browser_of):
    nest = trajectory_of(load_kraaiendal(at=now), cast, areas, at=now, route="alleen")
    weighed(nest, cast, at=now)
    browser = browser_of(recording_for(cast.joris, "burgemeester", at=now))
    url = reverse("work-participation", args=[nest.case_number])
    typed = {
        "people_take_part": says,
        "reason": "De beuk is ziek en moet meteen om.",
        "decided_on": today.isoformat(),
        "decision_number": "",
    }

    answer = browser.post(url, typed)

    assert (answer.status_code == 422) == is_asked
    assert ParticipationDecision.objects.exists() != is_asked
    if is_asked:
        assert "kan niemand meedoen" in answer.content.decode()
        form = answer.context["form"]
        answer = browser.post(url, typed | {"asked_of": form["asked_of"].value()})
        assert answer.status_code == 302
        assert ParticipationDecision.objects.get().people_take_part is False


@pytest.fixture
def ending(cast, browser_of, today):
    """The page on which Wim ends the role of Teun, who records for the council, and the press of it."""
    grant = cast.teun.grants.get(role=Role.GRIFFIE)
    browser, url = browser_of(cast.wim), reverse("work-end-role", args=[grant.pk])

    def press(**more):
        return browser.post(url, {"ends_on": today.isoformat()} | more)

    press.grant = grant
    return press


def test_who_ends_the_only_role_of_a_body_with_work_waiting_is_asked_once(
    story, trajectory, ending
):
    story.offered()

    asked = ending()

    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Niemand anders heeft deze rol" in page
    assert f"in 1 zaak wacht nog werk: {trajectory.case_number}." in page
    ending.grant.refresh_from_db()
    assert ending.grant.ends_on is None
    assert ending(asked_of=asked.context["form"]["asked_of"].value()).status_code == 302
    ending.grant.refresh_from_db()
    assert ending.grant.ends_on is not None


def test_where_no_work_waits_a_role_of_a_body_ends_at_once(story, ending):
    assert ending().status_code == 302


@pytest.mark.parametrize(
    ("reach", "is_asked"),
    [
        ({}, False),
        ({"case_number": "2027-0999"}, True),
        ({"ends_on": date(2027, 3, 1)}, True),
    ],
)
def test_somebody_else_with_the_role_for_good_and_everywhere_takes_the_question_away(
    reach, is_asked, story, cast, ending, now, today
):
    story.offered()
    grant_role(cast.henk, role=Role.GRIFFIE, by=None, at=now, starts_on=today, **reach)

    assert (ending().status_code == 422) == is_asked


@pytest.mark.parametrize(("body", "is_asked"), [("een-orgaan", True), ("een-ander", False)])
def test_for_who_records_for_one_body_only_the_work_of_that_body_counts(
    body, is_asked, story, trajectory, cast, now, today
):
    story.offered()
    role = {"role": Role.RECORDER, "by": None, "at": now, "starts_on": today}
    grant = grant_role(cast.henk, body="een-orgaan", **role)
    with writing_by_hand(because="no body of this policy has a recorder of its own"):
        OpenTask.objects.filter(trajectory=trajectory).update(role=Role.RECORDER, body=body)

    left = left_to_nobody(grant, on=today)

    assert left == ([trajectory.case_number] if is_asked else [])
    in_a_case = grant_role(cast.sofie, body=body, case_number="2027-0999", **role)
    assert left_to_nobody(in_a_case, on=today) == []
    assert left_to_nobody(cast.samira.grants.first(), on=today) == []
