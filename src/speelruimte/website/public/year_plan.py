"""The year plan of the home page: when people take part in what runs now, and when it is decided."""

from datetime import timedelta

from django.utils.translation import gettext as _

from speelruimte.promise import agreement_in_force, later_than
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.trajectories.models import LaterDay
from speelruimte.website.days import day_words

MOST_ROWS = 6
LONGEST_LABEL = 40


def year_of(running, day):
    """Twelve months from the month before this day, for the component ``period_chart``; or None.

    ``running`` are trajectories from ``for_cards``, the first to close first. Reads their frozen
    agreements and asks the database nothing, but once where something was said to become later.
    """
    fetch_ahead([trajectory for trajectory in running if trajectory.becomes_later], "later_days")
    first = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    rows = [row for row in (_row(trajectory, day, first, last) for trajectory in running) if row]
    if not rows:
        return None
    return {
        "first": first,
        "today": day,
        "title": _("Plannen van %(first)s tot en met %(last)s.")
        % {"first": day_words(first), "last": day_words(last)},
        "rows": rows[:MOST_ROWS],
    }


def _row(trajectory, day, first, last):
    """One process; nothing when no phase of it falls in these months."""
    agreement = agreement_in_force(trajectory)
    periods = [
        {
            "start": max(phase.starts_on, first),
            "end": min(phase.ends_on, last),
            "kind": _kind(phase.starts_on, phase.ends_on, day),
        }
        for phase in (agreement.phases if agreement else ())
        if phase.starts_on <= last and phase.ends_on >= first
    ]
    if agreement is None or not periods:
        return None
    periods.sort(key=lambda period: period["start"])
    decision = _decision_day(trajectory, agreement)
    return {
        "label": _short(trajectory.title),
        "periods": periods,
        "decision": decision if decision and first <= decision <= last else None,
        "summary": _summary(trajectory, periods, decision),
    }


def _decision_day(trajectory, agreement):
    promised = agreement.decision_day
    later = promised and later_than(trajectory, LaterDay.What.DECISION, promised, day=None)
    return later.day if later else promised


def _kind(start, end, day):
    if end < day:
        return "done"
    return "open" if start <= day else "planned"


def _short(title):
    if len(title) <= LONGEST_LABEL:
        return title
    return title[:LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(" ,:;–") + " …"


def _summary(trajectory, periods, decision):
    """The row in words, read aloud."""
    words = _("%(title)s: meedoen van %(start)s tot en met %(end)s.") % {
        "title": trajectory.title,
        "start": day_words(periods[0]["start"]),
        "end": day_words(max(period["end"] for period in periods)),
    }
    return words + (
        " " + _("Besluit op %(day)s.") % {"day": day_words(decision)} if decision else ""
    )
