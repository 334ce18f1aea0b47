"""What the public pages of one vote share: which vote, where it is, and whether one can vote."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.counts import as_fixed
from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.queries import outcome_of
from speelruimte.activities.kinds.budget.rules import KIND, check_can_cast
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import today
from speelruimte.website.public.activity_words import ended_early
from speelruimte.website.public.shown import activity_of_way


def the_vote(slug, key):
    """The activity and its vote (None until it is prepared); 404 when there is no such page."""
    activity = activity_of_way(slug, key, kind=KIND)
    vote = (
        Vote.objects.filter(activity=activity)
        .select_related("outcome", "fixed")
        .prefetch_related("plans")
        .first()
    )
    if vote is not None:
        vote = as_fixed(vote)
        vote.activity = activity
    return activity, vote


def an_opened_vote(slug, key):
    """As ``the_vote``, once it was opened; 404 before that."""
    activity, vote = the_vote(slug, key)
    if vote is None or vote.opened_at is None:
        raise Http404
    return activity, vote


def url_at(name, activity):
    """The address of a page of this vote."""
    return reverse(name, kwargs={"slug": activity.trajectory.slug, "key": activity.key})


def outcome_url(activity, vote) -> str:
    """Where the outcome stands; empty while nothing is counted."""
    is_counted = vote is not None and outcome_of(vote) is not None
    return url_at("vote-outcome", activity) if is_counted else ""


def crumbs_at(activity, here=""):
    """The way here: home, process, vote."""
    trajectory = activity.trajectory
    process = reverse("process", kwargs={"slug": trajectory.slug})
    up = [{"label": activity.title, "url": url_at("vote", activity)}] if here else []
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": process},
        *up,
        {"label": here or activity.title, "url": ""},
    ]


def why_not_now(activity, vote):
    """Why one cannot vote today, or nothing."""
    if ended := ended_early(activity):
        return ended
    if vote is None:
        return _("De gemeente bereidt deze stemming nog voor.")
    try:
        check_can_cast(vote, on=today())
    except RuleBroken as broken:
        return broken.sentence
    return ""
