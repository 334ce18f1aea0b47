"""Moments that still come, as a queryset: as ``agreements.moments.moments_coming`` of many at once."""

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from speelruimte.agreements.models import Moment
from speelruimte.trajectories.models import LaterDay

_PUT_OFF = Q(is_decision=True, version__trajectory__becomes_later=True)


def moments_to_come(moments, *, on):
    """Those of these rows from a day on; of a decision that is there already no day comes.

    Each ``comes_on`` the day that was promised; the decision on a later one, where it was said so.
    """
    decided = {"is_decision": True, "version__trajectory__decision__isnull": False}
    coming = moments.annotate(comes_on=_comes_on())
    return coming.filter(Q(day__gte=on) | _PUT_OFF & Q(comes_on__gte=on)).exclude(**decided)


def moments_in_force(*, on, until=None):
    """What comes in everything that runs, as the agreement in force promises it; as far as a day."""
    coming = moments_to_come(Moment.objects.in_force(), on=on).order_by("comes_on", "pk")
    return coming if until is None else coming.filter(day__lte=until, comes_on__lte=until)


def _comes_on():
    """Of several moments of the decision, the last was promised, so that one is put off."""
    after = Moment.objects.filter(
        version=OuterRef("version"), is_decision=True, day__gt=OuterRef("day")
    )
    said = LaterDay.objects.filter(
        trajectory=OuterRef("version__trajectory"), what=LaterDay.What.DECISION
    ).order_by("-pk")
    put_off = Greatest("day", Coalesce(Subquery(said.values("later_on")[:1]), "day"))
    return Case(
        When(_PUT_OFF & ~Exists(after), then=put_off), default=F("day"), output_field=DateField()
    )
