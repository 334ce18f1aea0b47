"""An hour is written one way, however it was typed."""

from datetime import UTC, datetime

import pytest

from speelruimte.shared.hours import clock_words, hours_as_written
from tests.steps.refusing import refuses


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),
        ("   ", ""),
        ("19.30 uur", "19.30 uur"),
        ("19:30", "19.30 uur"),
        (" 19u30 ", "19.30 uur"),
        ("19.30u", "19.30 uur"),
        ("9", "9 uur"),
        ("10 h", "10 uur"),
        ("19:30 - 21:00 uur", "19.30 - 21.00 uur"),
        ("16 tot 18 uur", "16 tot 18 uur"),
        ("vanaf 9:15, met koffie", "vanaf 9.15 uur, met koffie"),
        ("23:59", "23.59 uur"),
        ("0.00 uur", "0.00 uur"),
    ],
)
def test_an_hour_is_written_as_people_say_it(typed, written):
    assert hours_as_written(typed, field="held_at") == written


@pytest.mark.parametrize("typed", ["avond", "24.00 uur", "19.60", "19:3", "1930", "1,5 uur", "x"])
def test_what_names_no_hour_of_a_day_is_refused(typed):
    with refuses("no_hour", field="held_at"):
        hours_as_written(typed, field="held_at")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((2027, 2, 9, 18, 30), "19.30 uur"),
        ((2027, 10, 30, 23, 59), "01.59 uur"),
        ((2027, 10, 31, 0, 55), "02.55 uur (zomertijd)"),
        ((2027, 10, 31, 1, 10), "02.10 uur (wintertijd)"),
        ((2027, 10, 31, 2, 0), "03.00 uur"),
        ((2027, 3, 28, 0, 59), "01.59 uur"),
        ((2027, 3, 28, 1, 0), "03.00 uur"),
    ],
)
def test_the_hour_that_the_clock_shows_twice_says_in_which_of_the_two(at, words):
    assert clock_words(datetime(*at, tzinfo=UTC)) == words
