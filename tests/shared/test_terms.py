from datetime import UTC, date, datetime, timedelta

import pytest

from speelruimte.shared.terms import (
    easter,
    holidays,
    is_working_day,
    last_working_day,
    local_day,
    term_ends,
)

EASTERS = {
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
}
# All that the law names, of which some years have two on one day or in one weekend.
HOLIDAYS = {
    2026: "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26",
    2027: "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26",
    2028: "01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26",
    2029: "01-01 03-30 04-02 04-27 05-05 05-10 05-21 12-25 12-26",
    2030: "01-01 04-19 04-22 04-27 05-05 05-30 06-10 12-25 12-26",
    2036: "01-01 04-11 04-14 04-26 05-05 05-22 06-02 12-25 12-26",  # 27 April is a Sunday
}


def test_easter_falls_where_the_almanac_says():
    assert {year: easter(year) for year in EASTERS} == EASTERS


def easter_by_the_moon(year):
    """The Sunday after the first full moon of the church's spring, from golden number and epact."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped_leap_years, moon_correction = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon_correction - skipped_leap_years) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact
    if full_moon < 21:
        full_moon += 30
    sunday = full_moon + 7 - (5 * year // 4 - skipped_leap_years - 10 + full_moon) % 7
    return date(year, 3, 1) + timedelta(days=sunday - 1)


def test_easter_is_the_same_when_it_is_worked_out_by_golden_number_and_epact():
    years = range(1583, 9000)

    assert [year for year in years if easter(year) != easter_by_the_moon(year)] == []


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_holidays_of_a_year_are_those_of_the_law(year):
    assert " ".join(sorted(f"{day:%m-%d}" for day in holidays(year))) == HOLIDAYS[year]


@pytest.mark.parametrize(
    ("start", "number", "unit", "ends"),
    [
        ("2027-02-09", 10, "working_days", "2027-02-23"),
        ("2027-03-25", 1, "working_days", "2027-03-30"),  # over Good Friday and Easter
        ("2027-02-06", 1, "working_days", "2027-02-08"),  # received on a Saturday
        ("2027-02-08", 5, "days", "2027-02-15"),  # would end on a Saturday
        ("2027-02-08", 6, "days", "2027-02-15"),  # would end on a Sunday
        ("2027-02-08", 7, "days", "2027-02-15"),
        ("2027-03-22", 8, "weeks", "2027-05-18"),  # would end on Whit Monday
        ("2027-10-30", 8, "weeks", "2027-12-27"),  # would end on the first day of Christmas
        ("2027-02-08", 1, "weeks", "2027-02-15"),
    ],
)
def test_a_term_ends_on_a_working_day(start, number, unit, ends):
    last = term_ends(date.fromisoformat(start), number, unit)

    assert last.isoformat() == ends
    assert is_working_day(last)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2027-03-19", "2027-03-19"),
        ("2027-03-21", "2027-03-19"),  # a Sunday
        ("2027-03-29", "2027-03-25"),  # over Easter and Good Friday
        ("2027-01-03", "2026-12-31"),
    ],
)
def test_the_last_working_day_is_the_day_itself_or_the_one_before_the_rest(day, last):
    assert last_working_day(date.fromisoformat(day)).isoformat() == last


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 2, 9, 22, 59, 59, tzinfo=UTC), date(2027, 2, 9)),
        (datetime(2027, 2, 9, 23, 0, tzinfo=UTC), date(2027, 2, 10)),
        (datetime(2027, 7, 9, 21, 59, 59, tzinfo=UTC), date(2027, 7, 9)),
        (datetime(2027, 7, 9, 22, 0, tzinfo=UTC), date(2027, 7, 10)),
    ],
)
def test_a_moment_has_the_day_on_the_clock_in_the_netherlands(moment, day):
    assert local_day(moment) == day


def test_a_moment_without_a_time_zone_has_no_day():
    with pytest.raises(ValueError, match="without a time zone"):
        local_day(datetime(2027, 2, 9, 12, 0))  # noqa: DTZ001
