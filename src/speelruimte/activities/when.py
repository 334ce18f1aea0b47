"""When and where something is held, in words: the same in letters, reports and on pages."""

import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def when_and_where(held_on, held_at="", place="") -> str:
    """A day, a time and a place, as far as they are known."""
    day = date_format(held_on, "j F Y") if held_on else ""
    return ", ".join(part for part in (day, held_at, place) if part)


def announced_words(alteration) -> str:
    """What was announced before, in a sentence; of what is not held on a day, the last day."""
    announced = when_and_where(alteration.held_on, alteration.held_at, alteration.place)
    if alteration.held_on and announced:
        return _("Aangekondigd was: %(when)s.") % {"when": announced}
    return _("Beloofd was: tot en met %(day)s.") % {
        "day": date_format(alteration.closes_on, "j F Y")
    }


_HOUR = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\b")
_END_OF_DAY = (24, 0)


def hour_in(held_at) -> tuple[int, int]:
    """The first hour and minute in a time as somebody wrote it; without one, after all others."""
    written = _HOUR.search(held_at)
    return (int(written[1]), int(written[2] or 0)) if written else _END_OF_DAY
