"""Notes among colleagues: found on the workbench, and on no page that a resident can open."""

import pytest
from django.urls import reverse

from speelruimte.shared.errors import NotAllowed
from speelruimte.trajectories.models import CaseNote, Step
from speelruimte.trajectories.noting import write_note
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.crawling import asked_by, crawl
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once

SECRET = "kwispelvis"


@pytest.fixture
def trajectory(policy):
    made = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(made)
    return made


def test_a_note_is_written_read_and_found_by_colleagues_only(trajectory, cast, now, browser_of):
    contribution = words(an_activity(trajectory))
    page = reverse("work-notes", args=[trajectory.case_number])
    colleague = browser_of(cast.joris)
    about = f"{page}?inbreng={contribution.public_key}"
    assert colleague.post(about, {"text": " "}).status_code == 422
    assert colleague.post(about, {"text": f"Let op: {SECRET}."}).status_code == 302
    note = CaseNote.objects.get()
    assert (note.contribution, note.written_by) == (contribution.public_key, cast.joris.reference)
    assert SECRET in browser_of(cast.lotte).get(page).content.decode()
    found = browser_of(cast.lotte).get(reverse("work-find-notes"), {"zoek": SECRET.upper()})
    assert trajectory.title in found.content.decode()
    for person in (cast.nadia, cast.bos):
        assert browser_of(person).get(page).status_code == 403
        with pytest.raises(NotAllowed):
            write_note(trajectory, text="Ik ook.", by=person, at=now)
    with refuses("empty", field="text"):
        write_note(trajectory, text=" ", by=cast.joris, at=now)


def test_who_writes_data_of_a_person_in_a_note_is_warned_before_it_is_kept(
    trajectory, cast, browser_of
):
    page = reverse("work-notes", args=[trajectory.case_number])
    colleague = browser_of(cast.joris)
    note = {"text": "De melder heeft nummer 111222333."}

    warned = colleague.post(page, note)
    assert warned.status_code == 422
    assert "burgerservicenummer" in warned.content.decode()
    assert note["text"] in warned.content.decode()
    assert not CaseNote.objects.exists()
    assert colleague.post(page, note | {"zeker": ""}).status_code == 302
    assert CaseNote.objects.get().text == note["text"]


def test_who_looked_for_nothing_yet_is_not_told_that_nothing_was_found(
    trajectory, cast, browser_of
):
    colleague = browser_of(cast.joris)
    page = reverse("work-find-notes")
    assert "Niets gevonden" not in colleague.get(page).content.decode()
    assert "Niets gevonden" in colleague.get(page, {"zoek": SECRET}).content.decode()
    case = colleague.get(reverse("work-process", args=[trajectory.case_number])).content.decode()
    assert "Schrijf een notitie" in case
    assert "0 notities" not in case


def test_no_page_for_residents_shows_a_note(trajectory, cast, now, client):
    words(an_activity(trajectory))
    write_note(trajectory, text=f"Let op: {SECRET}.", by=cast.joris, at=now)
    shown, ask = [], asked_by(client)

    def look(address):
        answer = ask(address)
        if SECRET in (answer.html or ""):
            shown.append(address)
        return answer

    opened = list(crawl(look, "/", f"/trajecten/{trajectory.slug}/"))
    assert len(opened) > 10
    assert shown == []
