"""Processes as cards: a room with what is fixed, what is open, and a door."""

import json
from functools import lru_cache

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.agreements.models import Version
from speelruimte.policy.queries import POLICY_TEXTS, read
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words, days_left

# Steps after taking part: the door is shut.
BEHIND_US = (
    Step.RESULT,
    Step.DECISION,
    Step.FEEDBACK,
    Step.EVALUATION,
    Step.MEMORY,
    Step.STOPPED,
)


def for_cards(trajectories):
    """All that a card shows, fetched ahead in a fixed number of queries (4)."""
    adopted = Version.objects.adopted().order_by("-number")
    return (
        trajectories.select_related("policy", "subject", "waiver", "decision")
        .defer(*POLICY_TEXTS)
        .prefetch_related("areas", "activities", Prefetch("versions", adopted, to_attr="agreed"))
    )


def agreement_of(trajectory) -> dict:
    """What was promised, as it was frozen when it was adopted; empty before that."""
    return _frozen(trajectory.agreed[0].text) if trajectory.agreed else {}


@lru_cache(maxsize=128)
def _frozen(text):
    """Read once per process: adopted versions never change. Pages only look at it."""
    return json.loads(text)


def card_of(trajectory, *, day, number=None):
    """One process as the component ``process_card`` shows it."""
    agreed = agreement_of(trajectory)
    say, level = say_of(agreed, read(trajectory.policy))
    return {
        "title": trajectory.title,
        "url": reverse("process", kwargs={"slug": trajectory.slug}),
        "area": ", ".join(area.name for area in trajectory.areas.all()) or _("De hele gemeente"),
        "fixed": _first(agreed, "fixed"),
        "open": _first(agreed, "open"),
        "level": level,
        "say": None if trajectory.step in BEHIND_US else say,
        "until": until(trajectory, day=day),
        "number": number,
    }


def _first(agreed, status):
    frames = agreed.get("frames", ())
    return next((frame["title"] for frame in frames if frame["status"] == status), "")


def say_of(agreed, policy):
    """The widest door of an agreement: say from 0 to 4 (or None) and the policy's word for it."""
    says = [say for phase in agreed.get("phases", ()) for say in phase["says"]]
    if not says:
        return None, ""
    most = max(says, key=lambda one: -1 if one["say"] is None else one["say"])
    return most["say"], say_words(most, policy)


def say_words(say, policy):
    """The policy's word for a say: its level, else the role of the participant."""
    if say.get("level"):
        return str(policy.level(say["level"]).label)
    return str(policy.participant_role(say["role"]).label) if say.get("role") else ""


def open_activities(trajectory, *, day):
    """What people can do today, the first to close first."""
    return sorted(
        (
            activity
            for activity in trajectory.activities.all()
            if activity.closed_at is None and activity.opens_on <= day <= activity.closes_on
        ),
        key=lambda activity: activity.closes_on,
    )


def until(trajectory, *, day):
    """How long one can take part, or where the process is."""
    running = open_activities(trajectory, day=day)
    if running:
        return days_left(running[0].closes_on, today=day).capitalize()
    coming = [one.opens_on for one in trajectory.activities.all() if one.opens_on > day]
    if coming:
        return _("Start %s") % day_words(min(coming))
    words = {
        Step.ADOPTION: _("Ligt ter vaststelling"),
        Step.TAKING_PART: _("Begint binnenkort"),
        Step.INFORMING: _("Meedoen past hier niet"),
        Step.RESULT: _("We schrijven de antwoorden"),
        Step.DECISION: _("Het besluit komt eraan"),
        Step.FEEDBACK: _("Er is een besluit"),
        Step.EVALUATION: _("Er is een besluit"),
        Step.MEMORY: _("Afgerond"),
        Step.STOPPED: _("Gestopt"),
    }
    return words.get(trajectory.step, "")
