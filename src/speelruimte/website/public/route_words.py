"""How the rooms of a route are drawn for residents."""

from django.utils.translation import gettext as _

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
