"""Where people can come to: an evening or a walk in a calendar, with its day, hour and place."""

from django.utils.translation import gettext as _

from speelruimte.activities.when import hour_in
from speelruimte.promise import open_activities
from speelruimte.website.public.activity_words import url_or_nothing
from speelruimte.website.rendering import Row, Rows

MOST_MEETINGS = 6


def meetings_ahead(trajectories, *, day) -> Rows:
    """The next meetings of these plans, for the component ``calendar_list``. Reads the activities."""
    ahead = [
        meeting_row(trajectory, activity)
        for trajectory in trajectories
        for activity in open_activities(trajectory, day=day)
        if activity.is_held and activity.held_on >= day
    ]
    return sorted(ahead, key=day_and_hour)[:MOST_MEETINGS]


def day_and_hour(row):
    """By what rows of a calendar are ordered: within a day what has an hour goes first, by its hour."""
    return row["date"], hour_in(row.get("at", ""))


def hour_and_place(held_at, place) -> str:
    """What is known of these, beginning with a capital; empty where nothing is."""
    words = ", ".join(word for word in (held_at, place) if word)
    return f"{words[:1].upper()}{words[1:]}"


def meeting_row(trajectory, activity) -> Row:
    """One meeting: of which plan, and when and where, or that this follows."""
    words = hour_and_place(activity.held_at, activity.place) or _("Tijd en plek volgen.")
    return {
        "date": activity.held_on,
        "at": activity.held_at,
        "is_meeting": True,
        "title": activity.title,
        "text": f"{trajectory.title}. {words}",
        "url": url_or_nothing("take-part", slug=trajectory.slug, key=activity.key)
        or url_or_nothing("process", slug=trajectory.slug),
    }
