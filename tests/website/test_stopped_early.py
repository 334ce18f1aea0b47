"""A process that stops before anything was public: who knew of it finds why, and nothing else is promised."""

from datetime import timedelta

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.urls import reverse

from speelruimte.memory.search import search_stopped_in_preparation
from speelruimte.trajectories.announcing import hold_back, stopped_in_preparation
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.bare import a_trajectory

WHY = "De grond blijkt van een ander te zijn."
GONE = "‘Een pad langs de Vaart’ gaat niet door."


@pytest.fixture
def planned(policy, now, time_machine, areas, settings):
    settings.PAGE_CACHE = False  # which asks what day it is twice a second, by a clock of its own
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    return a_trajectory(policy, route="college", step=Step.PLAN)


@pytest.fixture
def desk(cast, browser_of):
    return browser_of(cast.marleen)


def stopped(desk, trajectory, follow=False):
    page = reverse("work-stop", args=[trajectory.case_number])
    return desk.post(page, {"reason": WHY, "sure": "1"}, follow=follow)


def test_stopping_asks_whether_one_is_sure(desk, planned):
    page = reverse("work-stop", args=[planned.case_number])

    asked = desk.post(page, {"reason": WHY})

    html = asked.content.decode()
    assert asked.status_code == 200
    assert "Weet u het zeker? Er is nog niets gestopt." in html
    assert WHY in html
    assert "een half jaar bij ‘In voorbereiding’" in html
    assert Trajectory.objects.get().step == Step.PLAN
    assert desk.post(page, {"reason": ".", "sure": "1"}).status_code == 422


WITH_A_REASON = [("work-stop", Step.PLAN), ("work-send-back", Step.DECISION)]


@pytest.mark.parametrize("who", ["joris", "bos", "dewit", "fatma", "ruben"])
@pytest.mark.parametrize(("name", "step"), WITH_A_REASON)
def test_who_may_not_stop_or_send_back_gets_no_form(policy, cast, browser_of, who, name, step):
    page = reverse(name, args=[a_trajectory(policy, route="college", step=step).case_number])
    browser = browser_of(getattr(cast, who))

    answers = [browser.get(page), browser.post(page, {"reason": WHY, "sure": "1"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Uw rol mag dit hier niet doen." in answers[0].content.decode()
    assert Trajectory.objects.get().step == step


@pytest.mark.parametrize(("name", "step"), WITH_A_REASON)
def test_who_leads_gets_the_form_to_stop_or_send_back(policy, desk, name, step):
    page = reverse(name, args=[a_trajectory(policy, route="college", step=step).case_number])

    answer = desk.get(page)

    assert answer.status_code == 200
    assert 'name="reason"' in answer.content.decode()


def test_who_read_the_title_finds_for_half_a_year_that_it_stopped_and_why(
    desk, planned, client, time_machine, now
):
    places = [
        reverse("process-list"),
        reverse("neighbourhood", kwargs={"key": "centrum"}),
        reverse("search") + "?q=vaart",
    ]
    answer = stopped(desk, planned, follow=True).content.decode()

    assert "staat bij de afspraken" not in answer
    assert "Inwoners lezen de titel en de reden een half jaar" in answer
    for place in places:
        html = client.get(place).content.decode()
        assert GONE in html
        assert WHY in html
        assert f"/bericht/plan/{planned.slug}/" not in html
    time_machine.move_to(now + timedelta(days=200), tick=False)
    for place in places:
        assert GONE not in client.get(place).content.decode(), place


def test_what_nobody_knew_of_stays_unknown_and_no_page_promises_otherwise(
    desk, planned, client, cast, now, today
):
    hold_back(
        planned,
        ground="De grond wordt nog aangekocht.",
        until=today + timedelta(days=9),
        by=cast.marleen,
        at=now,
        on=today,
    )

    answer = stopped(desk, planned, follow=True).content.decode()

    assert "De reden komt dus niet op de website." in answer
    assert "Inwoners zagen dit traject niet." in answer
    assert WHY not in client.get(reverse("process-list")).content.decode()


def test_a_step_that_the_policy_does_not_announce_stays_unknown(desk, policy, now, areas, today):
    weighed = a_trajectory(policy, route="college", step=Step.WEIGHING)

    stopped(desk, weighed)

    assert Trajectory.objects.get().step == Step.STOPPED
    assert stopped_in_preparation(Trajectory.objects.all(), day=today) == []


def test_who_searches_for_what_stopped_waits_for_no_sql_to_be_written(
    desk, planned, today, monkeypatch
):
    stopped(desk, planned)
    assert search_stopped_in_preparation("vaart", day=today) == [planned]
    monkeypatch.delattr(SQLCompiler, "as_sql")

    assert search_stopped_in_preparation("pad", day=today) == [planned]
    assert search_stopped_in_preparation("brug", day=today) == []
