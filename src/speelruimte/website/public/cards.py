"""Processes as cards: a room with what is fixed, what is open, and a door."""

from django.db.models import Case, Prefetch, When
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.activities.kind import come_words
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import lies_held_over
from speelruimte.decisions.day_of_decision import is_decision_held_over
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.promise import (
    Opening,
    agreement_in_force,
    is_behind_us,
    open_until,
    taking_part_on,
)
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words, time_left

_AGREED = Prefetch("versions", Version.objects.adopted().order_by("-number"), to_attr="agreed")


def for_cards(trajectories):
    """All that a card shows, fetched ahead in a fixed number of queries (4)."""
    return (
        trajectories.select_related("policy", "subject", "waiver", "decision")
        .defer(*POLICY_TEXTS)
        .prefetch_related("areas", "activities", _AGREED)
        .annotate(is_held_over=_LIES_HELD_OVER)
    )


# The agreement while it is being adopted, the decision while that lies before a body.
_LIES_HELD_OVER = Case(
    When(step=Step.ADOPTION, then=lies_held_over("pk")),
    When(step=Step.DECISION, becomes_later=True, then=is_decision_held_over("pk")),
    default=False,
)


def with_held_over(*trajectories):
    """Fetch whether a body held over what lies before it: one query, where any may be."""
    before_a_body = [path for path in trajectories if _may_lie_held_over(path)]
    if not before_a_body:
        return
    rows = Trajectory.objects.filter(pk__in=[path.pk for path in before_a_body])
    said = rows.annotate(is_held_over=_LIES_HELD_OVER).values_list("pk", "is_held_over")
    by_key = dict(said)
    for path in before_a_body:
        path.is_held_over = by_key[path.pk]


def _may_lie_held_over(path):
    return path.step == Step.ADOPTION or (path.step == Step.DECISION and path.becomes_later)


def stands(trajectory, *, day) -> str:
    """How far it is, in the words of its card; of one from ``for_cards`` or ``with_held_over``."""
    taking_part = taking_part_on(trajectory, agreement_in_force(trajectory), day=day)
    return until(trajectory, taking_part, day=day)


def card_of(trajectory, *, day, number=None):
    """One process from ``for_cards`` as the component ``process_card`` shows it."""
    agreement = agreement_in_force(trajectory)
    door = agreement.door_on(day) if agreement else None
    taking_part = taking_part_on(trajectory, agreement, day=day)
    is_shut = is_behind_us(trajectory, taking_part)
    # What was fixed for a plan that stopped says nothing of the place any more.
    said = agreement if trajectory.step != Step.STOPPED else None
    return {
        "title": trajectory.title,
        "url": reverse("process", kwargs={"slug": trajectory.slug}),
        "area": ", ".join(area.name for area in trajectory.areas.all()) or _("De hele gemeente"),
        "fixed": _first(said.fixed) if said else "",
        "open": _first(said.open) if said else "",
        "level": door.label if door else "",
        "say": None if is_shut or door is None else door.say,
        "until": until(trajectory, taking_part, day=day),
        "number": number,
        "over": is_shut,
    }


def _first(frames):
    return frames[0].title if frames else ""


def until(trajectory, taking_part, *, day):
    """How long one can take part, or where the process is."""
    last_day = open_until(trajectory, day=day)
    if last_day is not None:
        return time_left(last_day, today=day)
    if trajectory.step == Step.TAKING_PART:
        return _until_it_opens(taking_part, day)
    if trajectory.step == Step.ADOPTION:
        is_held_over = trajectory.is_held_over
        lying = _("De afspraken worden nu vastgesteld")
        return _("Het besluit over de afspraken is aangehouden") if is_held_over else lying
    is_decided = hasattr(trajectory, "decision")
    words = {
        Step.PLAN: _("De afspraken worden opnieuw geschreven"),
        Step.INFORMING: _("Meedoen past hier niet"),
        Step.RESULT: _what_is_written(trajectory),
        Step.DECISION: _("Er is een besluit") if is_decided else _decision_to_come(trajectory),
        Step.FEEDBACK: _("Er is een besluit"),
        Step.EVALUATION: _("Er is een besluit"),
        Step.MEMORY: _("Afgerond"),
        Step.STOPPED: _("Gestopt"),
    }
    return words.get(trajectory.step, "")


def _decision_to_come(trajectory):
    is_held_over = _may_lie_held_over(trajectory) and trajectory.is_held_over
    return _("Het besluit is aangehouden") if is_held_over else _("Het besluit komt eraan")


def _what_is_written(trajectory):
    """After taking part: the answers, or where people only chose, what came out."""
    ways = {activity.kind for activity in trajectory.activities.all()}
    return _("We schrijven de antwoorden") if come_words(ways) else _("De uitkomst volgt")


def _until_it_opens(taking_part, day):
    if taking_part.is_over:
        return _("Meedoen is gesloten")
    if taking_part.starts_on is not None and taking_part.starts_on > day:
        return _("Start %(day)s") % {"day": day_words(taking_part.starts_on)}
    if taking_part.is_late(day):
        return _("Begint later dan beloofd")
    if taking_part.opening is Opening.BETWEEN:
        return _("Gaat binnenkort verder")
    return _("Begint binnenkort")
