"""Counts that are kept beside the rows, because pages and gates read them: held to what they count."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import WITHOUT_ANSWER
from speelruimte.decisions.actions import lying_in_theme, points_left_open_of
from speelruimte.decisions.models import Placement, Point, Theme
from speelruimte.trajectories.models import Tally

State = Contribution.State
COUNTED = {
    "received": Q(),
    "waiting": Q(state=State.WAITING),
    "published": Q(state__in=[State.PUBLISHED, State.REDACTED]),
    "unseen": Q(state=State.UNSEEN),
    "answered_gone": Q(was_answered=True),
}


def counts_otherwise_than_rows() -> Iterator[str]:
    """A sentence for each count that says another number than there is."""
    yield from _of_processes()
    yield from _of_themes()
    yield from _of_points()


def _of_processes():
    words = Contribution.objects.order_by().values("trajectory")
    numbers = {name: Count("pk", filter=which) for name, which in COUNTED.items()}
    counted = {row.pop("trajectory"): row for row in words.annotate(**numbers)}
    answered = Contribution.objects.owed_an_answer().filter(~WITHOUT_ANSWER).order_by()
    in_each = dict(answered.values_list("trajectory").annotate(Count("pk")))
    for tally in Tally.objects.select_related("trajectory").order_by("pk"):
        numbers = counted.get(tally.pk, dict.fromkeys(COUNTED, 0))
        numbers["answered"] = in_each.get(tally.pk, 0)
        for name, number in numbers.items():
            what = Tally._meta.get_field(name).verbose_name
            yield from _otherwise(tally.trajectory.key, what, getattr(tally, name), number)


def _of_themes():
    whole, in_points = lying_in_theme(Placement), lying_in_theme(Point)
    themes = Theme.objects.annotate(whole=whole, part=in_points).order_by("pk")
    for theme in themes:
        for name, number in (("placed", theme.whole + theme.part), ("in_points", theme.part)):
            what = Theme._meta.get_field(name).verbose_name
            yield from _otherwise(theme.key, what, getattr(theme, name), number)


def _of_points():
    split = Placement.objects.filter(points__gt=0).select_related("contribution")
    split = split.defer("contribution__text").annotate(counted=points_left_open_of("pk"))
    what = Placement._meta.get_field("points_open").verbose_name
    for placement in split.exclude(points_open=F("counted")).order_by("pk"):
        key = placement.contribution.key
        yield from _otherwise(key, what, placement.points_open, placement.counted)


def _otherwise(key, what, stands, counted):
    if stands != counted:
        yield _(
            "{key}: de telling ‘{what}’ is in de database {stands}, en het zijn er {counted}."
        ).format(key=key, what=what, stands=stands, counted=counted)
