"""Days that count: the day of a moment, Dutch working days, and terms that end on one.

Source: wet#algemene-termijnenwet
"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

# The holidays below are Dutch, and so is the clock that says which day it is.
HERE = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """The day in the Netherlands on which something happens. Moments are kept in UTC, so their
    own date is the day before for one or two hours after midnight.

    Raises ValueError for a moment without a time zone: nobody knows which day that is.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone has no day: {moment.isoformat()}")
    return moment.astimezone(HERE).date()


@cache
def easter(year: int) -> date:
    """Easter Sunday of a year (Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Generally recognised holidays: New Year, Good Friday, Easter Monday, King's Day,
    Liberation Day, Ascension Day, Whit Monday and both days of Christmas.

    Source: wet#algemene-termijnenwet
    """
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    moving = (sunday + timedelta(days=days) for days in (-2, 1, 39, 50))
    fixed = (date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26))
    return frozenset([*moving, *fixed])


def is_holiday(day: date) -> bool:
    """A generally recognised holiday."""
    return day in holidays(day.year)


def is_day_of_rest(day: date) -> bool:
    """A Sunday or a generally recognised holiday.

    Source: wet#algemene-termijnenwet
    """
    return day.weekday() == 6 or is_holiday(day)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """The day itself when it is a working day, otherwise the last one before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def term_ends(start: date, number: int, unit: str) -> date:
    """The last day of a term that starts the day after ``start`` ("tot en met").

    ``unit`` is ``working_days``, ``days`` or ``weeks``. A term in days or weeks that would end on
    a weekend or a holiday ends on the next working day.
    """
    if unit == "working_days":
        day = start
        for _ in range(number):
            day = next_working_day(day + timedelta(days=1))
        return day
    days = {"days": 1, "weeks": 7}[unit] * number
    return next_working_day(start + timedelta(days=days))
