"""The list of processes for colleagues: searched, narrowed and sorted."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from speelruimte.memory.findable import keep_all_findable
from speelruimte.memory.models import SearchText
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.places.models import Subject
from speelruimte.trajectories.models import Passage, Trajectory
from tests.steps.bare import a_trajectory


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def listed(signed_in, cast, policy, areas, now, today):
    green = Subject.objects.create(key="groen", name="Groen")
    made = {}
    for number, title in enumerate(("Riool Beukenlaan", "Park Oost", "Fietsroute Vaart"), start=1):
        made[title] = a_trajectory(
            policy,
            route="college",
            step="plan",
            case_number=f"2027-000{number}",
            title=title,
            summary=f"Over {title}.",
            started_on=date(2027, 1, number),
        )
    made["Park Oost"].areas.add(areas["centrum"])
    made["Park Oost"].subject = green
    made["Park Oost"].save()
    made["Riool Beukenlaan"].areas.add(areas["vaartzijde"])
    grant_role(
        cast.samira,
        role=Role.PROJECT_LEADER,
        case_number="2027-0003",
        starts_on=today,
        by=None,
        at=now,
    )
    browser = signed_in(cast.samira)

    def titles(query=""):
        html = browser.get(f"{reverse('trajectory-list')}?{query}").content.decode()
        return sorted((title for title in made if title in html), key=html.index)

    return titles


def test_colleagues_find_a_process_that_is_still_prepared(listed, cast):
    assert listed() == ["Fietsroute Vaart", "Park Oost", "Riool Beukenlaan"]
    assert {query: listed(query) for query in ("q=riool", "q=2027-0002", "q=xyz")} == {
        "q=riool": ["Riool Beukenlaan"],
        "q=2027-0002": ["Park Oost"],
        "q=xyz": [],
    }


def test_the_list_is_narrowed_and_sorted(listed, cast):
    assert listed("gebied=centrum") == ["Fietsroute Vaart", "Park Oost"]  # one is about everywhere
    assert listed("onderwerp=groen") == ["Park Oost"]
    assert listed(f"leider={cast.samira.pk}") == listed("mijn=ja") == ["Fietsroute Vaart"]
    assert listed("volgorde=titel") == ["Fietsroute Vaart", "Park Oost", "Riool Beukenlaan"]
    assert listed("volgorde=oudste") == ["Riool Beukenlaan", "Park Oost", "Fietsroute Vaart"]
    assert listed("stap=meedoen&leider=x&volgorde=y&blz=99") == listed()


@pytest.mark.both
def test_a_word_of_a_thousand_newer_processes_hides_no_older_one(listed, now):
    sewer = Trajectory.objects.get(title="Riool Beukenlaan")
    green = Subject.objects.get(key="groen")
    Trajectory.objects.filter(pk=sewer.pk).update(step="result", subject=green)
    Passage.objects.create(trajectory=sewer, step="result", entered_at=now)
    keep_all_findable(by=None, at=now)
    said = sewer.search_text.stems
    columns = {
        field.attname: getattr(sewer, field.attname)
        for field in Trajectory._meta.concrete_fields
        if field.attname not in ("id", "case_number", "slug", "title", "subject_id")
    }
    newer = Trajectory.objects.bulk_create(
        Trajectory(case_number=f"2026-{number:05}", slug=f"r{number}", title="Iets", **columns)
        for number in range(1_001)
    )
    texts = SearchText.objects.bulk_create(
        SearchText(trajectory=trajectory, words="Vaartzijde", stems=said) for trajectory in newer
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO memory_index (rowid, stems) VALUES (%s, %s)",
                [(text.pk, said) for text in texts],
            )
    assert listed("q=vaartzijde&onderwerp=groen") == ["Riool Beukenlaan"]
