"""Everybody in the cast can sign in: one password, and a second step for who works there."""

from demo.cast import CAST
from demo.second_factor import PASSWORD, secret_of


def open_the_doors(*, at, on, by=None):
    """Give the whole cast the demo's password and their second step. Again changes nothing."""
    from django.contrib.auth.hashers import make_password

    from speelruimte.people.models import Person
    from speelruimte.people.rights import is_staff
    from speelruimte.people.second_factor import give_second_factor, has_second_factor

    people = {
        account.email: account
        for account in Person.objects.filter(email__in=[c.email for c in CAST])
    }
    hashed = make_password(PASSWORD)
    for character in CAST:
        person = people.get(character.email)
        if person is None:
            continue
        if not person.has_usable_password():
            person.password = hashed
            person.save(update_fields=["password"])
        if is_staff(person, on=on) and not has_second_factor(person):
            give_second_factor(person, by=by, at=at, secret=secret_of(character.key))
