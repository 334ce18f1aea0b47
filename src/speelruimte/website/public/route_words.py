"""How the rooms of a route are drawn for residents."""

from django.utils.translation import gettext as _

from speelruimte.promise import Opening
from speelruimte.route.queries import picture
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words


def shown_states(trajectory) -> dict[str, str]:
    """What is drawn instead of a state: of a plan that stopped nothing opens later."""
    stopped = trajectory is not None and trajectory.step == Step.STOPPED
    return {"here": "stopped", "ahead": "shut"} if stopped else {}


def day_in(room, trajectory) -> str:
    """The day beside a room: when it was done, when it stopped there, or since when it is here."""
    stopped = trajectory is not None and trajectory.step == Step.STOPPED
    if room.state == "here" and room.day is not None and not stopped:
        return _("sinds %(day)s") % {"day": day_words(room.day)}
    return day_words(room.day)


def steps_of(trajectory, promise, *, day):
    """The rooms of the route. Of a plan that stopped nothing opens later: those rooms stay shut."""
    states = shown_states(trajectory)
    return [
        {
            "nr": room.number,
            "name": room.label,
            "state": _state_of(room, states, promise),
            "day": _day_in(room, trajectory, promise, day),
        }
        for room in picture(trajectory=trajectory)
    ]


def _state_of(room, states, promise):
    """How a room is drawn. Where taking part is what comes, and nothing has opened, it is next."""
    if room.state == "here" and _is_next(room, promise):
        return "next"
    return states.get(room.state, room.state)


def _is_next(room, promise):
    """It is up to taking part, and that has not begun."""
    return room.key == "taking_part" and (
        promise.waiver is None and promise.taking_part.opening is Opening.AHEAD
    )


def _day_in(room, trajectory, promise, day):
    """The day of a room; of taking part the days on which people can, or could."""
    if room.state == "here" and _is_next(room, promise):
        starts_on = promise.taking_part.starts_on
        is_known = starts_on is not None and starts_on > day
        return _("vanaf %(day)s") % {"day": day_words(starts_on)} if is_known else ""
    if room.state == "here" and promise.open_now:
        return _("tot en met %(day)s") % {"day": day_words(promise.last_day)}
    standing = [row for row in trajectory.activities.all() if row.cancelled_at is None]
    is_over = trajectory.step == Step.TAKING_PART and promise.taking_part.is_over
    if room.key == "taking_part" and (room.state == "done" or is_over) and standing:
        first = min(activity.opens_on for activity in standing)
        if first < promise.last_day:
            return _("van %(first)s tot en met %(last)s") % {
                "first": day_words(first),
                "last": day_words(promise.last_day),
            }
        return day_words(first)
    return day_in(room, trajectory)
