"""What came out and was offered is read by who decides, and by everybody, before the decision."""

import pytest
from django.urls import reverse

from speelruimte.route.agenda import tasks_for
from tests.steps.answers import result_offered
from tests.steps.at_result import activity, lead, trajectory

__all__ = ("activity", "lead", "trajectory")
SUMMARY = "De helft wil een breder pad."


@pytest.fixture(autouse=True)
def _on_the_day(time_machine, now):
    time_machine.move_to(now, tick=False)


def test_who_sits_in_the_body_hears_of_it_when_it_is_offered(trajectory, lead, cast, today):
    def to_read(person):
        person.__dict__.pop("_grants_on", None)
        tasks = tasks_for(person, on=today).tasks
        return [(task.body, task.page) for task in tasks if task.page.startswith("read-")]

    assert to_read(cast.dewit) == []
    result_offered(trajectory, **lead)

    assert to_read(cast.dewit) == [("college", "read-decision")]
    assert to_read(cast.bos) == []


def test_a_council_member_sees_nothing_of_the_college(trajectory, lead, cast, browser_of):
    result_offered(trajectory, **lead)
    shown = browser_of(cast.bos).get(reverse("my-work"))

    assert shown.context["docket"]["now"] == []


def test_the_outcome_stands_behind_the_task(trajectory, lead, cast, today, browser_of):
    result_offered(trajectory, summary=SUMMARY, **lead)
    browser = browser_of(cast.dewit)
    groups = browser.get(reverse("my-work")).context["task_groups"]
    (address,) = [t["url"] for g in groups for t in g["tasks"] if t["action"] == "Lees de uitkomst"]

    assert SUMMARY in browser.get(address).content.decode()


def test_everybody_reads_the_outcome_with_its_report_from_the_day_it_is_offered(
    trajectory, lead, client
):
    address = reverse("outcome", args=[trajectory.slug])
    process = reverse("process", args=[trajectory.slug])
    assert client.get(address).status_code == 404

    result_offered(trajectory, summary=SUMMARY, **lead)
    page = client.get(address).content.decode()

    assert SUMMARY in page
    assert "Aangeboden op 9 februari 2027" in page
    assert "Hielden we ons aan de afspraken?" in page
    assert "Zo is het gegaan." in page
    assert f'href="{address}"' in client.get(process).content.decode()
