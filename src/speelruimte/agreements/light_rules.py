"""What light changes of an agreement allow, and to whom."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import (
    adopted_versions,
    last_ordinary_version,
    version_in_force,
)
from speelruimte.agreements.reading import agreement_in_words
from speelruimte.agreements.rules import AMENDABLE, check_can_amend, may_record_stand
from speelruimte.people.models import Contact
from speelruimte.people.roles import Role
from speelruimte.policy.terms import last_day_made_later, objection_until
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.rules import may_lead, may_record_for, roles_in


def may_change_lightly(person, trajectory, policy, *, on) -> bool:
    """Record a light change: whom the policy names; for a recorder, who records for a body that
    adopted it, and who leads where no body did.
    """
    role = Role(str(policy.light_changes.recorded_by))
    if role == Role.PROJECT_LEADER:
        return may_lead(person, trajectory, on=on)
    if role != Role.RECORDER:
        return role in roles_in(person, trajectory, on=on)
    adopted = last_ordinary_version(trajectory)
    bodies = adopted.adoptions.values_list("body", flat=True) if adopted else ()
    return any(
        may_record_for(person, trajectory, policy.body(body), on=on)
        if body
        else may_lead(person, trajectory, on=on)
        for body in bodies
    )


def may_object(person, party, trajectory, *, on) -> bool:
    """Say that a party does not agree: itself, who speaks for it, or who leads on its behalf."""
    if isinstance(person, Contact):
        return party.contact_id is not None and party.contact_id == person.pk
    return may_record_stand(person, party, trajectory, on=on)


def check_can_change_lightly(version, *, newest, reason, today):
    """Nothing else is going on with the text: no ordinary change, and no term for objections."""
    check_can_amend(version, newest=newest, reason=reason)
    if version.trajectory.versions.open().exists():
        raise RuleBroken(
            _("Er wordt al aan een wijziging gewerkt. Neem dit daarin mee."),
            code="amending_already",
        )
    if version.objections_until and version.objections_until >= today:
        raise RuleBroken(
            _(
                "Tot en met %(day)s kan een partij nee zeggen tegen de vorige kleine wijziging. "
                "Wacht tot die dag voorbij is, of begin een gewone wijziging."
            ),
            values={"day": date_format(version.objections_until, "j F Y")},
            code="objections_possible",
        )


def latest_last_days(version, policy, *, today) -> dict:
    """The latest last day that a light change gives each phase that still runs, by its key; without
    those that last so long already. The term counts from the day on which a body let it end.
    """
    adopted = last_ordinary_version(version.trajectory)
    if version.trajectory.step not in AMENDABLE or adopted is None:
        return {}
    ended = dict(adopted.phases.values_list("key", "ends_on"))
    latest = {
        phase.key: (phase.ends_on, last_day_made_later(policy, ended[phase.key]))
        for phase in version.phases.filter(ends_on__gte=today, key__in=ended)
    }
    return {key: day for key, (ends_on, day) in latest.items() if day > ends_on}


def check_last_days(version, adopted, later, *, policy, today):
    """A phase that still runs may end later, within the term that the policy sets.

    ``later`` are the new last days by the key of the phase; the term counts from the day on which
    a body let it end, in ``adopted``.
    """
    ended = dict(version.phases.values_list("key", "ends_on"))
    first = dict(adopted.phases.values_list("key", "ends_on"))
    for key, day in later.items():
        latest = last_day_made_later(policy, first[key])
        field = f"phase:{key}"
        if day < ended[key]:
            raise RuleBroken(
                _("Een laatste dag kan alleen later worden. Eerder kan met een gewone wijziging."),
                field=field,
                code="earlier_last_day",
            )
        if ended[key] < today:
            raise RuleBroken(
                _("Deze fase is al voorbij. Langer kan dan alleen met een gewone wijziging."),
                field=field,
                code="phase_is_over",
            )
        if day > latest:
            raise RuleBroken(
                _("Dat is te lang: %(day)s is de laatste dag die het beleid toelaat. Nog later kan "
                  "met een gewone wijziging."),
                values={"day": date_format(latest, "j F Y")},
                field=field,
                code="longer_than_the_policy",
            )  # fmt: skip


def objections_until(trajectory, policy, *, today) -> date | None:
    """The last day for objections to a light change that is made today; None where nobody is party."""
    return objection_until(policy, today) if trajectory.parties.exists() else None


@dataclass(frozen=True)
class MayFallBack:
    """A last day that a light change made later: until when a party says no, and which day holds then."""

    until: date
    last_day: date


def may_fall_back(trajectory, phase_key, *, today) -> MayFallBack | None:
    """Whether the last day of this phase can still become what it was, by one no of a party.

    Reads what was fetched ahead as ``agreed``; otherwise one query, and one more where it may.
    """
    version = version_in_force(trajectory)
    if version is None or not can_object(version, newest=version, today=today):
        return None
    adopted = getattr(trajectory, "agreed", None) or adopted_versions(trajectory)
    before = next(other for other in adopted if other.number == version.amends)
    was, now = (
        agreement_in_words(text, trajectory.policy).phase(phase_key) for text in (before, version)
    )
    if was is None or now is None or was.ends_on == now.ends_on:
        return None
    return MayFallBack(version.objections_until, was.ends_on)


def can_object(version, *, newest, today) -> bool:
    """The light change still holds, and the last day for objections has not passed."""
    return (
        version.kind == Version.Kind.LIGHT
        and newest is not None
        and newest.pk == version.pk
        and version.objections_until is not None
        and version.objections_until >= today
    )


def check_can_object(version, *, party, newest, today):
    """A party of this process objects to a light change that holds, before the last day is over."""
    if party.trajectory_id != version.trajectory_id:
        raise RuleBroken(
            _("Deze partij hoort niet bij deze afspraken."), code="party_of_another_process"
        )
    if not can_object(version, newest=newest, today=today):
        raise RuleBroken(
            _("Nee zeggen kan niet meer. Bel de projectleider als u iets mist."),
            code="too_late_to_object",
        )
