"""Who is there, and which roles they have."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from speelruimte.people.models import Grant, Membership, Organisation, Person
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fingerprints import mark_in

PAGE = 25


@dataclass(frozen=True)
class PeopleRows:
    """A part of the list of people. ``after`` starts the next part; None when this is the last."""

    people: list
    after: tuple | None


def find_people(text="", *, on, after=None, limit=PAGE) -> PeopleRows:
    """People by name, with the roles that hold today in ``current_grants``: at most 7 of each.

    ``text`` is looked for in name, e-mail address and function. ``after`` is (name, id) of the
    last one seen.
    """
    grants = Grant.objects.current(on).select_related("area", "subject")
    # Six are shown, and that there are more: who leads hundreds of processes costs no more.
    grants = grants.order_by("role", "pk")[:7]
    people = Person.objects.exclude(name="").order_by("name", "id")
    if text.strip():
        people = people.filter(
            Q(name__icontains=text.strip())
            | Q(email__icontains=text.strip())
            | Q(function__icontains=text.strip())
        )
    if after is not None:
        name, key = after
        people = people.filter(Q(name__gt=name) | Q(name=name, id__gt=key))
    people = people.prefetch_related(Prefetch("grants", grants, to_attr="current_grants"))
    rows = list(people[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    return PeopleRows(rows, (rows[-1].name, rows[-1].pk) if more else None)


@compiled_query
def _grants_in(*, case_number, day):
    return (
        Grant.objects.current(day)
        .filter(case_number=case_number)
        .select_related("person")
        .order_by("role", "person__name")
    )


def grants_in(case_number, *, on) -> list[Grant]:
    """Who has which role in one case, with the person. One query."""
    return _grants_in(case_number=case_number, day=on)


def name_of(reference) -> str:
    """The name of who the journal knows by this reference; empty when it was cut loose."""
    if not reference:
        return ""
    return Person.objects.filter(reference=reference).values_list("name", flat=True).first() or ""


def name_behind(mark, case_number) -> str:
    """The name of who the journal knows by this mark in this case; empty when cut loose."""
    return _person_behind(mark, case_number)[1]


def reference_behind(mark, case_number) -> str:
    """The reference of that person, which is the same in every case; empty when cut loose."""
    return _person_behind(mark, case_number)[0]


def _person_behind(mark, case_number):
    people = Person.objects.filter(reference__isnull=False).values_list("reference", "name")
    for reference, name in people if mark else ():
        if mark == mark_in(reference, case_number):
            return reference, name
    return "", ""


def roles_held(person, *, on):
    """All roles that hold today or begin later, those of cases last."""
    return list(
        Grant.objects.not_over(on)
        .filter(person=person)
        .select_related("area", "subject", "person")
        .order_by("case_number", "role", "pk")
    )


def reach_of(grant) -> str:
    """Where a role holds, in words."""
    if grant.case_number:
        return _("zaak %(case)s") % {"case": grant.case_number}
    parts = [str(reach) for reach in (grant.area, grant.subject) if reach is not None]
    return ", ".join(parts) or _("overal")


def organisations_of(person, *, on):
    """The organisations somebody belongs to today, with whether the person speaks for them."""
    return list(
        person.memberships.current(on).select_related("organisation").order_by("organisation__name")
    )


def speaks_for(person, organisation, *, on) -> bool:
    """Speaks for this organisation on this day; the last day of a membership counts."""
    if not getattr(person, "is_authenticated", False):
        return False
    return Membership.objects.speaking(on).filter(organisation=organisation, person=person).exists()


def all_organisations():
    """Organisations by name."""
    return Organisation.objects.order_by("name")


def members_of(organisation, *, on):
    """Who belongs to an organisation today, those who speak for it first."""
    return list(
        organisation.memberships.current(on)
        .select_related("person")
        .order_by("-speaks_for", "person__name")
    )
