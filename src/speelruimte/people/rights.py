"""Who has which role where, on a day. May somebody? Others build on this answer."""

from dataclasses import dataclass

from speelruimte.people.models import Grant
from speelruimte.people.roles import ELECTED, OFFICIALS, STAFF, Role
from speelruimte.shared.compiled_query import compiled_query


def roles_of(person, *, on, case_number="", areas=(), subject_id=None) -> frozenset:
    """The roles of a person on a day: those that hold everywhere, and those that reach this case.

    ``areas`` are keys of areas the case lies in, ``subject_id`` is what it is about. A grant for
    an area or a subject reaches no case elsewhere or about something else; a grant for one case
    reaches nothing else.
    """
    if person is None or not getattr(person, "is_authenticated", False) or not person.is_active:
        return frozenset()
    return frozenset(
        Role(grant.role)
        for grant in grants_of(person, on=on)
        if _reaches(grant, case_number, areas, subject_id)
    )


def grants_of(person, *, on) -> list:
    """The grants that hold on a day, with their area. Read once per person and day: pages ask many times."""
    return _remembered(person, on)[1]


def grants_to_come(person, *, on) -> list:
    """The grants that begin after this day, the first one first; read along with those that hold."""
    return _remembered(person, on)[2]


def _remembered(person, on):
    remembered = getattr(person, "_grants_on", None)
    if remembered is None or remembered[0] != on:
        return remember_grants(person, _grants_of(person=person.pk, on=on), on=on)
    return remembered


def remember_grants(person, grants, *, on) -> tuple:
    """Have these grants, as they were just read, be the ones that hold on a day or begin later."""
    hold = [grant for grant in grants if grant.starts_on <= on]
    to_come = [grant for grant in grants if grant.starts_on > on]
    to_come.sort(key=lambda grant: (grant.starts_on, grant.pk))
    person._grants_on = (on, hold, to_come)
    return person._grants_on


@compiled_query
def _grants_of(*, person, on):
    return Grant.objects.filter(person=person).not_over(on).select_related("area")


def _reaches(grant, case_number, areas, subject_id):
    if grant.case_number:
        # A second trajectory of one case carries the case number with a suffix.
        return grant.case_number == case_number
    if grant.area_id is not None and grant.area.key not in areas:
        return False
    return grant.subject_id is None or grant.subject_id == subject_id


def records_for(person, body, *, on) -> bool:
    """Records what this body decides: has that role for the body with this key."""
    if person is None or not getattr(person, "is_authenticated", False):
        return False
    return body in bodies_recorded_by(person, on=on)


def bodies_recorded_by(person, *, on) -> frozenset:
    """The keys of the bodies for which somebody is a recorder."""
    if not person.is_active:
        return frozenset()
    return frozenset(
        grant.body for grant in grants_of(person, on=on) if grant.role == Role.RECORDER
    )


def is_staff(person, *, on) -> bool:
    """Works for the municipality in some role, anywhere."""
    if person is None or not getattr(person, "is_authenticated", False):
        return False
    return any(grant.role in STAFF for grant in grants_of(person, on=on))


def is_elected(person, *, on) -> bool:
    """Sits in the council or the college."""
    return has_role_somewhere(person, ELECTED, on=on)


def is_official(person, *, on) -> bool:
    """Does the work of the municipality, and can be named in a case."""
    return has_role_somewhere(person, OFFICIALS, on=on) and not is_elected(person, on=on)


def works_here(person, *, on) -> bool:
    """Has anything to do on the workbench: staff, or an initiator with a case of their own."""
    if person is None or not getattr(person, "is_authenticated", False):
        return False
    return any(grant.role != Role.RESIDENT for grant in grants_of(person, on=on))


def cases_of(person, *, on) -> frozenset:
    """Case numbers in which somebody has a role of their own."""
    return frozenset(grant.case_number for grant in grants_of(person, on=on) if grant.case_number)


@dataclass(frozen=True)
class GrantScope:
    """Where a role holds that does not hold everywhere: in these cases, or in an area and about a
    subject (one of the two may be None)."""

    role: Role
    cases: tuple = ()
    area_id: int | None = None
    subject_id: int | None = None


def scope_of(grant) -> GrantScope:
    """Where a grant that is not for one case holds: in its area and about its subject, or everywhere."""
    return GrantScope(Role(grant.role), area_id=grant.area_id, subject_id=grant.subject_id)


def reaches_of(person, *, on) -> list[GrantScope]:
    """The roles of a person that hold somewhere only; those of single cases are taken together."""
    if not person.is_active:
        return []
    cases, reaches = {}, []
    for grant in grants_of(person, on=on):
        if grant.case_number:
            cases.setdefault(Role(grant.role), []).append(grant.case_number)
        elif grant.area_id is not None or grant.subject_id is not None:
            reaches.append(scope_of(grant))
    return reaches + [GrantScope(role, tuple(numbers)) for role, numbers in cases.items()]


def has_role_somewhere(person, roles, *, on) -> bool:
    """Has one of these roles on this day, wherever it reaches."""
    if person is None or not getattr(person, "is_authenticated", False) or not person.is_active:
        return False
    return any(grant.role in roles for grant in grants_of(person, on=on))
