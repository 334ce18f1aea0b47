"""A phase lasts longer: at once where that is a light change, or else by a change that bodies adopt."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.agreements.actions import amend, change_phase
from speelruimte.agreements.light_rules import latest_last_days, may_change_lightly
from speelruimte.agreements.models import Version
from speelruimte.agreements.moments import moments_overtaken
from speelruimte.agreements.queries import parties_lacking
from speelruimte.journal.acting import action
from speelruimte.route.adopting import missing_for_amendment, offer_amendment
from speelruimte.route.missing import Missing
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory


def longer_at_once_until(person, version, phase, policy, *, on) -> date | None:
    """The latest day until which this person lets a phase last without a body; None when only a
    change that is adopted makes it longer."""
    if not may_change_lightly(person, version.trajectory, policy, on=on):
        return None
    if version.objections_until and version.objections_until >= on:
        return None
    if version.trajectory.versions.open().exists():
        return None
    return latest_last_days(version, policy, today=on).get(phase.key)


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


@action
def extend_by_change(phase, *, ends_on, reason, by, at) -> Version:
    """Begin a change of the agreement in which a phase ends later, and lay it before who adopts.

    Where something else must change along, as the day of the decision or of what comes after the
    phase, or a party must be asked again, it lies before nobody yet: the version comes back as one that is being written.
    """
    trajectory = lock_trajectory(phase.version.trajectory)
    if ends_on <= phase.ends_on:
        raise RuleBroken(
            _("Deze fase duurt al tot en met %(day)s. Kies een latere dag."),
            values={"day": date_format(phase.ends_on, "j F Y")},
            field="ends_on",
            code="not_longer",
        )
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
