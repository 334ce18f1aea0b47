"""A database of its own for one test: real transactions, several connections, files on disk.

Made as a copy of the test database, so that nothing has to be flushed: the database itself
refuses to empty the journal.
"""

import shutil
import sqlite3
import uuid
from contextlib import closing, contextmanager

import pytest
from django.db import connections


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, tmp_path):
    """A database of its own for this test; the name of its file, or of itself."""
    with django_db_blocker.unblock(), real_database(tmp_path) as name:
        yield name


def address_of(name):
    """Of a database on the server of the tests, whatever its name; for a program of its own."""
    server = connections["default"].settings_dict
    return f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT']}/{name}"


@contextmanager
def real_database(folder, *, name="speelruimte_real", template=None):
    """Point the default connection, in every thread, at a fresh copy of the test database, or of
    a template that ``built_database`` made.
    """
    connection = connections["default"]
    with _copied(connection, folder, name, template) as copied, _pointed_at(connection, copied):
        yield copied


@contextmanager
def built_database(folder, build):
    """A database in which ``build`` did its work, for many tests to take a copy of: its name, and
    what ``build`` gave. The connection points at the test database again.
    """
    connection = connections["default"]
    with _copied(connection, folder, "speelruimte_built", None) as copied:
        with _pointed_at(connection, copied):
            result = build()
        yield copied, result


@contextmanager
def _pointed_at(connection, name):
    before = connections.databases["default"]["NAME"], connection.settings_dict["NAME"]
    connected, in_memory = connection.connection, getattr(connection, "is_in_memory_db", None)
    if in_memory:
        # The test database lives in memory for as long as somebody is connected to it.
        connection.connection = None
        connection.is_in_memory_db = lambda: False
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connections.databases["default"]["NAME"], connection.settings_dict["NAME"] = before
        if in_memory:
            connection.is_in_memory_db = in_memory
            connection.connection = connected


@contextmanager
def _copied(connection, folder, name, template):
    """A copy of a database: the name of its file, or of itself."""
    # Tests run side by side on one server: each copy has a name of its own.
    name = f"{name}_{uuid.uuid4().hex[:8]}"
    if connection.vendor == "sqlite":
        yield _sqlite_copy(connection, folder / f"{name}.sqlite3", template)
        return
    template = template or connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _sqlite_copy(connection, file, template):
    if template:
        shutil.copyfile(template, file)
        return str(file)
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)
    return str(file)
