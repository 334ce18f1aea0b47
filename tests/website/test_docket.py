"""What council members and secretaries see on their work: what lies before the bodies."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.agreements.models import Moment
from speelruimte.route.agenda import before_the_bodies, tasks_for
from tests.steps.agreement import adopted_agreement, fresh, offered
from tests.steps.taking_part import opened_ideas


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.mark.parametrize(("name", "page"), [("bos", "agreements"), ("teun", "work-adoption")])
def test_what_lies_before_a_body_is_on_the_first_page(
    name, page, trajectory, cast, now, browser_of
):
    offered(trajectory, cast, at=now)
    shown = browser_of(getattr(cast, name)).get(reverse("my-work"))
    kwargs = {"slug": trajectory.slug} if page == "agreements" else {"case_number": "2027-0012"}

    assert [row["url"] for row in shown.context["docket"]["now"]] == [reverse(page, kwargs=kwargs)]
    assert "Ligt voor en komt eraan" in shown.content.decode()


def test_somebody_else_has_no_docket(trajectory, cast, now, browser_of):
    offered(trajectory, cast, at=now)
    shown = browser_of(cast.samira).get(reverse("my-work"))
    assert shown.context["docket"] is None
    assert "Ligt voor en komt eraan" not in shown.content.decode()


def test_the_link_of_what_lies_before_the_council_opens(trajectory, cast, now, browser_of):
    offered(trajectory, cast, at=now)
    browser = browser_of(cast.bos)
    docket = browser.get(reverse("my-work")).context["docket"]
    rows = docket["now"] + docket["coming"]
    assert rows
    assert {browser.get(row["url"]).status_code for row in rows} == {200}


def test_after_adoption_the_moments_come(trajectory, cast, now, django_assert_max_num_queries):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    moment = Moment.objects.filter(version__trajectory=trajectory).exclude(body="").earliest("day")
    with django_assert_max_num_queries(6):
        docket = before_the_bodies(on=moment.day - timedelta(days=60))
    assert docket.adoptions == ()
    assert moment in docket.moments
    assert moment not in before_the_bodies(on=moment.day - timedelta(days=61)).moments


def test_what_still_runs_is_no_task_before_its_last_day(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    activity = opened_ideas(fresh(trajectory), by=cast.samira, at=now, on=today)

    def closing(day):
        tasks = tasks_for(cast.samira, on=day).tasks
        return [task for task in tasks if "is nog open. Sluit deze eerst." in task.sentences[0]]

    assert closing(activity.closes_on) == []
    assert len(closing(activity.closes_on.replace(year=2028))) == 1
