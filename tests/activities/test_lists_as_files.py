"""Every list of own words can be kept as a file, with state and answer and without names."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from speelruimte.activities.models import Contribution
from speelruimte.activities.outlook import KNOWN, outlook
from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.decisions import exporting
from tests.steps.answers import answered, grouped
from tests.steps.taking_part import words_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(ideas, cast, now, monkeypatch):
    """Four that can be read, one of them answered, and one that was refused; fetched two at a time."""
    monkeypatch.setattr(exporting, "AT_A_TIME", 2)
    words = [
        contribution
        for contribution, _code in words_from(ideas, 5, at=now, name="Wilma Zonderland")
    ]
    Contribution.objects.filter(pk=words[0].pk).update(text="=1+1 is niet genoeg")
    Contribution.objects.filter(pk=words[4].pk).update(
        state="refused", refusal_reason="Scheldt.", text="Niet voor iedereen"
    )
    grouped(ideas.trajectory, words[:2], title="Bankjes", by=cast.samira, at=now, on=now.date())
    answered(words[0], by=cast.samira, at=now, on=now.date(), reason="Twee bankjes erbij.")
    return words


def body(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_everyone_can_keep_what_everyone_may_read_with_its_answers(
    client,
    ideas,
    words,
    django_assert_max_num_queries,
):
    address = reverse("contributions-file", args=[ideas.trajectory.slug, "csv"])
    with django_assert_max_num_queries(5):
        text = body(client.get(address)).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["nummer"] for row in rows] == [word.public_key for word in words[:4]]
    first = rows[0]
    assert (first["thema"], first["wat we ermee deden"]) == ("Bankjes", "overgenomen")
    assert first["antwoord"] == "Twee bankjes erbij."
    assert first["tekst"] == "'=1+1 is niet genoeg"
    assert client.get(first["adres"]).status_code == 200
    assert "Wilma" not in text
    assert "Niet voor iedereen" not in text
    assert "waarom geweigerd" not in text
    assert (
        address
        in client.get(reverse("contributions", args=[ideas.trajectory.slug])).content.decode()
    )


def test_what_was_added_names_the_words_that_it_was_added_to(client, ideas, words):
    Contribution.objects.filter(pk=words[1].pk).update(adds_to=words[0])

    text = body(client.get(reverse("contributions-file", args=[ideas.trajectory.slug, "csv"])))

    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    added = {row["nummer"]: row["toegevoegd aan"] for row in rows}
    assert added[words[1].public_key] == words[0].public_key
    assert added[words[0].public_key] == ""


def test_colleagues_keep_all_states_and_the_file_can_be_read_again(
    browser_of,
    cast,
    ideas,
    words,
):
    browser = browser_of(cast.samira)
    address = reverse("work-contributions-file", args=[ideas.trajectory.case_number, "xlsx"])
    data = body(browser.get(address))

    headings, *rows = load_workbook(io.BytesIO(data)).active.values
    refused = dict(zip(headings, rows[4], strict=True))
    assert (refused["stand"], refused["waarom geweigerd"]) == ("geweigerd", "Scheldt.")
    assert not refused["adres"]
    read = read_spreadsheet(data, columns={"tekst": "text", "ontvangen op": "received_on"})
    assert read.rows[0].text == "=1+1 is niet genoeg"
    assert not read.all_faults
    inbox = reverse("work-inbox", args=[ideas.trajectory.case_number])
    assert address in browser.get(inbox).content.decode()
    assert browser_of(cast.wim).get(address).status_code == 403


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("passed_over", ["", "nummer"])
def test_our_own_file_brings_nothing_in_again_also_not_what_was_withdrawn(
    browser_of, cast, ideas, words, now, kind, passed_over
):
    Contribution.objects.filter(pk=words[1].pk).update(state="withdrawn")
    Contribution.objects.filter(pk=words[2].pk).update(
        text="Deels ▇▇▇", state="redacted", redaction_reason="Er stond een naam."
    )
    address = reverse("work-contributions-file", args=[ideas.trajectory.case_number, kind])
    data = body(browser_of(cast.samira).get(address))
    columns = {"tekst": "text", "nummer": "number", "ontvangen op": "received_on"}
    columns.pop(passed_over, None)

    foreseen = outlook(
        ideas,
        read_spreadsheet(data, columns=columns).rows,
        origin="",
        file_fingerprint="f" * 64,
        on=now.date(),
    )

    assert {row_outlook.what for row_outlook in foreseen} == {KNOWN}
    assert all(row_outlook.is_our_own for row_outlook in foreseen)
    assert "ingetrokken en komt niet terug" in foreseen[1].sentence


def test_days_in_a_workbook_are_days(browser_of, cast, ideas, words):
    address = reverse("work-contributions-file", args=[ideas.trajectory.case_number, "xlsx"])
    sheet = load_workbook(io.BytesIO(body(browser_of(cast.samira).get(address)))).active

    headings = [cell.value for cell in sheet[1]]
    received, answered_on = (
        sheet[2][headings.index(name)] for name in ("ontvangen op", "beantwoord op")
    )
    assert (received.is_date, received.value.date()) == (True, words[0].received_at.date())
    assert answered_on.is_date
    assert sheet[4][headings.index("beantwoord op")].value is None


def test_a_moderator_keeps_all_that_waits(browser_of, cast, words):
    Contribution.objects.filter(pk=words[3].pk).update(state="waiting")
    text = body(browser_of(cast.lotte).get(reverse("waiting-file", args=["csv"]))).decode()
    assert text.count(words[3].public_key) == 1
    assert words[0].public_key not in text
