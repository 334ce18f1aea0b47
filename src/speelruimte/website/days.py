"""Days in words, as colleagues and neighbours say them."""

from datetime import datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from speelruimte.shared.hours import clock_words
from speelruimte.shared.terms import local_day


def day_words(day) -> str:
    """ "9 februari 2027"."""
    if isinstance(day, datetime):
        day = local_day(day)
    return _in_words(day, get_language()) if day else ""


def moment_words(moment: datetime) -> str:
    """ "9 februari 2027, 19.30 uur"."""
    return _("%(day)s, %(clock)s") % {"day": day_words(moment), "clock": clock_words(moment)}


@lru_cache(maxsize=2000)
def _in_words(day, _language):
    return date_format(day, "j F Y")


def short_day(day, *, today=None) -> str:
    """ "di 9 feb"; of another year than today's "wo 9 feb 2028"."""
    is_other_year = day and today and day.year != today.year
    return short_date(day, "D j M Y" if is_other_year else "D j M")


def short_date(day, shape="j M Y") -> str:
    """ "9 feb 2027"; another ``shape`` is one of Django's. Dutch writes days and months small."""
    words = date_format(day, shape) if day else ""
    return words.lower() if get_language() == "nl" else words


def days_left(day, *, today) -> str:
    """How long there still is, or how late it is."""
    number = (day - today).days
    if number == 0:
        return _("vandaag")
    if number > 0:
        return ngettext("nog %(days)d dag", "nog %(days)d dagen", number) % {"days": number}
    return ngettext("%(days)d dag te laat", "%(days)d dagen te laat", -number) % {"days": -number}


def time_left(last_day, *, today) -> str:
    """How long people can still take part; the last day counts."""
    if last_day == today:
        return _("Vandaag is de laatste dag")
    if last_day == today + timedelta(days=1):
        return _("Morgen is de laatste dag")
    return days_left(last_day, today=today).capitalize()
