"""An hour is written one way, however it was typed."""

import pytest

from speelruimte.shared.hours import hours_as_written
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
