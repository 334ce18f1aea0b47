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
# Columns that no two rows may have the same, and what a copy has there.
OWN_VALUES = {
    "case_number": "{0} || 'c' || n",
    "slug": "{0} || '-copy-' || n",
    "public_key": "upper(substr(md5({0} || n), 1, 10))",
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
            cursor.execute(_copying(model, where, models), {"each": each, "keys": keys})
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


def _copying(model, where, belonging):
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if not getattr(field, "generated", 0)]
    columns = ", ".join(_quoted(field) for field in fields)
    values = ", ".join(_value(field, belonging) for field in fields)
    return (
        f"INSERT INTO {meta.db_table} ({columns}) SELECT {values} "
        f"FROM {meta.db_table}, generate_series(1::bigint, %(each)s) AS n WHERE {where}"
    )


def _value(field, belonging):
    if field.is_relation and field.related_model in belonging:
        return f"{_quoted(field)} + n * {STRIDE}"
    if field.primary_key:
        return f"{_quoted(field)} + n * {STRIDE}"
    return OWN_VALUES.get(field.column, "{0}").format(_quoted(field))


def _quoted(field):
    return connection.ops.quote_name(field.column)


def _copy_roles(cursor, numbers, each):
    """The roles in a case, of colleagues who are as many as it takes to lead them all."""
    teams = max(1, each * len(numbers) // LED_BY_ONE)
    cursor.execute(
        f"""INSERT INTO people_person (id, password, is_superuser, email, name, function, phone,
            reference, is_active, language, session_mark, created_at)
        SELECT id + m * {STRIDE}, password, FALSE, m || email, name || ' ' || m, function, phone,
            reference || '-' || m, TRUE, language, session_mark, created_at
        FROM people_person, generate_series(1::bigint, %(teams)s) AS m
        WHERE id IN (SELECT person_id FROM people_grant WHERE case_number = ANY(%(numbers)s))""",
        {"teams": teams, "numbers": numbers},
    )
    cursor.execute(
        f"""INSERT INTO people_grant (id, person_id, role, area_id, subject_id, case_number, body,
            starts_on, ends_on)
        SELECT id + n * {STRIDE}, person_id + (1 + n %% %(teams)s) * {STRIDE}, role, area_id,
            subject_id, case_number || 'c' || n, body, starts_on, ends_on
        FROM people_grant, generate_series(1::bigint, %(each)s) AS n
        WHERE case_number = ANY(%(numbers)s)""",
        {"teams": teams, "each": each, "numbers": numbers},
    )
