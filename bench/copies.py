"""Many running processes: rows copied by the database from processes that actions made.

A process by actions takes the better part of a second, ten thousand of them two hours. A copy has
all that its example has, but for words of contributors and entries in the journal.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction

# Each copy has the keys of its example, so many further on for each copy.
STRIDE = 10_000_000
# Of one leader; who leads hundreds does not exist.
LED_BY_ONE = 15
# Not for a process, or too many to copy.
LEFT_OUT = {"Contribution", "Placement", "Point", "Entry", "Support", "Ballot"}
# What copy number ``n`` has in a column: the same as its example, or so much further on as its key.
SAME = "{0}"
FURTHER_ON = f"{{0}} + n * {STRIDE}"
# Columns that no two rows may have the same.
OWN_VALUES = {
    "case_number": "{0} || 'c' || n",
    "slug": "{0} || '-copy-' || n",
    # Ten characters that follow from the key of the row; they begin with one that no other key has.
    "public_key": f"upper(lpad(to_hex(id + n * {STRIDE}), 10, '0'))",
}
OF_A_COLLEAGUE = {
    "email": "n || {0}",
    "name": "{0} || ' ' || n",
    "reference": "{0} || '-' || n",
}
OF_A_ROLE = {
    "case_number": OWN_VALUES["case_number"],
    "person_id": f"{{0}} + (1 + n %% %(teams)s) * {STRIDE}",
}


def copy_processes(trajectories, number):
    """Have ``number`` running processes more, each like one of these; then ANALYZE.

    What comes from actions stands in triggers and constraints too, which would refuse rows that
    are written apart from their case; a copy passes them by.
    """
    each = number // len(trajectories)
    keys = [trajectory.pk for trajectory in trajectories]
    numbers = [trajectory.case_number for trajectory in trajectories]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        models = _belonging()
        for model, where in models.items():
            copying = _copying(model, where, _own_values(model, models))
            cursor.execute(copying, {"each": each, "keys": keys})
        _copy_roles(cursor, numbers, each)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def remove_copies():
    """Have the processes again that actions made."""
    from speelruimte.people.models import Grant, Person

    tables = [model._meta for model in (*_belonging(), Grant, Person)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for meta in tables:
            cursor.execute(f"DELETE FROM {meta.db_table} WHERE {meta.pk.column} > {STRIDE}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def without_statistics():
    """For as long as this lasts, as in a database that was filled and never analysed."""
    ours = "relnamespace = 'public'::regnamespace"
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE {ours})"
        )
        cursor.execute(
            f"UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE {ours} AND relkind IN ('r', 'i')"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _belonging():
    """The models whose rows belong to a process, each with the condition on those of an example."""
    from speelruimte.trajectories.models import Trajectory

    belonging = {Trajectory: "id = ANY(%(keys)s)"}
    is_complete = False
    while not is_complete:
        is_complete = True
        for model in apps.get_models(include_auto_created=True):
            if model in belonging or model.__name__ in LEFT_OUT:
                continue
            for field in model._meta.local_fields:
                if field.is_relation and field.related_model in belonging:
                    parent = field.related_model._meta
                    rows = f"SELECT {parent.pk.column} FROM {parent.db_table}"
                    where = belonging[field.related_model]
                    belonging[model] = f"{field.column} IN ({rows} WHERE {where})"
                    is_complete = False
                    break
    return belonging


def _own_values(model, belonging):
    """What a copy has in its own columns: its own process and what belongs to that, too."""
    related = {
        field.column: FURTHER_ON
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model in belonging
    }
    return OWN_VALUES | related


def _copying(model, where, own_values, *, times="%(each)s"):
    """The statement that copies these rows so many times, with every column that the table has."""
    meta = model._meta
    values = {}
    for field in meta.local_concrete_fields:
        if not getattr(field, "generated", False):
            column = connection.ops.quote_name(field.column)
            unless_own = FURTHER_ON if field.primary_key else SAME
            values[column] = own_values.get(field.column, unless_own).format(column)
    return (
        f"INSERT INTO {meta.db_table} ({', '.join(values)}) SELECT {', '.join(values.values())} "
        f"FROM {meta.db_table}, generate_series(1::bigint, {times}) AS n WHERE {where}"
    )


def _copy_roles(cursor, numbers, each):
    """The roles in a case, of colleagues who are as many as it takes to lead them all."""
    from speelruimte.people.models import Grant, Person

    given = {"each": each, "teams": max(1, each * len(numbers) // LED_BY_ONE), "numbers": numbers}
    roles = "case_number = ANY(%(numbers)s)"
    colleagues = f"id IN (SELECT person_id FROM {Grant._meta.db_table} WHERE {roles})"
    cursor.execute(_copying(Person, colleagues, OF_A_COLLEAGUE, times="%(teams)s"), given)
    cursor.execute(_copying(Grant, roles, OF_A_ROLE), given)
