"""A phase lasts longer: at once where that is a light change, or else by a change that bodies adopt."""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.activities.begun import with_closing
from speelruimte.agreements.actions import amend, change_phase
from speelruimte.agreements.light_rules import latest_last_days, may_change_lightly
from speelruimte.agreements.models import Phase, Version
from speelruimte.agreements.moments import moments_overtaken
from speelruimte.agreements.queries import parties_lacking, version_in_force
from speelruimte.agreements.rules import check_can_amend
from speelruimte.journal.acting import action
from speelruimte.route.adopting import missing_for_amendment, offer_amendment
from speelruimte.route.missing import Missing
from speelruimte.route.queries import with_all_gates_ask
from speelruimte.shared.compiled_query import set_prefetched
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import Step, Trajectory


@dataclass(frozen=True)
class AtOnce:
    """The latest day until which a phase lasts without a body, or None when no later day holds; and,
    where that is not the term of the policy alone, the day after it and what stands in its way."""

    until: date | None
    not_from: date | None = None
    why_not_later: str = ""


def longer_at_once(person, version, phase, policy, *, on) -> AtOnce:
    """How long this person lets a phase last without a body."""
    if not may_change_lightly(person, version.trajectory, policy, on=on):
        return AtOnce(None)
    if version.objections_until and version.objections_until >= on:
        return AtOnce(None)
    if version.trajectory.versions.open().exists():
        return AtOnce(None)
    return all_longer_at_once(version, policy, on=on).get(phase.key, AtOnce(None))


def all_longer_at_once(version, policy, *, on) -> dict[str, AtOnce]:
    """Of each phase that the policy lets last longer by a light change: the latest day that holds."""
    latest = latest_last_days(version, policy, today=on)
    phases = with_closing(version.phases.filter(key__in=latest))
    for phase in phases if latest else ():
        if phase.closed_at is not None:
            del latest[phase.key]
    if not latest:
        return {}
    trajectory = with_all_gates_ask(Trajectory.objects).get(pk=version.trajectory_id)
    fetched = next(other for other in all_of(trajectory, "versions") if other.pk == version.pk)
    return {
        phase.key: _latest_that_holds(trajectory, fetched, phase, latest[phase.key], on=on)
        for phase in all_of(fetched, "phases")
        if phase.key in latest
    }


def _latest_that_holds(trajectory, version, phase, latest, *, on):
    """A later day never takes away what stands in the way of an earlier one: halve what is left."""

    def refused(days):
        longer = _lasting(version, phase, phase.ends_on + timedelta(days=days))
        return newly_in_the_way(trajectory, version, longer, on=on)

    term = (latest - phase.ends_on).days
    if not refused(term):
        return AtOnce(latest)
    holds, holds_not = 0, term
    while holds_not - holds > 1:
        middle = (holds + holds_not) // 2
        if refused(middle):
            holds_not = middle
        else:
            holds = middle
    until = phase.ends_on + timedelta(days=holds) if holds else None
    not_from = phase.ends_on + timedelta(days=holds_not)
    return AtOnce(until, not_from, " ".join(gap.sentence for gap in refused(holds_not)))


def _lasting(version, phase, until):
    """The version as it would be if a phase lasted until then. Nothing of it is kept."""
    longer = copy(version)
    longer._prefetched_objects_cache = dict(version._prefetched_objects_cache)
    phases = [copy(other) for other in all_of(version, "phases")]
    for other in phases:
        if other.key == phase.key:
            other.ends_on = until
    set_prefetched(longer, "phases", phases)
    return longer


def newly_in_the_way(trajectory, version, longer, *, on) -> tuple[Missing, ...]:
    """What forbids that ``longer`` holds at once instead of the version from which it came: what an
    ordinary change must hold to and this version did, and what was promised for after a phase.
    """
    stood = {gap.sentence for gap in missing_for_amendment(trajectory, on=on, version=version)}
    misses = missing_for_amendment(trajectory, on=on, version=longer)
    last_days = {phase.key: phase.ends_on for phase in all_of(longer, "phases")}
    return (
        *(gap for gap in misses if gap.sentence not in stood),
        *overtaken_by(version, last_days),
    )


def overtaken_by(version, last_days) -> list[Missing]:
    """What was promised for a day after a phase, and would fall while it still lasts."""
    sentence = _(
        "‘%(what)s’ is op %(day)s, na fase ‘%(phase)s’. Die fase loopt dan nog, tot en met %(last)s. "
        "Kies een eerdere laatste dag, of geef ‘%(what)s’ een latere dag met een gewone wijziging."
    )
    return [
        Missing(
            sentence
            % {
                "what": moment.what,
                "day": date_format(moment.day, "j F Y"),
                "phase": phase.name,
                "last": date_format(last_days[phase.key], "j F Y"),
            },
            "phases",
        )
        for moment, phase in moments_overtaken(version, last_days)
    ]


def why_no_longer(phase, *, on) -> str:
    """Why a later last day changes nothing: all in a phase that still runs was closed or called off.
    Empty where it does."""
    if phase.ends_on < on:
        return ""
    closed_at = with_closing(Phase.objects.filter(pk=phase.pk)).get().closed_at
    if closed_at is None:
        return ""
    sentence = _("Alles in deze fase is gesloten op %(day)s. Heropen eerst wat verder moet gaan.")
    if phase.version.trajectory.step != Step.TAKING_PART:
        sentence = _(
            "Alles in deze fase is gesloten op %(day)s, en het traject is verder. Een latere laatste "
            "dag opent niets meer."
        )
    return sentence % {"day": date_format(local_day(closed_at), "j F Y")}


def check_is_not_closed(phase, *, on):
    """Something in this phase is open, or can open still: else a later last day promises nothing."""
    if why := why_no_longer(phase, on=on):
        raise RuleBroken(why, code="closed_before_its_last_day")


def check_can_extend(phase, *, ends_on, reason, on):
    """The day is later than the last one now, and everyone will read why in the change of the text."""
    check_is_not_closed(phase, on=on)
    if ends_on <= phase.ends_on:
        raise RuleBroken(
            _("Deze fase duurt al tot en met %(day)s. Kies een latere dag."),
            values={"day": date_format(phase.ends_on, "j F Y")},
            field="ends_on",
            code="not_longer",
        )
    version = phase.version
    newest = version_in_force(version.trajectory) or version
    check_can_amend(version, newest=newest, reason=reason)


@action
def extend_by_change(phase, *, ends_on, reason, by, at) -> Version:
    """Begin a change of the agreement in which a phase ends later, and lay it before who adopts.

    Where something else must change along, as the day of the decision or of what comes after the
    phase, or a party must be asked again, it lies before nobody yet: the version comes back as one that is being written.
    """
    trajectory = lock_trajectory(phase.version.trajectory)
    check_can_extend(phase, ends_on=ends_on, reason=reason, on=local_day(at))
    draft = amend(phase.version, reason=reason, by=by, at=at)
    longer = draft.phases.get(key=phase.key)
    unchanged = (
        "name",
        "question",
        "starts_on",
        "policy_phase",
        "purposes",
        "government_role",
        "edits",
    )
    values = {name: getattr(longer, name) for name in unchanged}
    change_phase(longer, **values, ends_on=ends_on, by=by, at=at)
    if overtaken_by(phase.version, {phase.key: ends_on}):
        return draft
    if parties_lacking(draft) or missing_for_amendment(trajectory, on=local_day(at)):
        return draft
    return offer_amendment(draft, by=by, at=at)
