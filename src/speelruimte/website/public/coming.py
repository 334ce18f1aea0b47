"""Plans in preparation, each in one line: what is thought about, and where that is."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.trajectories.announcing import in_preparation, stopped_in_preparation
from speelruimte.trajectories.models import Step

MOST_LINES = 30
_WHAT_WE_DO = {
    Step.EXPLORING: gettext_lazy("We onderzoeken wat er kan."),
    Step.WEIGHING: gettext_lazy("We kijken of en hoe u kunt meedoen."),
    Step.PLAN: gettext_lazy("We schrijven op hoe u kunt meedoen."),
}


def coming_rows(trajectories, *, day):
    """A line for each of these plans that is in preparation, then for what stopped in it."""
    return prepared_rows(in_preparation(trajectories, day=day)) + stopped_rows(
        stopped_in_preparation(trajectories, day=day)
    )


def prepared_rows(prepared):
    """A line for each of these plans ``in_preparation``: {title, text, notice_url}."""
    return [
        {
            "title": _("Wij denken na over ‘%(title)s’.") % {"title": trajectory.title},
            "text": _WHAT_WE_DO[trajectory.step],
            "notice_url": reverse("ask-notice-plan", kwargs={"key": trajectory.slug}),
        }
        for trajectory in prepared[:MOST_LINES]
    ]


def stopped_rows(stopped):
    """A line with the reason for each of these plans ``stopped_in_preparation``; nothing to ask."""
    return [
        {
            "title": _("‘%(title)s’ gaat niet door.") % {"title": trajectory.title},
            "text": trajectory.stopped_reason,
            "notice_url": "",
        }
        for trajectory in stopped[:MOST_LINES]
    ]
