"""Triggers with which the database itself refuses to rewrite history.

SQLite loses triggers when a migration rebuilds a table, so they are installed anew after every
migrate; installing twice changes nothing. One door exists for rows that hold people's words: an
open erasure or destruction order, which names table, row and fields. ``journal_entry`` has none.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop

_FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (\w+)\(\)")
REFUSAL = gettext_noop("Dit staat vast en kan niet meer veranderen.")


@dataclass(frozen=True)
class Lock:
    """A table whose rows are locked when ``condition`` holds.

    ``condition`` is SQL over ``OLD``; ``columns`` are all columns but the key. ``door`` names the
    table of erasure orders that may let a change of single columns through, or is empty.
    ``insert_condition`` is SQL over ``NEW``: no row may come under what is locked, neither as a
    new one nor by being moved there.
    """

    table: str
    key: str
    columns: tuple[str, ...] = ()
    condition: str = ""
    door: str = ""
    insert_condition: str = ""


def install_triggers(locks):
    """Put all triggers in place. Idempotent."""
    with connection.cursor() as cursor:
        for lock in locks:
            for statement in _statements(lock):
                cursor.execute(statement)


def remove_triggers(locks):
    """Take all triggers away on SQLite, to be put back after migrating. PostgreSQL keeps its own."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        for lock in locks:
            for name in _bodies(lock):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing_triggers(locks) -> list[str]:
    """Names of triggers that should be in the database and are not, or do something else there."""
    present = _present()
    expected = {name: body for lock in locks for name, body in _bodies(lock).items()}
    return sorted(name for name, body in expected.items() if present.get(name) != body)


def _present():
    """What each trigger does, by its name; one that is off or has a condition of its own does not."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgqual IS NULL"
        )
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def _bodies(lock):
    """What each trigger of a lock must do, as the database tells it back."""
    statements = list(_statements(lock))
    if connection.vendor != "postgresql":
        creating = [statement for statement in statements if statement.startswith("CREATE")]
        return {statement.split()[2]: statement for statement in creating}
    named = ((_FUNCTION.match(statement), statement) for statement in statements)
    sources = {match[1]: statement.split("$$")[1] for match, statement in named if match}
    refuse = sources.pop("speelruimte_refuse")
    if _refuses_truncate():
        sources[f"{lock.table}_no_truncate"] = refuse
    return sources


def _refuses_truncate():
    return settings.REFUSE_TRUNCATE


def _statements(lock):
    if connection.vendor == "postgresql":
        yield from _postgresql(lock)
    else:
        yield from _sqlite(lock)


def _locked_update(lock):
    """SQL: the row is locked, or would move under something that is."""
    where = f"({lock.condition or '1 = 1'})"
    return f"({where} OR ({lock.insert_condition}))" if lock.insert_condition else where


def _changed(lock, differs):
    """SQL: something changes that no open order lets through."""
    if not lock.door:
        return "1 = 1"
    order = (
        f"SELECT 1 FROM {lock.door} o WHERE o.table_name = '{lock.table}' "
        f"AND o.row_key = CAST(OLD.{lock.key} AS TEXT) AND o.closed_at IS NULL"
    )
    parts = [differs(lock.key)]
    for column in lock.columns:
        parts.append(
            f"({differs(column)} AND NOT EXISTS ({order} AND o.fields LIKE '%,{column},%'))"
        )
    return "(" + " OR ".join(parts) + ")"


def _sqlite(lock):
    where = lock.condition or "1 = 1"
    changed = _changed(lock, lambda column: f'OLD."{column}" IS NOT NEW."{column}"')
    bodies = {
        "update": ("BEFORE UPDATE", f"{_locked_update(lock)} AND {changed}"),
        "delete": ("BEFORE DELETE", f"({where})"),
    }
    if lock.insert_condition:
        bodies["insert"] = ("BEFORE INSERT", f"({lock.insert_condition})")
    for name, (moment, condition) in bodies.items():
        yield f"DROP TRIGGER IF EXISTS {lock.table}_no_{name}"
        yield (
            f"CREATE TRIGGER {lock.table}_no_{name} {moment} ON {lock.table} FOR EACH ROW "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql(lock):
    yield (
        "CREATE OR REPLACE FUNCTION speelruimte_refuse() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END "
        "$$ LANGUAGE plpgsql"
    )
    where = lock.condition or "1 = 1"
    changed = _changed(lock, lambda column: f'OLD."{column}" IS DISTINCT FROM NEW."{column}"')
    # A WHEN clause may hold no subquery in PostgreSQL, so each lock has a function of its own.
    bodies = {"update": f"{_locked_update(lock)} AND {changed}", "delete": f"({where})"}
    if lock.insert_condition:
        bodies["insert"] = f"({lock.insert_condition})"
    for name, condition in bodies.items():
        returned = "OLD" if name == "delete" else "NEW"
        yield (
            f"CREATE OR REPLACE FUNCTION {lock.table}_no_{name}() RETURNS trigger AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {returned}; END $$ LANGUAGE plpgsql"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {lock.table}_no_{name} BEFORE {name.upper()} "
            f"ON {lock.table} FOR EACH ROW EXECUTE FUNCTION {lock.table}_no_{name}()"
        )
    if _refuses_truncate():
        yield (
            f"CREATE OR REPLACE TRIGGER {lock.table}_no_truncate BEFORE TRUNCATE ON {lock.table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION speelruimte_refuse()"
        )
