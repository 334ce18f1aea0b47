"""Published words are found by whole words and beginnings, and no others ever are."""

import pytest
from django.db import connection
from django.urls import reverse

from speelruimte.activities.actions import (
    publish_contribution,
    redact_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.models import Contribution
from speelruimte.memory.findable import keep_all_words
from speelruimte.memory.search import listed_words, search_words
from speelruimte.memory.words import find_words, words_behind
from speelruimte.trajectories.actions import enter_step
from tests.steps.bare import words


def found(typed, **more):
    return find_words(typed, **more)


@pytest.fixture
def said(activity):
    return words(activity, "Zet bij de brug een fiets/voetpad naast café Zonnehoek, van 2 meter.")


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("brug", True),
        ("BRU", True),
        ("cafe zonneho", True),
        ("voetpad fiets", True),
        ("2 meter", True),
        ("br", False),  # too short to be a beginning
        ("rug", False),
        ("brug boom", False),
        ("bruggen", False),
        ("' OR \" * NEAR(", False),
    ],
)
def test_whole_words_and_beginnings_are_found(said, typed, is_found):
    assert found(typed) == ([said.pk] if is_found else [])


def test_what_nobody_may_read_leaves_the_index_in_the_same_transaction(said, lead, cast, now):
    who = {"by": cast.marleen, "at": now}
    refuse_contribution(said, ground="personal_data", **who)
    assert found("brug") == []

    publish_contribution(said, **who)
    assert found("brug") == [said.pk]

    redact_contribution(
        said, pieces=["Zonnehoek"], reason="Een naam van een ander.", kept_until=lead["on"], **who
    )
    assert (found("brug"), found("zonnehoek")) == ([said.pk], [])

    withdraw_contribution(said, **who)
    assert found("brug") == []
    assert words_behind() == 0


def test_many_at_once_come_in_and_go_out_the_newest_first(trajectory, said):
    Contribution.objects.filter(pk=said.pk).update(text="Een brug met licht.")
    assert found("licht") == [said.pk]
    assert listed_words(trajectory, saying="brug").page.rows == [said]
    assert listed_words(trajectory, saying="!").page.rows == []
    assert found("licht", most=0) == []
    assert found("zonnehoek") == []
    Contribution.objects.filter(pk=said.pk).update(state="waiting")
    assert found("licht") == []


def test_the_index_is_written_anew_and_tells_when_it_lags(said, now):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO words_index (words_index) VALUES ('delete-all')")
        else:
            cursor.execute("DELETE FROM memory_words")
    assert (found("brug"), words_behind()) == ([], 1)

    assert keep_all_words(by=None, at=now) == 1
    assert (found("brug"), words_behind()) == ([said.pk], 0)


def test_words_of_a_process_that_is_prepared_anew_are_not_shown(trajectory, said, cast, now):
    assert search_words("brug").total == 1

    enter_step(trajectory, step="weighing", by=cast.samira, at=now)
    assert search_words("brug").rows == []


def test_the_second_tab_shows_words_with_their_line(client, trajectory, said):
    page = client.get(reverse("search") + "?q=voetp&in=inbreng").content.decode()

    assert "1 reactie gevonden." in page
    assert "een fiets/<mark>voetpad</mark> naast café Zonnehoek" in page
    assert trajectory.title in page
    none = client.get(reverse("search") + "?q=xyzzy&in=inbreng").content.decode()
    assert "Geen reacties gevonden." in none
