"""What is written about a day names that day, or none."""

from datetime import date

import pytest

from speelruimte.shared.typed_days import check_names_no_other_day
from tests.steps.refusing import refuses

DAY = date(2026, 12, 28)


@pytest.mark.parametrize(
    "text",
    [
        "U krijgt antwoord op alles",
        "Op 28 december hoort u alles",
        "Op maandag 28 dec. 2026, om 19.30 uur, in zaal 12",
        "Uiterlijk 28-12-2026",
        "De 14 kinderen van de mei-school spreken in",
    ],
)
def test_the_same_day_or_none_is_taken(text):
    check_names_no_other_day(text, DAY, field="what")


@pytest.mark.parametrize(
    "text",
    [
        "Op 30 december krijgt u antwoord",
        "Op 28 mrt krijgt u antwoord",
        "Op 28 Maart krijgt u antwoord",
        "Op 28 december 2027 krijgt u antwoord",
        "Uiterlijk 30-12-2026",
        "Uiterlijk 28/11/2026",
        "Op 28 december, en anders op 4 januari",
    ],
)
def test_another_day_in_the_text_is_refused(text):
    with refuses("another_day_in_the_text", field="what"):
        check_names_no_other_day(text, DAY, field="what")


@pytest.mark.parametrize(
    ("word", "month"),
    [
        *zip(
            [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ],
            range(1, 13),
            strict=True,
        ),
        *(("mrt", 3), ("sept", 9), ("okt", 10)),
    ],
)
def test_every_month_is_known_by_its_name(word, month):
    check_names_no_other_day(f"Op 3 {word}", date(2027, month, 3), field="what")
    with refuses("another_day_in_the_text"):
        check_names_no_other_day(f"Op 3 {word}", date(2027, month % 12 + 1, 3), field="what")
