"""By which channels one takes part, and until when those of the desk are open."""

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.kind import by_telephone, channels_by_way, kind_of
from speelruimte.policy.schema import Means
from speelruimte.promise import desk_until
from speelruimte.website.days import day_words
from speelruimte.website.kind_pages import way_named

_BY = {
    Means.IN_PERSON: gettext_lazy("ter plekke"),
    Means.ONLINE: gettext_lazy("online"),
    Means.PAPER: gettext_lazy("op papier"),
    Means.PHONE: gettext_lazy("aan de telefoon"),
}
# What somebody of the municipality takes in, who is not there in a weekend.
_OF_THE_DESK = (Means.PAPER, Means.PHONE)


def by_which_channels(ways) -> str:
    """How one takes part, as the ways themselves say it: of each way apart where they differ."""
    said = {key: _either(channels) for key, channels in channels_by_way(ways).items()}
    if len(set(said.values())) == 1:
        return f"{capfirst(min(said.values()))}."
    return " ".join(
        _("%(way)s: %(channels)s.") % {"way": way_named(key), "channels": channels}
        for key, channels in said.items()
    )


def desk_words(activities, *, day) -> str:
    """The last day for paper and telephone of what closes on one day, where that comes before the last
    day on the website."""
    offered = {channel for activity in activities for channel in kind_of(activity.kind).channels}
    by = [channel for channel in _OF_THE_DESK if channel in offered]
    days = {desk_until(activity): activity.last_day for activity in activities}
    until = max(filter(None, days), default=None)
    if not by or until == days.get(until):
        return ""
    channels = capfirst(_either(by))
    if until is None:
        return _("%(channels)s kan het niet: wij zijn die dagen dicht.") % {"channels": channels}
    said = {"channels": channels, "day": day_words(until)}
    if until < day:
        return _("%(channels)s kon het tot en met %(day)s.") % said
    return _("%(channels)s kan het tot en met %(day)s.") % said


def desk_is_open(activity, *, day) -> bool:
    """One can still hand in paper, or ring."""
    until = desk_until(activity)
    return until is not None and day <= until


def can_ring(activity, *, day) -> bool:
    """Who takes part in it can still do so by telephone."""
    return by_telephone(activity) and desk_is_open(activity, day=day)


def paper_note(activity, *, day) -> str:
    """Why one cannot hand in paper any more, while the website is still open; else empty."""
    if desk_is_open(activity, day=day) or Means.PAPER not in kind_of(activity.kind).channels:
        return ""
    return desk_words([activity], day=day)


def _either(channels):
    return get_text_list([str(_BY[channel]) for channel in channels], _("of"))
