"""What was public stays so when it is sent back, with the reason; nothing says that it still lies somewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from speelruimte.memory.findable import keep_all_findable
from speelruimte.route.actions import move_on
from speelruimte.trajectories.announcing import hold_back, in_preparation
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.timeline import timeline_of
from tests.steps.agreement import fresh, offered
from tests.steps.bare import a_trajectory
from tests.steps.recording import adopt
from tests.steps.refusing import refuses

HELD = "Het geld is niet duidelijk."
BACK = "De kosten staan er nog niet goed in."


@pytest.fixture(autouse=True)
def _on_9_february(time_machine, settings):
    settings.PAGE_CACHE = False  # which asks what day it is twice a second, by a clock of its own
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def held_over(trajectory, cast, now, today):
    version = offered(trajectory, cast, at=now)
    adopt(
        version, body="raad", outcome="held_over", reason=HELD, decided_on=today,
        by=cast.teun, at=now,
    )  # fmt: skip
    return fresh(trajectory)


def test_who_leads_reads_at_the_adoption_what_can_be_done_with_a_text_that_is_held_over(
    held_over, cast, browser_of
):
    page = reverse("work-adoption", args=[held_over.case_number])
    back = f'href="{reverse("work-send-back", args=[held_over.case_number])}"'

    hers = browser_of(cast.samira).get(page).content.decode()
    assert (
        f"aangehouden door de gemeenteraad, op {day_words(localdate())}. De reden: {HELD}" in hers
    )
    assert "U kunt wachten tot dit orgaan beslist, of de tekst terugsturen en aanpassen." in hers
    assert back in hers
    assert back not in browser_of(cast.teun).get(page).content.decode()


@pytest.fixture
def sent_back(held_over, cast, browser_of):
    page = reverse("work-send-back", args=[held_over.case_number])
    desk = browser_of(cast.samira)
    assert "Iedereen kan deze uitleg lezen." in desk.get(page).content.decode()
    desk.post(page, {"reason": BACK})
    trajectory = fresh(held_over)
    assert trajectory.step == Step.PLAN
    return trajectory


def read(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("name", ["process", "agreements"])
def test_the_page_stays_with_why_it_was_sent_back_and_what_was_held_over(sent_back, client, name):
    html = read(client, name, sent_back.slug)

    day = day_words(localdate())
    assert (
        f"Teruggestuurd op {day} naar ‘Planomschrijving en participatieplan’. De reden: {BACK}"
        in html
    )
    assert f"was aangehouden door de gemeenteraad, op {day}. De reden: {HELD}" in html


def test_nothing_says_that_the_text_still_lies_before_a_body(sent_back, client):
    html = read(client, "process", sent_back.slug)

    assert "worden nu vastgesteld" not in html
    assert "Het besluit daarover is aangehouden" not in html
    assert "Nog niet bekend. De afspraken daarover worden opnieuw geschreven." in html
    assert (
        "De afspraken worden opnieuw geschreven. Als ze zijn vastgesteld, kunt u meedoen." in html
    )
    assert reverse("ask-notice-plan", kwargs={"key": sent_back.slug}) in html
    assert read(client, "ask-notice-plan", sent_back.slug)


def test_it_stands_once_in_lists_as_what_is_public(sent_back, client, now, today):
    keep_all_findable(by=None, at=now)

    for name, args, query in (
        ("process-list", (), {}),
        ("process-list", (), {"stand": "straks"}),
        ("search", (), {"q": "Brink"}),
        ("neighbourhood", ("centrum",), {}),
    ):
        html = read(client, name, *args, **query)
        assert reverse("process", args=[sent_back.slug]) in html, name
        assert "De afspraken worden opnieuw geschreven" in html, name
        assert "Wij denken na over" not in html, name
    assert in_preparation(Trajectory.objects.all(), day=today) == []


def test_both_reasons_stay_on_the_page_once_it_is_offered_again_and_adopted(
    sent_back, cast, now, today, client
):
    move_on(sent_back, by=cast.samira, at=now + timedelta(minutes=1), on=today)
    assert fresh(sent_back).step == Step.ADOPTION

    rows = {row["title"]: row.get("why") for row in timeline_of(fresh(sent_back))}

    assert rows["Teruggestuurd naar ‘Planomschrijving en participatieplan’"] == BACK
    assert rows["Het besluit over de afspraken is aangehouden door de gemeenteraad"] == HELD
    html = read(client, "process", sent_back.slug)
    assert BACK in html
    assert HELD in html
    assert "Teruggestuurd op" not in html


def test_what_was_only_prepared_is_still_not_public(policy, client, today):
    planned = a_trajectory(policy, route="college", step=Step.PLAN)

    assert client.get(reverse("process", args=[planned.slug])).status_code == 404
    assert in_preparation(Trajectory.objects.all(), day=today) == [planned]


def test_what_people_could_read_is_not_held_back_afterwards(
    sent_back, cast, now, today, browser_of
):
    with refuses("was_public"):
        hold_back(
            sent_back,
            ground="De grond wordt nog aangekocht.",
            until=today + timedelta(days=9),
            by=cast.samira,
            at=now,
            on=today,
        )

    html = browser_of(cast.samira).get(reverse("work-process", args=[sent_back.case_number]))
    page = html.content.decode()
    assert "Bekijk de bladzijde voor inwoners" in page
    assert reverse("work-hold-back", args=[sent_back.case_number]) not in page
    held = read(browser_of(cast.samira), "work-hold-back", sent_back.case_number)
    assert "Inwoners zien alleen de titel" not in held


def test_back_from_the_decision_is_said_with_its_reason_too(policy, cast, browser_of, client):
    trajectory = a_trajectory(policy, route="college", step=Step.DECISION)
    page = reverse("work-send-back", args=[trajectory.case_number])
    assert "Teruggestuurd op" not in read(client, "process", trajectory.slug)

    browser_of(cast.marleen).post(page, {"reason": BACK})

    assert fresh(trajectory).step == Step.RESULT
    top = client.get(reverse("process", args=[trajectory.slug])).context["closed_note"]["text"]
    assert top == "De uitkomst wordt opnieuw opgeschreven."
    html = read(client, "process", trajectory.slug)
    assert f"Teruggestuurd op {day_words(localdate())} naar ‘" in html
    assert f"De reden: {BACK}" in html
