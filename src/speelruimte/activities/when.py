"""When and where something is held, in words: the same in letters, reports and on pages."""

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
