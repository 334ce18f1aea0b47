"""Charts: bars, meters, load per area, periods on a calendar, the outcome of a budget.

Lengths are attributes of the drawing; the numbers stand in the text, so nothing is only drawn.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from speelruimte.website.days import short_date

from .data import value_of
from .library import component

# The calendar, in the units of its drawing.
WIDTH = 560


def bar_share(value, most):
    """How long a bar of value out of most is, in hundredths, as components/_bar.html draws it.

    Never longer than full; nought when most is nought. Text, so that no comma comes in it.
    """
    return str(min(100, round(100 * value / most, 1)) if most else 0)


@dataclass(frozen=True)
class ThemeBar:
    item: Any
    share: str


@dataclass(frozen=True)
class ThemeBars:
    rows: list[ThemeBar]


@component("components/theme_bars.html")
def theme_bars(items):
    """Themes and how often they were named, the longest bar for the highest number.

    items: label, value, url (optional).
    """
    most = max((value_of(item, "value", 0) for item in items), default=0)
    rows = [ThemeBar(item, bar_share(value_of(item, "value", 0), most)) for item in items]
    return ThemeBars(rows)


@dataclass(frozen=True)
class Meter:
    words: str
    share: str


@component("components/meter.html")
def meter(value, total):
    """How far: "38 van 268" with a bar."""
    words = _("%(value)s van %(total)s") % {"value": value, "total": total}
    return Meter(words, bar_share(value, total))


@dataclass(frozen=True)
class AreaPressure:
    area: Any
    extra: int
    over: bool
    full: int
    more_from: int
    more: int


@dataclass(frozen=True)
class Pressure:
    rows: list[AreaPressure]
    limit: int


@component("components/pressure.html")
def pressure(areas, limit):
    """How often people in an area were already asked, against the limit of the policy.

    areas: name, count, extra (asked more by this plan). Red only above the limit.
    """
    widest = max([limit * 1.6, *(_asked(area) for area in areas)])
    scale = 400 / widest
    rows = [
        AreaPressure(
            area=area,
            extra=value_of(area, "extra", 0),
            over=_asked(area) > limit,
            full=round(value_of(area, "count", 0) * scale),
            more_from=round(value_of(area, "count", 0) * scale) + 2,
            more=max(0, round(value_of(area, "extra", 0) * scale) - 4),
        )
        for area in areas
    ]
    return Pressure(rows, round(limit * scale))


def _asked(area):
    return value_of(area, "count", 0) + value_of(area, "extra", 0)


@dataclass(frozen=True)
class BudgetResult:
    paid: Any
    unpaid: Any
    line: str


@component("components/budget_result.html")
def budget_result(paid, unpaid, line):
    """The outcome of a budget: what is paid for, a line, what fell just outside.

    paid and unpaid: title, cost, votes (words), text, url. line: a sentence about the money left.
    """
    return BudgetResult(paid, unpaid, line)


@dataclass(frozen=True)
class Month:
    x: float
    name: str


@dataclass(frozen=True)
class Period:
    kind: str
    path: str


@dataclass(frozen=True)
class PeriodRow:
    label: str
    summary: str
    text_x: float
    text_y: int
    periods: list[Period]
    decision: float | None
    decision_y: int


@dataclass(frozen=True)
class PeriodChart:
    title: str
    ident: str
    width: int
    height: int
    months: list[Month]
    today: float | None
    rows: list[PeriodRow]
    drawn: set[str]  # what the legend explains: the kinds of periods, and a decision


@component("components/period_chart.html")
def period_chart(rows, first, months, title, ident, today=None):
    """Periods of several processes on one calendar.

    rows: label, periods [{start, end, kind: open, planned, busy or done}], decision (a date),
    summary (the row in words, read aloud). first: the first day shown, first of a month.
    """
    chart = _Calendar(first, months, WIDTH)
    drawn = [_period_row(row, nr, chart) for nr, row in enumerate(rows)]
    return PeriodChart(
        title=title,
        ident=ident,
        width=WIDTH,
        height=30 + 57 * len(rows),
        months=chart.months(),
        today=chart.x_of(today) if today else None,
        rows=drawn,
        drawn={period.kind for row in drawn for period in row.periods}
        | {"decision" for row in drawn if row.decision is not None},
    )


class _Calendar:
    """Where a day lies on a drawing of so many months from the first day."""

    def __init__(self, first, months, width):
        self.starts = [_month_after(first, nr) for nr in range(months + 1)]
        self.days = (self.starts[-1] - first).days
        self.width = width

    def x_of(self, day):
        offset = (day - self.starts[0]).days / self.days * self.width
        return round(min(max(offset, 0), self.width), 1)

    def months(self):
        return [Month(self.x_of(start), short_date(start, "M")) for start in self.starts[:-1]]


def _month_after(first, count):
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, 1)


def _period_row(row, nr, chart):
    top = 30 + 57 * nr
    drawn = []
    for period in value_of(row, "periods", ()):
        start = chart.x_of(value_of(period, "start"))
        end = chart.x_of(value_of(period, "end") + timedelta(days=1))
        width = round(max(3, end - start), 1)
        path = f"M{start} {top + 32}h{width}v18h-{width}z"
        drawn.append(Period(value_of(period, "kind", "planned"), path))
    decision = value_of(row, "decision", None)
    starts = [chart.x_of(value_of(period, "start")) for period in value_of(row, "periods", ())]
    label = value_of(row, "label")
    # About ten units for a letter: a name never runs out of the drawing on the right.
    text_x = max(2, min(starts[0] if starts else 2, chart.width - 10 * len(label)))
    return PeriodRow(
        label=label,
        summary=value_of(row, "summary"),
        text_x=text_x,
        text_y=top + 25,
        periods=drawn,
        decision=chart.x_of(decision) - 8 if decision else None,
        decision_y=top + 33,
    )
