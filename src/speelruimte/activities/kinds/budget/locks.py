"""Once a vote is open its plans and rules stand; once it is closed everything in it does."""

from speelruimte.journal.triggers import Lock

_DOOR = "people_erasureorder"
_OPENED = (
    "EXISTS (SELECT 1 FROM budget_vote v WHERE v.id = {row}.vote_id AND v.opened_at IS NOT NULL)"
)
_CLOSED = (
    "EXISTS (SELECT 1 FROM budget_vote v WHERE v.id = {row}.vote_id AND v.closed_at IS NOT NULL)"
)
_NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM budget_vote v WHERE v.id = {row}.vote_id "
    "AND v.opened_at IS NOT NULL AND v.closed_at IS NULL)"
)


def locks():
    """The vote (its closing excepted), its rules, plans, rights, ballots and outcome."""
    return [
        Lock(
            table="budget_vote",
            key="id",
            columns=tuple(name for name in _columns("Vote") if name != "closed_at"),
            condition="OLD.opened_at IS NOT NULL",
            door=_DOOR,
        ),
        # Numbers and keys only: no door, and none comes in or changes once the vote is open.
        Lock(table="budget_fixedrules", key="id", insert_condition=_OPENED.format(row="NEW")),
        Lock(
            table="budget_plan",
            key="id",
            columns=_columns("Plan"),
            condition=_OPENED.format(row="OLD"),
            insert_condition=_OPENED.format(row="NEW"),
            door=_DOOR,
        ),
        Lock(
            table="budget_votingright",
            key="id",
            condition=_CLOSED.format(row="OLD"),
            insert_condition=_CLOSED.format(row="NEW"),
        ),
        Lock(
            table="budget_ballot",
            key="key",
            condition=_CLOSED.format(row="OLD"),
            insert_condition=_NOT_OPEN.format(row="NEW"),
        ),
        # The names of plans stand in it, and somebody may have put a name of a person in one.
        Lock(table="budget_outcome", key="id", columns=_columns("Outcome"), door=_DOOR),
    ]


def _columns(model):
    from django.apps import apps

    fields = apps.get_model("budget", model)._meta.concrete_fields
    return tuple(field.column for field in fields if not field.primary_key)
