"""What council members and secretaries see on their work: what lies before the bodies."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from speelruimte.agreements.models import Moment
from speelruimte.memory.findable import keep_all_findable
from speelruimte.route.agenda import before_the_bodies, tasks_for
from speelruimte.website.days import day_words, short_day
from speelruimte.website.timeline import timeline_of
from tests.steps.agreement import adopted_agreement, fresh, offered
from tests.steps.recording import adopt
from tests.steps.taking_part import opened_ideas


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.mark.parametrize("name", ["bos", "teun"])
def test_what_lies_before_a_body_is_on_the_first_page(name, trajectory, cast, now, browser_of):
    offered(trajectory, cast, at=now)
    shown = browser_of(getattr(cast, name)).get(reverse("my-work"))
    url = reverse("work-adoption", args=["2027-0012"])

    assert [row["url"] for row in shown.context["docket"]["now"]] == [url]
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


def test_the_text_that_a_member_is_asked_to_read_stands_behind_the_task(
    trajectory, cast, now, browser_of
):
    version = offered(trajectory, cast, at=now)
    browser = browser_of(cast.bos)
    (group,) = browser.get(reverse("my-work")).context["task_groups"]
    page = browser.get(group["tasks"][0]["url"]).content.decode()

    assert "De tekst die voorligt" in page
    assert version.frames.first().title in page


REASON = "Het geld is niet duidelijk."


def test_held_over_is_said_with_the_reason_wherever_it_is_read(
    trajectory, cast, now, today, browser_of, client
):
    version = offered(trajectory, cast, at=now)
    who = {"by": cast.teun, "at": now}
    adopt(version, body="raad", outcome="held_over", reason=REASON, decided_on=today, **who)

    for name in ("process", "agreements"):
        page = client.get(reverse(name, args=[trajectory.slug])).content.decode()
        assert "is aangehouden door" in page, name
        assert REASON in page, name
        assert "De afspraken worden nu vastgesteld. Daarna" not in page, name
    day = day_words(today)
    public = client.get(reverse("process", args=[trajectory.slug])).content.decode()
    assert f"Nog niet bekend. Het besluit daarover is aangehouden op {day}." in public
    assert "worden nu vastgesteld" not in public
    keep_all_findable(by=None, at=now)
    for name, query in (("process-list", {}), ("search", {"q": "Brink"})):
        listed = client.get(reverse(name), query).content.decode()
        assert "Het besluit over de afspraken is aangehouden" in listed, name
        assert "worden nu vastgesteld" not in listed, name
    (row,) = [row for row in timeline_of(fresh(trajectory)) if "is aangehouden" in row["title"]]
    assert row["why"] == REASON
    for person in (cast.teun, cast.bos, cast.samira):
        page = browser_of(person).get(reverse("my-work")).content.decode()
        assert REASON in page, person
        assert f"op {day}" in page, person


def test_while_a_text_is_held_over_no_day_is_promised_and_the_day_of_that_is_said(
    trajectory, cast, now, later, browser_of, time_machine
):
    version = offered(trajectory, cast, at=now)
    version.phases.update(starts_on=localdate(later(10)))
    time_machine.move_to(later(2), tick=False)
    held_on = localdate(later(2))
    short = short_day(held_on, today=held_on)

    def next_day():
        (row,) = browser_of(cast.samira).get(reverse("my-work")).context["rows"]
        return row["what"]

    assert next_day() == "meedoen begint"
    held = {"outcome": "held_over", "reason": REASON, "decided_on": held_on}
    adopt(version, body="raad", **held, by=cast.teun, at=later(2))

    assert next_day() == f"meedoen begint, onder voorbehoud: aangehouden op {short}"
    for person in (cast.bos, cast.teun):
        (row,) = browser_of(person).get(reverse("my-work")).context["docket"]["now"]
        assert f"Aangehouden op {short}: {REASON}" in row["note"]
        assert "sinds" not in row["note"]


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
