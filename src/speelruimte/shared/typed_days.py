"""Days that people type: a plan is for a day that still comes, and no year is a slip of the hand."""

import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.months import MONTH_NUMBERS

# Further away than any process: whoever types this meant another year.
YEARS = 10


def check_still_to_come(day, *, today, field):
    """Nobody plans a day that has passed; today can still be."""
    check_in_reach(day, today=today, field=field)
    if day < today:
        raise RuleBroken(_("Kies een dag die nog komt."), field=field, code="day_is_over")


def check_in_reach(day, *, today, field):
    """The year is one that somebody can have meant."""
    if abs(day.year - today.year) > YEARS:
        raise RuleBroken(
            _("Kijk het jaar na: hier staat %(year)s."),
            values={"year": day.year},
            field=field,
            code="year_out_of_reach",
        )


_WORDS = "|".join(MONTH_NUMBERS)
_IN_WORDS = re.compile(rf"\b(\d{{1,2}}) ({_WORDS})\b\.?(?: (\d{{4}})\b)?", re.IGNORECASE)
_IN_NUMBERS = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/](\d{4})\b")


def check_names_no_other_day(text, day, *, field):
    """What is written about a day names that day, or none: ``28 december`` and ``28-12-2026`` alike."""
    for named, number, month, year in _days_in(text):
        if (number, month) != (day.day, day.month) or year not in (None, day.year):
            raise RuleBroken(
                _(
                    "In de tekst staat %(named)s, en u koos %(day)s. Maak ze gelijk, of laat de dag "
                    "weg uit de tekst."
                ),
                values={"named": named, "day": date_format(day, "j F Y")},
                field=field,
                code="another_day_in_the_text",
            )


def _days_in(text):
    """As it is written, with the number of day and month, and the year where one is named."""
    for day_named in _IN_WORDS.finditer(text):
        number, word, year = day_named.groups()
        month = MONTH_NUMBERS[word.lower()]
        yield day_named.group(), int(number), month, int(year) if year else None
    for day_named in _IN_NUMBERS.finditer(text):
        yield day_named.group(), *map(int, day_named.groups())
