"""What goes otherwise than was announced, as rows beside the activity: written here, read by pages."""

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
    """What was announced for this day or later and goes otherwise, in public processes: the newest of
    each activity, by the day that was announced.
    """
    return [row for row in _from(day=day) if row.made_at == row.activity.altered_at]


@compiled_query
def _from(*, day):
    return (
        Alteration.objects.filter(
            held_on__gte=day,
            what__in=(Alteration.What.CANCELLED, Alteration.What.MOVED),
            activity__trajectory__in=Trajectory.objects.public(),
        )
        .select_related("activity__trajectory")
        .only(
            *("what", "made_at", "held_on", "to_day", "to_time", "to_place"),
            *("activity__title", "activity__key", "activity__altered_at"),
            *("activity__trajectory__slug", "activity__trajectory__title"),
        )
        .order_by("held_on", "pk")[:MOST]
    )
