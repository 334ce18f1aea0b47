"""A starting point is built by actions once in a session; after that the same rows are put back.

The workers of one run share what they made (shelf.py).

``@from_snapshot`` stands above a step of a story. The first time the step does its work, and what
it changed in the database is remembered. When the same step is asked with the same arguments on a
database with exactly the same rows, those changes are written without the actions. Whether a row
is there because somebody acted or because it was put back cannot be told: it is the same row, with
the same key, salt and journal entry, under the same triggers.
"""

import io
import os
import pickle
from collections import namedtuple
from contextlib import contextmanager
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from types import SimpleNamespace

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.steps import shelf

MOST = 400
"""So many snapshots a session remembers; the one that was not asked for longest goes first."""

_snapshots = {}
_anew = []

Table = namedtuple("Table", "name key columns")
Change = namedtuple("Change", "table gone added changed")
Snapshot = namedtuple("Snapshot", "database changes objects")

# What Django fills by itself while migrating, and sessions: no step of a story is about these.
_NOT_OURS = {"contenttypes", "auth", "sessions", "admin"}


class NamelessError(TypeError):
    """An argument of which two cannot be told to be the same: the step would be done every time."""


@contextmanager
def built_anew():
    """Here steps are done and not put back, nor remembered: one of them does something else than it
    says."""
    _anew.append(True)
    try:
        yield
    finally:
        _anew.pop()


def from_snapshot(build):
    """Put back what this step did before, when everything it depends on is the same."""

    @wraps(build)
    def built(*given, **named):
        if _anew:
            return build(*given, **named)
        asked = _name(given), _name(named)
        before = _rows()
        place = (build.__module__, build.__qualname__, asked, _digest(before))
        if place in _snapshots:
            # The one that was asked for last stands last.
            _snapshots[place] = remembered = _snapshots.pop(place)
            return remembered.put_back(given, named)
        with shelf.alone_at(lambda: _on_the_shelf(place, before)) as file:
            snapshot = shelf.found(file)
            if snapshot is not None:
                return _remember(place, snapshot).put_back(given, named)
            result = build(*given, **named)
            snapshot = _taken(before, _rows(), result, given, named)
            _remember(place, snapshot)
            shelf.put(file, snapshot)
        return result

    return built


class _Remembered:
    """A snapshot, and all rows that there are once it was put back."""

    def __init__(self, snapshot):
        self.snapshot, self.left = snapshot, None

    def put_back(self, given, named):
        result = _put_back(self.snapshot, given, named)
        if self.left is None:
            self.left = _rows()
        else:
            _rows_read.know(self.left)
        return result


def _remember(place, snapshot):
    _snapshots[place] = remembered = _Remembered(snapshot)
    if len(_snapshots) > MOST:
        del _snapshots[next(iter(_snapshots))]
    return remembered


def _on_the_shelf(place, rows):
    """The same place, as another process would write it down."""
    written = sorted((table.name, sorted(map(repr, some))) for table, some in rows.items())
    return connection.vendor, *place[:3], written


def _name(value):
    """Something that is equal for equal arguments; of a row of the database all its fields."""
    if isinstance(value, models.Model):
        fields = (f.attname for f in value._meta.concrete_fields)
        return value._meta.label, *(_name(value.__dict__.get(field)) for field in fields)
    if isinstance(value, SimpleNamespace):
        return _name(vars(value))
    if isinstance(value, dict):
        return tuple(sorted((key, _name(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return tuple(_name(item) for item in value)
    if value is None or isinstance(value, str | bytes | int | float | Decimal | date):
        return str(type(value)), str(value)
    raise NamelessError(type(value))


# The rows of the database -------------------------------------------------------------------------


@cache
def _tables(_vendor):
    """All tables of the product, those that point to others first."""
    ours = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _NOT_OURS and model._meta.managed and not model._meta.proxy
    ]
    tables = [_table(model) for model in reversed(_by_pointing(ours))]
    return tables + _search_tables()


def _table(model):
    fields = [
        field for field in model._meta.local_concrete_fields if not getattr(field, "generated", 0)
    ]
    columns = tuple(field.column for field in fields)
    return Table(model._meta.db_table, columns.index(model._meta.pk.column), columns)


def _by_pointing(ours):
    """Each model after the models it points to."""
    ordered, waiting = [], list(ours)
    while waiting:
        ready = [
            model
            for model in waiting
            if not ({field.related_model for field in model._meta.fields} & set(waiting)) - {model}
        ]
        ordered += ready or waiting
        waiting = [model for model in waiting if model not in ready] if ready else []
    return ordered


def _search_tables():
    """The full-text tables of SQLite, which are no models."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        names = [name for (name,) in cursor.fetchall()]
        tables = []
        for name in names:
            cursor.execute(f"PRAGMA table_info({name})")
            tables.append(Table(name, 0, ("rowid", *(row[1] for row in cursor.fetchall()))))
    return tables


class _RowsRead:
    """What was read last, for as long as nobody wrote anything since: SQLite counts what is changed."""

    def __init__(self):
        self._moment, self._rows, self.rollbacks = None, None, 0

    def know(self, rows):
        """That these are all rows now."""
        self._moment, self._rows = self._now(), rows

    def known(self):
        """All rows, when they are known; else None."""
        moment = self._now()
        return self._rows if moment is not None and moment == self._moment else None

    def _now(self):
        if connection.vendor != "sqlite":
            return None
        with connection.cursor() as cursor:  # what others changed
            others = cursor.execute("PRAGMA data_version").fetchone()
        return connection.connection, connection.connection.total_changes, others, self.rollbacks


_rows_read = _RowsRead()


def _counted(roll_back):
    """What is rolled back is no change to who counts changes."""

    @wraps(roll_back)
    def rolls_back(*given):
        _rows_read.rollbacks += 1
        return roll_back(*given)

    return rolls_back


for _method in ("_rollback", "_savepoint_rollback"):
    setattr(BaseDatabaseWrapper, _method, _counted(getattr(BaseDatabaseWrapper, _method)))


def _rows():
    """All rows by table, without the empty tables."""
    rows = _rows_read.known()
    if rows is None:
        rows = _all_rows()
        _rows_read.know(rows)
    return rows


def _all_rows():
    tables = _tables(connection.vendor)
    with connection.cursor() as cursor:
        asked = ", ".join(f'EXISTS (SELECT 1 FROM "{table.name}")' for table in tables)
        cursor.execute(f"SELECT {asked}")
        filled = [
            table for table, is_filled in zip(tables, cursor.fetchone(), strict=True) if is_filled
        ]
        rows = {}
        for table in filled:
            cursor.execute(f'SELECT {_listed(table.columns)} FROM "{table.name}"')
            rows[table] = frozenset(map(_plain, cursor.fetchall()))
    return rows


def _plain(row):
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _listed(columns):
    return ", ".join(f'"{column}"' for column in columns)


def _digest(rows):
    return frozenset(rows.items())


# Taking a snapshot and putting it back ------------------------------------------------------------


def _taken(before, after, result, given, named):
    changes = []
    for table in _tables(connection.vendor):
        old, new = before.get(table, frozenset()), after.get(table, frozenset())
        if old == new:
            continue
        old_keys = {row[table.key] for row in old}
        new_keys = {row[table.key] for row in new}
        changes.append(
            Change(
                table,
                gone=[(key,) for key in old_keys - new_keys],
                added=sorted((r for r in new if r[table.key] not in old_keys), key=repr),
                changed=[row for row in new - old if row[table.key] in old_keys],
            )
        )
    arguments = _models_in(given, named)
    states = [copy(argument.__dict__) for argument in arguments]
    return Snapshot(_this_database(), changes, _pickled((result, states), arguments))


def _put_back(snapshot, given, named):
    with transaction.atomic(), connection.cursor() as cursor:
        _write(cursor, snapshot.changes)
        if connection.vendor == "postgresql":
            _follow_sequences(cursor, snapshot)
    arguments = _models_in(given, named)
    result, states = _unpickled(snapshot.objects, arguments)
    for argument, state in zip(arguments, states, strict=True):
        argument.__dict__.clear()
        argument.__dict__.update(state)
    return result


def _write(cursor, changes):
    """The rows that point to others first: under an adopted text none may come."""
    for table, gone, _added, _changed in changes:
        if gone:
            key = table.columns[table.key]
            cursor.executemany(f'DELETE FROM "{table.name}" WHERE "{key}" = %s', gone)
    for table, _gone, added, _changed in changes:
        _insert(cursor, table, added)
    for table, _gone, _added, changed in changes:
        _update(cursor, table, changed)


def _insert(cursor, table, rows):
    values = f"({', '.join(['%s'] * len(table.columns))})"
    start = f'INSERT INTO "{table.name}" ({_listed(table.columns)}) VALUES '
    most = 900 // len(table.columns)
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        cursor.execute(
            start + ", ".join([values] * len(some)), [value for row in some for value in row]
        )


def _update(cursor, table, rows):
    if not rows:
        return
    key = table.columns[table.key]
    settings = ", ".join(f'"{column}" = %s' for column in table.columns)
    cursor.executemany(
        f'UPDATE "{table.name}" SET {settings} WHERE "{key}" = %s',
        [(*row, row[table.key]) for row in rows],
    )


def _follow_sequences(cursor, snapshot):
    """In another database than where the rows were made the next number must be a new one."""
    if _this_database() == snapshot.database:
        return
    for table, _gone, added, _changed in snapshot.changes:
        key = table.columns[table.key]
        if added and isinstance(added[0][table.key], int):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key}'), "
                f"GREATEST(max(\"{key}\"), nextval(pg_get_serial_sequence('{table.name}', '{key}'))"
                f')) FROM "{table.name}"'
            )


def _this_database():
    return connection.settings_dict["NAME"], os.getpid()


def _models_in(*values):
    """Every row among the arguments, each once, always in the same order."""
    stored_models = {}

    def look(value):
        if isinstance(value, models.Model):
            stored_models.setdefault(id(value), value)
        elif isinstance(value, SimpleNamespace):
            look(vars(value))
        elif isinstance(value, dict):
            for key in sorted(value):
                look(value[key])
        elif isinstance(value, list | tuple):
            for item in value:
                look(item)

    look(list(values))
    return list(stored_models.values())


def _pickled(objects, arguments):
    """As bytes; where an argument itself is meant, its place among the arguments."""
    places = {id(argument): place for place, argument in enumerate(arguments)}

    class Pickler(pickle.Pickler):
        def persistent_id(self, thing):
            return places.get(id(thing))

    stream = io.BytesIO()
    Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(objects)
    return stream.getvalue()


def _unpickled(data, arguments):
    class Unpickler(pickle.Unpickler):
        def persistent_load(self, place):
            return arguments[place]

    return Unpickler(io.BytesIO(data)).load()
