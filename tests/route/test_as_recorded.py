"""Beside its text, own words are held to the journal: state, day, way, title, place."""

from datetime import timedelta

import pytest

from speelruimte.activities.actions import (
    publish_contribution,
    redact_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.models import Contribution
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.roles import Role
from speelruimte.route import as_recorded
from speelruimte.route.forgetting import forget_words
from speelruimte.route.stopping import stop_and_answer
from speelruimte.route.verification import verify
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
