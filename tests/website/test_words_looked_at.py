# ruff: noqa: F811  (fixtures come in by name)
"""How a moderator looks at words: warned, made partly unreadable, and many at once."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.originals import has_original
from speelruimte.activities.queries import contribution_with_code
from speelruimte.people.models import Contact
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step
from tests.activities.conftest import elsewhere, ideas, policy, trajectory  # noqa: F401
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.odd_policy import great_nest, load_kraaiendal
from tests.steps.taking_part import opened_ideas, said, words_from

TEXT = "Ik woon op Kerkstraat 12. Bel mij op 06-12345678."
State = Contribution.State


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def waiting(ideas, now):
    ideas.moderate_first = True
    ideas.save()
    return said(ideas, TEXT, at=now)[0]


def state_of(contribution):
    return Contribution.objects.values_list("state", flat=True).get(pk=contribution.pk)


def test_who_places_what_was_warned_about_is_asked_once_more(signed_in, cast, waiting):
    browser = signed_in(cast.lotte)
    address = reverse("work-publish", args=[waiting.public_key])
    html = browser.post(address).content.decode()
    assert "telefoonnummer, adres" in html
    assert state_of(waiting) == State.WAITING
    browser.post(address, {"zeker": ""})
    assert state_of(waiting) == State.PUBLISHED


def test_a_part_is_shown_unreadable_first_and_then_made_so(signed_in, cast, waiting):
    browser = signed_in(cast.lotte)
    address = reverse("work-redact", args=[waiting.public_key])
    html = browser.get(address).content.decode()
    assert "06-12345678 (telefoonnummer)" in html
    sent = {"seen": ["06-12345678"], "pieces": "Kerkstraat 12\n", "reason": "Gegevens van mensen."}
    html = browser.post(address, sent).content.decode()
    assert "Ik woon op ▇▇▇. Bel mij op ▇▇▇." in html
    assert "<p>Gegevens van mensen.</p>" in html
    assert state_of(waiting) == State.WAITING
    again = sent | {"reason": "Wie op de Kerkstraat woont, hoort hier niet."}
    html = browser.post(address, again).content.decode()
    assert "In deze uitleg staat ‘Kerkstraat’." in html
    assert "Zo leest iedereen het daarna" not in html
    html = browser.post(address, sent | {"pieces": "Kerkstraat 13"}).content.decode()
    assert "‘Kerkstraat 13’ staat niet in deze inbreng" in html
    browser.post(address, sent | {"onleesbaar": ""})
    assert state_of(waiting) == State.REDACTED

    page = reverse("contribution", args=[waiting.trajectory.slug, waiting.public_key])
    html = browser.get(page).content.decode()
    assert "Ik woon op ▇▇▇. Bel mij op ▇▇▇." in html
    assert "Gegevens van mensen." in html

    address = reverse("work-original", args=[waiting.public_key])
    assert "Kerkstraat 12" not in browser.get(address).content.decode()
    answer = browser.post(address, {"reason": "De schrijver vroeg het."})
    assert "Kerkstraat 12" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    browser = signed_in(cast.samira)
    assert browser.post(address, {"reason": "Nieuwsgierig."}).status_code == 404
    assert has_original(waiting)


def test_what_is_ticked_is_placed_but_what_was_warned_about_and_refused_with_one_reason(
    signed_in, cast, ideas, waiting, now
):
    many = [words for words, _code in words_from(ideas, 3, at=now)]
    browser = signed_in(cast.lotte)
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    html = browser.get(f"{queue}?alles=ja").content.decode()
    assert html.count("checked") == 3  # not the one with the telephone number
    keys = {"keys": [words.public_key for words in [waiting, *many[:2]]], "back": queue}
    etags = {
        f"etag-{key}": html.split(f'name="etag-{key}" value="')[1].split('"')[0]
        for key in (words.public_key for words in [waiting, *many])
    }
    browser.post(reverse("work-ticked"), keys | etags)
    assert [state_of(words) for words in [waiting, *many]] == [
        State.WAITING,
        State.PUBLISHED,
        State.PUBLISHED,
        State.WAITING,
    ]
    keys = {"keys": [words.public_key for words in [waiting, many[0], many[2]]], "back": queue}
    html = browser.post(reverse("work-ticked"), keys | {"weigeren": ""}).content.decode()
    assert "Alle schrijvers lezen dezelfde uitleg" in html
    refused = {"met-reden": "", "ground": "advertising"}
    html = browser.post(reverse("work-ticked"), keys | etags | refused, follow=True)
    html = html.content.decode()
    assert "2 keer inbreng is geweigerd" in html
    assert "Over 1 keer inbreng besliste intussen een collega" in html
    assert state_of(many[0]) == State.PUBLISHED  # placed since this was looked at
    assert (
        Contribution.objects.refused()
        .filter(refusal_reason__startswith="Uw tekst is reclame.")
        .count()
        == 2
    )


def test_what_is_ticked_is_asked_for_as_often_for_many_as_for_one(
    signed_in, cast, ideas, waiting, now
):
    many = [words for words, _code in words_from(ideas, 3, at=now)]
    browser = signed_in(cast.lotte)

    def asked_for(ticked):
        keys = {"keys": [words.public_key for words in ticked], "weigeren": ""}
        with CaptureQueriesContext(connection) as asked:
            assert browser.post(reverse("work-ticked"), keys).status_code == 200
        return len(asked)

    asked_for(many[:1])
    assert asked_for(many) == asked_for(many[:1])
    keys = {"keys": [words.public_key for words in many]}
    assert signed_in(cast.samira).post(reverse("work-ticked"), keys).status_code == 404


def test_who_did_not_agree_here_is_seen_however_many_did_not_elsewhere(
    signed_in, cast, policy, ideas, waiting, now, monkeypatch
):
    monkeypatch.setattr("speelruimte.activities.queues.MOST_DISAGREEMENTS", 1)
    elsewhere = a_trajectory(policy, route="college", case_number="2027-0077")
    other = words(an_activity(elsewhere), "Een bank.")
    _first, here = (
        Disagreement.objects.create(contribution=said_of, text="Niet eens.", said_at=now)
        for said_of in (other, waiting)
    )
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    html = signed_in(cast.lotte).get(queue).content.decode()
    assert reverse("work-look-again", args=[here.pk]) in html


def test_a_slip_with_a_number_on_it_is_asked_about_before_everyone_reads_it(
    signed_in, cast, ideas, now
):
    browser = signed_in(cast.joris)
    address = reverse("work-enter", args=[ideas.trajectory.case_number, ideas.key])
    sent = {
        "channel": "paper",
        "received_on": local_day(now).isoformat(),
        "text": TEXT,
        "title": "",
        "place": "",
        "name": "",
        "email": "",
        "phone": "",
        "idempotency_key": "k1",
    }
    html = browser.post(address, sent).content.decode()
    assert "Let op: telefoonnummer, adres." in html
    assert "Kerkstraat 12" in html
    assert not Contribution.objects.exists()
    browser.post(address, sent | {"zeker": "", "idempotency_key": "k2"})
    assert Contribution.objects.get().text == TEXT


def test_the_old_address_leads_to_the_new_one_and_the_receipt_shows_both_cases(
    client, signed_in, ideas, elsewhere, cast, now
):
    elsewhere.moderate_first = False
    elsewhere.save()
    contribution, code = said(ideas, "De bus rijdt te laat.", at=now)
    why = "Dit gaat over de bus."
    browser = signed_in(cast.marleen)
    address = reverse("work-move", args=[contribution.public_key])
    assert elsewhere.trajectory.title in browser.get(address).content.decode()
    browser.post(address, {"to": elsewhere.public_key, "reason": why})

    client.logout()
    old = reverse("contribution", args=[ideas.trajectory.slug, contribution.public_key])
    new = reverse("contribution", args=[elsewhere.trajectory.slug, contribution.public_key])
    assert client.get(old).headers["Location"] == new
    assert client.get(new).status_code == 200
    html = client.post(reverse("find-contribution"), {"code": code}, follow=True).content.decode()
    for part in (elsewhere.trajectory.case_number, ideas.trajectory.case_number, why):
        assert part in html
    address = reverse("no-to-move")
    assert "Nee zeggen kan tot en met 23 februari" in html
    assert (
        "Zet mijn inbreng terug"
        in client.post(address, {"code": code, "begin": ""}, follow=True).content.decode()
    )
    client.post(address, {"code": code})
    assert contribution_with_code(code).activity == ideas


def test_in_a_process_that_ended_the_form_asks_the_answer(signed_in, ideas, trajectory, cast):
    trajectory.step = Step.MEMORY
    trajectory.save()
    address = reverse("work-enter", args=[trajectory.case_number, ideas.key])
    sent = {
        "channel": "letter",
        "received_on": date(2027, 2, 9).isoformat(),
        "text": "Denk ook aan de bus.",
        **dict.fromkeys(("title", "place", "name", "email", "phone"), ""),
        "idempotency_key": "k1",
    }
    browser = signed_in(cast.joris)
    assert "Vraag de projectleider" in browser.post(address, sent).content.decode()
    browser = signed_in(cast.samira)
    assert browser.post(address, sent).status_code == 422
    assert not Contribution.objects.exists()
    answer = {"verdict": "not", "answer": "Wij bewaren uw idee.", "idempotency_key": "k2"}
    page = browser.post(address, sent | answer).content.decode()
    assert "kwam op tijd, maar wij voerden het te laat in" in page
    assert Contribution.objects.get().answers.get().reason == "Wij bewaren uw idee."


@pytest.mark.once
def test_a_ground_of_the_policy_is_what_the_writer_reads(signed_in, cast, areas, now):
    load_kraaiendal(at=now)
    trajectory = great_nest(cast, areas, at=now)
    nest = opened_ideas(trajectory, by=cast.samira, at=now, on=local_day(now))
    caw = said(nest, "Kra!", at=now)[0]
    browser = signed_in(cast.marleen)
    address = reverse("work-refuse", args=[caw.public_key])
    assert "Gekras" in browser.get(address).content.decode()
    assert browser.post(address, {"ground": "", "reason": ""}).status_code == 422
    browser.post(address, {"ground": "krassen", "reason": "Tot gauw."})
    caw.refresh_from_db()
    assert caw.refusal_reason.startswith("Je kraste naar een ander.")
    assert caw.refusal_reason.endswith("\n\nTot gauw.")


def test_all_that_fit_a_question_are_placed_at_once_and_nothing_that_came_since(
    signed_in, cast, ideas, waiting, now
):
    many = [words for words, _code in words_from(ideas, 30, at=now)]
    bench, _code = said(ideas, "Zet een bank bij de brug.", at=now)
    browser = signed_in(cast.lotte)
    queue = reverse("work-inbox", args=[ideas.trajectory.case_number])
    html = browser.get(f"{queue}?q=zet+BANK").content.decode()
    assert (bench.public_key in html, many[0].public_key in html) == (True, False)
    assert "Hierbij past niets" in browser.get(f"{queue}?q=xyz").content.decode()

    html = browser.get(queue).content.decode()
    assert "Kies alle 32 hierbij, ook op andere bladzijden" in html
    html = browser.get(f"{queue}?alles=alles").content.decode()
    assert "Alle 32 hierbij zijn gekozen" in html
    form = html.split('id="aangevinkt"')[1].split("</form>")[0]
    sent = dict(re.findall(r'name="(alles|tot|zaak|back)" value="([^"]*)"', form))
    late, _code = said(ideas, "Dit kwam net binnen.", at=now)

    browser.post(reverse("work-ticked"), sent)

    assert {state_of(words) for words in [*many, bench]} == {State.PUBLISHED}
    assert state_of(waiting) == State.WAITING  # warned about: looked at by itself
    assert state_of(late) == State.WAITING


def test_the_queue_over_all_is_searched_and_sorted(signed_in, cast, ideas, waiting, now):
    first, _code = said(ideas, "Eerst dit.", at=now)
    last, _code = said(ideas, "Daarna dit.", at=now)
    browser = signed_in(cast.lotte)
    queue = reverse("contribution-list")
    html = browser.get(f"{queue}?q=dit&volgorde=nieuwste").content.decode()
    assert html.index(last.public_key) < html.index(first.public_key)
    assert waiting.public_key not in html
    assert browser.get(f"{queue}?alles=alles&q=dit").status_code == 200


@pytest.mark.parametrize(
    ("email", "said_now"),
    [
        ("", "De schrijver leest het met de code."),
        ("rie@lindewold.example", "De schrijver hoort het."),
    ],
)
def test_who_left_no_address_is_said_to_read_it_with_the_code(
    signed_in, cast, waiting, email, said_now
):
    Contribution.objects.filter(pk=waiting.pk).update(contact=Contact.objects.create(email=email))
    browser = signed_in(cast.lotte)
    address = reverse("work-redact", args=[waiting.public_key])
    sent = {"seen": ["06-12345678"], "pieces": "", "reason": "Gegevens van mensen."}

    page = browser.post(address, sent | {"onleesbaar": ""}, follow=True).content.decode()

    assert f"is nu onleesbaar. {said_now}" in page
