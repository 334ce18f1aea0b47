"""The cast, welcomed by actions; after the first time in a session the same rows are put back.

Two thirds of all tests need these people. Every one of them would otherwise wait for some thirty
actions that have tests of their own.
"""

from datetime import date

from demo.cast import welcome_cast

from tests.steps.snapshots import from_snapshot


@from_snapshot
def cast_of(*, at):
    """The people by their key, with the roles and the journal entries that belong to them."""
    from speelruimte.people.actions import welcome_person

    people = welcome_cast(by=None, at=at, on=date(2026, 1, 1))
    people["stranger"] = welcome_person(
        name="Onbekende", email="stranger@elders.example", by=None, at=at
    )
    return people
