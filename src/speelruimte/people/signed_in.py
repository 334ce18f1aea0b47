"""Who is signed in, with all that every page of the workbench asks of that person."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from speelruimte.people.models import Grant, Person
from speelruimte.people.rights import remember_grants
from speelruimte.people.second_factor import SECOND_FACTORS
from speelruimte.shared.compiled_query import compiled_query


def signed_in(key, *, on) -> Person | None:
    """The person with this key, with the grants that hold on a day or begin later, and ``has_second_factor``.

    One query; a second one for who has no role. None where nobody has that account any more.
    """
    grants = _grants_with_person(person=key, on=on)
    people = [grant.person for grant in grants] or _person(key=key)
    if not people:
        return None
    person = people[0]
    person.has_second_factor = (grants or people)[0].with_factor
    remember_grants(person, grants, on=on)
    return person


def _factors_of(whom):
    return Exists(Authenticator.objects.filter(user=OuterRef(whom), type__in=SECOND_FACTORS))


@compiled_query
def _grants_with_person(*, person, on):
    grants = Grant.objects.filter(person=person).not_over(on).select_related("area", "person")
    return grants.annotate(with_factor=_factors_of("person"))


@compiled_query
def _person(*, key):
    return Person.objects.filter(pk=key).annotate(with_factor=_factors_of("pk"))
