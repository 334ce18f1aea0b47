"""What came out and was offered is read by who decides, and by everybody, before the decision."""

import pytest
from django.urls import reverse

from speelruimte.activities.actions import withdraw_contribution
from speelruimte.agreements.actions.copying import copied
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    offer_result,
    write_result,
)
from speelruimte.route.actions import move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.altering import follow_and_tell
from speelruimte.route.reporting import draft_report
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.agreement import fresh
from tests.steps.answers import decided, grouped, result_offered
from tests.steps.at_result import activity, lead, trajectory
from tests.steps.bare import words
from tests.steps.writing import writing_by_hand

__all__ = ("activity", "lead", "trajectory")
SUMMARY = "De helft wil een breder pad."
BACK = "De kosten staan er nog niet goed in."


@pytest.fixture(autouse=True)
def _on_the_day(time_machine, now, settings):
    settings.PAGE_CACHE = False
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


def test_of_an_outcome_that_was_sent_back_its_page_says_so_and_why_and_nothing_of_its_text(
    trajectory, lead, cast, client, settings, browser_of, django_assert_num_queries
):
    settings.PAGE_CACHE = False
    address = reverse("outcome", args=[trajectory.slug])
    result_offered(trajectory, summary=SUMMARY, **lead)
    move_on(fresh(trajectory), **lead)
    assert SUMMARY in client.get(address).content.decode()

    desk = browser_of(cast.samira)
    desk.post(reverse("work-send-back", args=[trajectory.case_number]), {"reason": BACK})
    assert fresh(trajectory).step == Step.RESULT
    with django_assert_num_queries(4):  # with when and how it went back, from the journal
        page = client.get(address)

    said = f"De reden: {BACK}"
    (row,) = page.context["said"]
    assert row["text"].startswith("Teruggestuurd op 9 februari 2027 naar ‘")
    assert said in page.content.decode()
    assert row["text"] in client.get(reverse("process", args=[trajectory.slug])).content.decode()
    assert SUMMARY not in page.content.decode()
    assert "Zo is het gegaan." not in page.content.decode()

    offer_result(fresh(trajectory), **lead)
    again = client.get(address).content.decode()
    assert SUMMARY in again
    assert said not in again


def what_became_of_it(client, trajectory):
    """Of the outcome that stood there: the lines about it, and where one reads on."""
    page = client.get(reverse("outcome", args=[trajectory.slug]))
    assert page.status_code == 200
    assert SUMMARY not in page.content.decode()
    said = [row["text"] for row in page.context["said"]]
    return said, {row["label"]: row["url"] for row in page.context["onward"]}


def test_of_an_outcome_after_which_somebody_got_an_answer_its_page_says_which_and_since_when(
    trajectory, activity, lead, client
):
    result_offered(trajectory, summary=SUMMARY, **lead)
    late = words(activity, "Een bank.")
    answer_contribution(late, verdict="not", reason="Te duur.", **lead)

    (said,), onward = what_became_of_it(client, trajectory)

    assert said.startswith("Op 9 februari 2027 kregen mensen nog een antwoord.")
    assert "Sindsdien geldt deze uitkomst niet meer." in said
    there = reverse("contribution", args=[trajectory.slug, late.public_key])
    assert onward["Lees dat antwoord"] == there
    assert client.get(there).status_code == 200
    withdraw_contribution(late, by=None, at=lead["at"])
    _said, onward = what_became_of_it(client, trajectory)
    assert list(onward) == ["Lees hoe ver het plan nu is"]


def test_of_an_outcome_from_before_an_answer_to_a_theme_its_page_leads_to_that_theme(
    trajectory, activity, lead, client
):
    result_offered(trajectory, summary=SUMMARY, **lead)
    theme = grouped(trajectory, [words(activity, "Een bank.")], title="Banken", **lead)
    answer_theme(theme, verdict="not", reason="Te duur.", **lead)

    _said, onward = what_became_of_it(client, trajectory)

    there = reverse("theme", args=[trajectory.slug, theme.public_key])
    assert onward["Lees dat antwoord"] == there


def test_of_an_outcome_that_its_writer_changed_its_page_says_since_when(trajectory, lead, client):
    result = result_offered(trajectory, summary=SUMMARY, **lead)
    changed = {"promises": result.kept, "edits": result.edits, **lead}
    write_result(trajectory, summary="Dit leest nog niemand.", **changed)

    (said,), onward = what_became_of_it(client, trajectory)

    assert said.startswith("Op 9 februari 2027 is de tekst veranderd. Sindsdien geldt")
    assert onward == {"Lees hoe ver het plan nu is": reverse("process", args=[trajectory.slug])}


def test_of_an_outcome_on_agreements_from_before_a_change_its_page_gives_the_reason(
    trajectory, lead, client
):
    result_offered(trajectory, summary=SUMMARY, **lead)
    before = trajectory.versions.get()
    with writing_by_hand(because="what adopting a change does with an outcome, by itself"):
        change = copied(before, reason="De school doet niet mee.", amends=before.number)
    follow_and_tell(change, before=before, by=lead["by"], at=lead["at"])

    (said,), onward = what_became_of_it(client, trajectory)

    assert said.startswith("Op 9 februari 2027 veranderden de afspraken")
    assert said.endswith("De reden: De school doet niet mee.")
    there = reverse("agreements", args=[trajectory.slug])
    assert onward["Lees de afspraken die nu gelden"] == there


def test_of_an_outcome_that_was_never_offered_there_is_no_page(trajectory, lead, client):
    said = draft_report(trajectory, on=lead["on"])
    write_result(trajectory, summary=SUMMARY, promises=said, edits=0, **lead)

    assert client.get(reverse("outcome", args=[trajectory.slug])).status_code == 404


def test_what_was_measured_stands_beside_a_better_verdict_for_everybody_who_reads_it(
    trajectory, lead, cast, client, browser_of
):
    why = "Wij gingen langs alle deuren."
    said = [
        promise | {"far": "yes", "note": why} for promise in draft_report(trajectory, on=lead["on"])
    ]
    worse = [row for row in said if row["measured"] not in ("", "yes")]
    assert worse
    assert all(row["seen"] for row in worse)
    write_result(trajectory, summary=SUMMARY, promises=said, edits=0, **lead)
    inside = reverse("work-result", args=[trajectory.case_number])
    pages = [browser_of(cast.samira).get(inside)]
    offer_result(fresh(trajectory), **lead)
    pages.append(browser_of(cast.dewit).get(inside))
    pages.append(client.get(reverse("outcome", args=[trajectory.slug])))
    Trajectory.objects.filter(pk=trajectory.pk).update(step=Step.DECISION)
    decided(fresh(trajectory), **lead | {"by": cast.iris})
    pages.append(client.get(reverse("decision", args=[trajectory.slug])))

    for page in pages:
        html = page.content.decode()
        for row in worse:
            after = html.split(row["what"].replace("'", "&#x27;"), 1)[1]
            assert row["seen"] in after, page.request["PATH_INFO"]
            assert why in after, page.request["PATH_INFO"]
