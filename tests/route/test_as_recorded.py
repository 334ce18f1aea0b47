"""Beside its text, own words are held to the journal: state, day, way, title, place."""

from datetime import timedelta

import pytest

from speelruimte.activities.actions import (
    publish_contribution,
    redact_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.importing import file_fingerprint_of, import_contributions
from speelruimte.activities.models import Contribution
from speelruimte.connections.spreadsheet import read_spreadsheet
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.roles import Role
from speelruimte.route import as_recorded
from speelruimte.route.forgetting import forget_words
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.route.words_everywhere import erase_words
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.taking_part import opened_ideas, said
from tests.steps.writing import writing_by_hand


@pytest.fixture
def activity(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    return opened_ideas(trajectory, by=leader, at=now, on=today)


def put(words, **columns):
    with writing_by_hand(because="somebody changes a row in the database beside the software"):
        Contribution.objects.filter(pk=words.pk).update(**columns)


def found():
    finding = verify()
    assert finding.faults == []
    return [sentence for sentence in finding.beside if "zegt iets anders" in sentence]


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("title", "Laat het water maar staan", "titel"),
        ("place", "Molenhoek", "plek"),
        ("longitude", 6.1, "punt op de kaart"),
        ("channel", "paper", "kanaal"),
        ("timing", "late", "te vroeg of te laat"),
        ("received_at", timedelta(days=-30), "ontvangen"),
        ("created_at", timedelta(days=-30), "ingevoerd"),
    ],
)
def test_a_column_beside_the_text_that_was_changed_in_the_database_is_named(
    activity, now, column, value, what
):
    words, _code = said(activity, "Laat de wilgen staan.", title="Wilgen", place="Dam", at=now)
    assert found() == []

    to = getattr(words, column) + value if isinstance(value, timedelta) else value
    put(words, **{column: to}, **({"latitude": 52.0} if column == "longitude" else {}))

    assert found() == [
        f"{words.key} is in de database veranderd. Het logboek zegt iets anders over: {what}."
    ]


def test_words_that_can_be_read_though_nobody_placed_them_are_named(activity, cast, now):
    refused, _code = said(activity, "De wethouder en zijn vrouw.", at=now)
    redacted, _code = said(activity, "Bel 06 12345678 maar.", title="Bel", place="Dam", at=now)
    taken_back, _code = said(activity, "Toch niet.", at=now)
    gone, _code = said(activity, "Ik woon daar.", title="Van mij", place="Dam", at=now)
    placed, _code = said(activity, "Zet er een bank.", at=now)
    by = {"by": cast.marleen, "at": now}
    refuse_contribution(refused, reason="Dit gaat over iemand anders.", **by)
    redact_contribution(
        redacted,
        pieces=["06 12345678", "Dam"],
        reason="Een nummer van iemand.",
        kept_until=now.date(),
        **by,
    )
    withdraw_contribution(taken_back, by=None, at=now)
    refuse_contribution(placed, reason="Dit gaat over een andere plek.", **by)
    publish_contribution(placed, **by)
    forget_words(gone, **by)
    erase_in_row(redacted, changes={"title": "[weggehaald]"}, locked=False, **by)
    assert found() == []

    put(refused, state="published")
    put(redacted, state="published")
    put(taken_back, state="published")
    put(placed, state="waiting")

    assert [sentence.split()[0] for sentence in found()] == [
        words.key for words in (refused, redacted, taken_back, placed)
    ]


def test_words_that_nobody_had_looked_at_when_their_process_stopped_are_as_recorded(
    activity, cast, now, today
):
    activity.moderate_first = True
    activity.save()
    waiting, _code = said(activity, "Zet er een bank.", at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, activity.trajectory, at=now)
    why = "De eigenaar verkoopt de grond niet."
    stop_and_answer(
        activity.trajectory, reason=why, answer="Wij stoppen.", by=leader, at=now, on=today
    )
    waiting.refresh_from_db()
    assert waiting.state == Contribution.State.UNSEEN
    assert found() == []

    put(waiting, state="published")

    assert [sentence.split()[0] for sentence in found()] == [waiting.key]


def test_own_words_are_held_to_the_journal_so_many_at_a_time(
    activity, now, monkeypatch, django_assert_num_queries
):
    texts = ("Een bank.", "Een hek.", "Een boom.", "Een brug.", "Een lamp.")
    sent = [said(activity, text, at=now)[0] for text in texts]
    monkeypatch.setattr(as_recorded, "AT_A_TIME", 2)
    for words in (sent[1], sent[4]):
        put(words, channel="paper")

    # The files; then three times rows and their entries, and no more rows.
    with django_assert_num_queries(8):
        faults = list(as_recorded.words_otherwise_than_recorded())

    assert [sentence.split()[0] for sentence in faults] == [sent[1].key, sent[4].key]


FILE = (
    b"titel;tekst;kanaal;ontvangen op\n"
    b"Wilgen;Laat de wilgen staan.;brief;9-2-2027\n"
    b"Vraag van Henk Mulder;Zet er een bank.;papier;9-2-2027\n"
)


@pytest.fixture
def from_file(activity, cast, now):
    """Two contributions that came in with one file."""
    import_contributions(
        activity,
        rows=read_spreadsheet(FILE).rows,
        origin="Enquête",
        file_fingerprint=file_fingerprint_of(FILE),
        by=somebody(cast, Role.PROJECT_LEADER, activity.trajectory, at=now),
        at=now,
    )
    return list(Contribution.objects.exclude(came_with=None).order_by("pk"))


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("title", "Laat het water maar staan", "titles_of_import"),
        ("place", "Molenhoek", "titles_of_import"),
        ("longitude", 6.1, "titles_of_import"),
        ("channel", "website", "came_with_import"),
        ("timing", "late", "came_with_import"),
        ("received_at", timedelta(days=-30), "came_with_import"),
        ("created_at", timedelta(days=-30), "came_with_import"),
    ],
)
def test_a_column_beside_the_text_of_words_from_a_file_is_held_too(from_file, column, value, what):
    words = from_file[0]
    assert found() == []

    to = getattr(words, column) + value if isinstance(value, timedelta) else value
    put(words, **{column: to}, **({"latitude": 52.0} if column == "longitude" else {}))

    assert f"de tekst {what}:{words.came_with_id} is veranderd" in verify().faults[0]


def test_a_title_from_a_file_that_was_lawfully_changed_is_held_as_it_was_left(from_file, cast, now):
    kept, erased = from_file
    by = {"by": cast.marleen, "at": now}
    erase_words(erased, changes={"title": "Vraag van [weggehaald]"}, **by)
    redact_contribution(
        kept, pieces=["Wilgen"], reason="Een naam van iemand.", kept_until=now.date(), **by
    )
    assert found() == []

    put(erased, title="Vraag van Joris")
    put(kept, title="Eiken")

    assert [sentence.split()[0] for sentence in found()] == [kept.key, erased.key]
