"""Notes among colleagues: found on the workbench, and on no page that a resident can open."""

import pytest
from django.urls import reverse

from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import CaseNote, Step
from speelruimte.trajectories.noting import correct_note, write_note
from tests.activities.ground import leads
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.crawling import asked_by, crawl
from tests.steps.refusing import refuses
from tests.steps.writing import changed_in_database, writing_by_hand

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


def test_who_wrote_a_note_puts_it_right_and_what_it_said_stays(trajectory, cast, now, browser_of):
    note = write_note(trajectory, text="Bel op maandag.", by=cast.joris, at=now)
    page, own = reverse("work-notes", args=[trajectory.case_number]), browser_of(cast.joris)
    here = f"{page}?verbeter={note.pk}"
    assert here in own.get(page).content.decode()
    assert here not in browser_of(cast.lotte).get(page).content.decode()
    assert browser_of(cast.lotte).get(here).status_code == 404
    assert "Bel op maandag." in own.get(here).content.decode()

    assert own.post(here, {"text": "Bel op maandag."}).status_code == 422
    assert own.post(here, {"text": "Bel op dinsdag."}).status_code == 302

    (row,) = own.get(page).context["rows"]
    assert (row["note"].text, [old.text for old in row["earlier"]]) == (
        "Bel op dinsdag.",
        ["Bel op maandag."],
    )
    found = own.get(reverse("work-find-notes"), {"zoek": "maandag"}).content.decode()
    assert "Niets gevonden" in found
    with refuses("corrected_already", kind=AlreadyDone):
        correct_note(note, text="Bel op woensdag.", by=cast.joris, at=now)
    with pytest.raises(NotAllowed):
        correct_note(row["note"], text="Bel nooit.", by=cast.lotte, at=now)
    assert verify().faults == []


def test_who_leads_hears_of_a_note_in_the_overview_once_and_moderators_read_it_from_the_queue(
    trajectory, cast, browser_of, later
):
    leads(cast.samira, trajectory)
    note = {"text": "Bel op maandag.", "by": cast.joris}
    write_note(trajectory, **note, at=later(0))
    for day in (1, 2):
        tell_of_work(cast.samira, at=later(day))
        tell_of_work(cast.joris, at=later(day))

    told = [
        thing
        for message in Message.objects.filter(kind="work_digest")
        for thing in message.facts["things"]
        if thing["page"] == "notes"
    ]
    assert [thing["case"] for thing in told] == [trajectory.case_number]
    (message,) = [
        message
        for message in Message.objects.filter(person=cast.samira)
        if "notes" in str(message.facts)
    ]
    assert "Een collega schreef een notitie" in compose_mail(message).text
    queue = browser_of(cast.lotte).get(reverse("work-inbox", args=[trajectory.case_number]))
    assert reverse("work-notes", args=[trajectory.case_number]) in queue.content.decode()


def test_a_note_that_was_put_in_somebodys_mouth_is_named(trajectory, cast, now):
    note = write_note(trajectory, text="Bel eerst de buren.", by=cast.joris, at=now)
    newer = correct_note(note, text="Bel eerst het bestuur.", by=cast.joris, at=now)
    words_key = words(an_activity(trajectory)).public_key
    put_there = set(verify().beside)

    def named():
        finding = verify()
        assert finding.faults == []
        return [said for said in finding.beside if said not in put_there]

    for row, otherwise in (
        (note, {"written_by": cast.marleen.reference}),
        (newer, {"written_by": ""}),
        (note, {"contribution": words_key}),
        (newer, {"corrects": None}),
    ):
        with changed_in_database(row, **otherwise):
            [sentence] = named()
            assert sentence.startswith(
                f"trajectories_casenote:{row.pk} (notitie) is in de database veranderd"
            )
    with writing_by_hand(because="somebody writes a note in the name of another"):
        put = CaseNote.objects.create(
            trajectory=trajectory,
            text="Laat maar.",
            written_by=cast.joris.reference,
            written_at=now,
        )
    assert named() == [
        f"trajectories_casenote:{put.pk} staat in de database, en het logboek weet er niets van."
    ]
