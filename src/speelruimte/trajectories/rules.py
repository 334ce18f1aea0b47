"""May this person, in this trajectory, on this day?"""

from django.utils.translation import gettext as _

from speelruimte.people.rights import records_for, roles_of
from speelruimte.people.roles import STAFF, Role
from speelruimte.places.queries import keys_of_areas
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.deciding import cosigned_in, left_to_initiator


def roles_in(person, trajectory, *, on) -> frozenset:
    """The roles of somebody in a trajectory: everywhere, by its areas, or in this case."""
    areas = _areas(trajectory)
    return roles_of(
        person,
        on=on,
        case_number=trajectory.case_number,
        areas=areas,
        subject_id=trajectory.subject_id,
    )


def _areas(trajectory):
    keys = trajectory.__dict__.get("_area_keys")
    if keys is None:
        loaded = getattr(trajectory, "_prefetched_objects_cache", {}).get("areas")
        if loaded is not None:
            return tuple(area.key for area in loaded)
        keys = trajectory._area_keys = tuple(keys_of_areas(trajectory=trajectory.pk))
    return keys


def may_see_preparation(person, trajectory, *, on) -> bool:
    """Read what is not public yet: staff and council members, and the initiator of this case."""
    roles = roles_in(person, trajectory, on=on)
    return bool(roles & STAFF) or Role.INITIATOR in roles


def may_lead(person, trajectory, *, on) -> bool:
    """Do the daily work: the project leader of this trajectory, or the coach."""
    return bool(roles_in(person, trajectory, on=on) & {Role.PROJECT_LEADER, Role.COACH})


def may_do(person, trajectory, work, *, on) -> bool:
    """Do this part of a leader's work: who leads, and who came with the idea where the policy says so
    of how it is decided here.

    Source: heemstede#deelnemers-en-rollen
    """
    roles = roles_in(person, trajectory, on=on)
    if roles & {Role.PROJECT_LEADER, Role.COACH}:
        return True
    if Role.INITIATOR not in roles:
        return False
    return work in left_to_initiator(trajectory) and work not in cosigned_in(trajectory)


def may_lay_ready(person, trajectory, work, *, on) -> bool:
    """Lay this part of a leader's work ready, so that who leads signs along: who came with the idea,
    where the policy asks a co-signature for it."""
    roles = roles_in(person, trajectory, on=on)
    if Role.INITIATOR not in roles or roles & {Role.PROJECT_LEADER, Role.COACH}:
        return False
    return work in cosigned_in(trajectory)


def lays_something_ready(person, trajectory, *, on) -> bool:
    """Whether there is anything that this person lays ready here."""
    return any(may_lay_ready(person, trajectory, work, on=on) for work in cosigned_in(trajectory))


def may_see_what_lies_ready(person, trajectory, *, on) -> bool:
    """Read what was laid ready here: who signs along, and who lays it ready."""
    leads = may_lead(person, trajectory, on=on)
    return leads or lays_something_ready(person, trajectory, on=on)


def may_write(person, trajectory, *, on) -> bool:
    """Write description and plan: who leads, and an initiator who owns the process.

    Source: heemstede#rollen
    """
    roles = roles_in(person, trajectory, on=on)
    return bool(roles & {Role.PROJECT_LEADER, Role.COACH, Role.INITIATOR})


def may_record_for(person, trajectory, body, *, on) -> bool:
    """Record what this body of the policy decided: in the role, or as the recorder, it names.

    Source: heemstede#vaststellen
    """
    role = Role(str(body.recorded_by))
    if role == Role.RECORDER:
        return records_for(person, body.key, on=on)
    return role in roles_in(person, trajectory, on=on)


def check_had_begun(trajectory, day, *, field):
    """Nothing was decided or told about a trajectory before it began."""
    if day < trajectory.started_on:
        raise RuleBroken(
            _("Toen was dit traject nog niet begonnen. Kijk de datum na."),
            field=field,
            code="before_it_began",
        )


def check_decided_on(trajectory, day, *, today):
    """The day on which a body decided about a trajectory: since it began, and none that is to come."""
    if day > today:
        raise RuleBroken(
            _("Deze dag moet nog komen. Kies de dag van het besluit."),
            field="decided_on",
            code="day_to_come",
        )
    check_had_begun(trajectory, day, field="decided_on")


def check_in_step(trajectory, *steps):
    """The trajectory must be in one of these steps for this to be done."""
    if trajectory.step not in steps:
        raise RuleBroken(
            _(
                "Dit kan nu niet. Dit traject is in de stap ‘{step}’. Kijk bij ‘Wat moet er nog’ "
                "wat er eerst nodig is."
            ).format(step=trajectory.get_step_display()),
            code="not_in_this_step",
        )
