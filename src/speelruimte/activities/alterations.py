"""What goes otherwise than was announced, as rows beside the activity: written here, read by pages."""

from django.db.models import F, Q

from speelruimte.activities.models import Alteration
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.models import Trajectory

MOST = 12  # of the days that are shown at once


def altered(activity, what, reason, *, at, **to) -> Alteration:
    """Keep an alteration, with what was announced until now; part of the action that makes it.

    ``to`` are the new day, time and place of what is moved. Who calls it saves ``altered_at``.
    """
    activity.altered_at = at
    return Alteration.objects.create(
        activity=activity,
        what=what,
        reason=reason.strip(),
        made_at=at,
        held_on=activity.held_on,
        held_at=activity.held_at,
        place=activity.place,
        closes_on=activity.closes_on,
        **to,
    )


def alterations_of(activities) -> dict[int, list[Alteration]]:
    """By activity, what was altered, the first first. Asks nothing where nothing was."""
    by_activity: dict[int, list[Alteration]] = {}
    touched = [activity.pk for activity in activities if activity.altered_at is not None]
    if touched:
        for alteration in Alteration.objects.filter(activity__in=touched):
            by_activity.setdefault(alteration.activity_id, []).append(alteration)
    return by_activity


def altered_from(day) -> list[Alteration]:
    """The days from this one on that were announced in public processes and do not hold as they were
    announced then, in their order: of each day of an activity what was said of it last.
    """
    return list({(row.activity_id, row.held_on): row for row in _from(day=day)}.values())


@compiled_query
def _from(*, day):
    as_announced = Q(
        held_on=F("activity__held_on"), held_at=F("activity__held_at"), place=F("activity__place")
    )
    goes_on = Q(activity__cancelled_at__isnull=True)
    was_closed_early = ~Q(activity__closed_reason="")
    return (
        Alteration.objects.filter(
            held_on__gte=day,
            what__in=(Alteration.What.CANCELLED, Alteration.What.MOVED),
            activity__trajectory__in=Trajectory.objects.public(),
        )
        .exclude(goes_on & (was_closed_early | as_announced))
        .select_related("activity__trajectory")
        .only(
            "held_on",
            "held_at",
            *("activity__title", "activity__key", "activity__cancelled_at"),
            *("activity__held_on", "activity__held_at", "activity__place"),
            *("activity__trajectory__slug", "activity__trajectory__title"),
        )
        .order_by("held_on", "pk")[:MOST]
    )
