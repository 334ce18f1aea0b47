"""The cast, welcomed by actions once in a session; after that the same rows are put back.

Two thirds of all tests need these people. Every one of them would otherwise wait for some thirty
actions that have tests of their own.
"""

from copy import deepcopy
from datetime import date

from demo.cast import CAST, welcome_cast
from django.apps import apps
from django.db import connection

_kept = {}


def cast_of(*, at):
    """The people by their key, with the roles and the journal entries that belong to them."""
    from speelruimte.journal.models import Entry
    from speelruimte.people.models import Person

    if Person.objects.exists() or Entry.objects.exists():
        return _welcomed(at)
    database = connection.settings_dict["NAME"]
    if (database, at) not in _kept:
        before = _filled()
        people = _welcomed(at)
        new = _filled() - before
        assert {model._meta.label for model in new} == TOUCHED
        _kept[database, at] = {model: list(model._base_manager.all()) for model in new}
        return people
    return _put_back(_kept[database, at])


TOUCHED = {"people.Person", "people.Grant", "journal.Entry"}


def _welcomed(at):
    from speelruimte.people.actions import welcome_person

    people = welcome_cast(by=None, at=at, on=date(2026, 1, 1))
    people["stranger"] = welcome_person(
        name="Onbekende", email="stranger@elders.example", by=None, at=at
    )
    return people


def _filled():
    """The models of the product that have a row."""
    ours = [one for one in apps.get_models() if one.__module__.startswith("speelruimte.")]
    return {model for model in ours if model._base_manager.exists()}


def _put_back(kept):
    from speelruimte.people.models import Person

    rows = deepcopy(kept)
    for model in sorted(rows, key=lambda one: one is not Person):
        model._base_manager.bulk_create(rows[model])
    by_email = {person.email: person for person in rows[Person]}
    people = {character.key: by_email[character.email] for character in CAST}
    return people | {"stranger": by_email["stranger@elders.example"]}
