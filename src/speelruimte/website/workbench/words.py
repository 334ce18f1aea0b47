"""Days in words, as colleagues and neighbours say them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def day_words(day) -> str:
    """ "9 februari 2027"."""
    return date_format(day, "j F Y") if day else ""


def short_day(day) -> str:
    """ "di 9 feb"."""
    return date_format(day, "D j M").lower() if day else ""


def days_left(day, *, today) -> str:
    """How long there still is, or how late it is."""
    number = (day - today).days
    if number == 0:
        return _("vandaag")
    if number > 0:
        return ngettext("nog %(days)d dag", "nog %(days)d dagen", number) % {"days": number}
    return ngettext("%(days)d dag te laat", "%(days)d dagen te laat", -number) % {"days": -number}
