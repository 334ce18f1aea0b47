"""An hour as people type it, and as it stands everywhere after that: "19.30 uur"."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.terms import HERE

_HOUR = re.compile(r"(?<![\d.,:])(\d{1,2})(?:[.:u](\d{2}))?(?!\d|[.,:]\d)", re.IGNORECASE)
_SHORT = re.compile(r"(?<=\d) ?[uh]\b\.?", re.IGNORECASE)
_WORD = re.compile(r"\buur\b", re.IGNORECASE)
HOURS_OF_A_DAY = 24
MINUTES_OF_AN_HOUR = 60


def hours_as_written(typed, *, field) -> str:
    """ "19:30", "19u30" and "19.30 u" become "19.30 uur"; words around an hour stay.

    Raises RuleBroken where no hour of a day is named.
    """
    text = " ".join(typed.split())
    if not text:
        return ""
    named = _HOUR.findall(text)
    if not named or not all(_is_of_a_day(int(hour), int(minute or 0)) for hour, minute in named):
        raise RuleBroken(
            _("Schrijf op hoe laat, bijvoorbeeld: 19.30 uur."), field=field, code="no_hour"
        )
    text = _SHORT.sub(" uur", _HOUR.sub(_with_a_dot, text))
    if _WORD.search(text):
        return text
    *_others, last = _HOUR.finditer(text)
    return f"{text[: last.end()]} uur{text[last.end() :]}"


def clock_words(moment: datetime) -> str:
    """ "19.30 uur" on the Dutch clock; in the hour that it shows twice, in which of the two."""
    here = moment.astimezone(HERE)
    clock = f"{here:%H.%M}"
    if here.replace(fold=0).utcoffset() == here.replace(fold=1).utcoffset():
        return _("%(clock)s uur") % {"clock": clock}
    if here.fold:
        return _("%(clock)s uur (wintertijd)") % {"clock": clock}
    return _("%(clock)s uur (zomertijd)") % {"clock": clock}


def _is_of_a_day(hour, minute):
    return hour < HOURS_OF_A_DAY and minute < MINUTES_OF_AN_HOUR


def _with_a_dot(named):
    hour, minute = named.groups()
    return f"{hour}.{minute}" if minute else hour
