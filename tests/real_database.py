"""A database of its own for one test: real transactions, several connections, files on disk.

Made as a copy of the test database, so that nothing has to be flushed: the database itself
refuses to empty the journal.
"""

import uuid
from contextlib import contextmanager

import pytest
from django.db import connections


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, tmp_path):
    """A database of its own for this test; the name of its file, or of itself."""
    with django_db_blocker.unblock(), real_database(tmp_path) as name:
        yield name


@contextmanager
def real_database(folder, *, name="speelruimte_real"):
    """Point the default connection, in every thread, at a fresh copy of the test database."""
    # Tests run side by side on one server: each copy has a name of its own.
    name = f"{name}_{uuid.uuid4().hex[:8]}"
    connection = connections["default"]
    copy = _postgresql_copy if connection.vendor == "postgresql" else _sqlite_copy
    before = connections.databases["default"]["NAME"], connection.settings_dict["NAME"]
    with copy(connection, folder, name) as copied:
        connections.databases["default"]["NAME"] = copied
        connection.settings_dict["NAME"] = copied
        yield copied
        connection.close()
        connections.databases["default"]["NAME"], connection.settings_dict["NAME"] = before


@contextmanager
def _sqlite_copy(connection, folder, name):
    import sqlite3

    file = folder / f"{name}.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(file) as target:
        connection.connection.backup(target)
    target.close()
    kept = connection.connection
    connection.connection = None
    # The test database lives in memory for as long as somebody is connected to it.
    in_memory = connection.is_in_memory_db
    connection.is_in_memory_db = lambda: False
    try:
        yield str(file)
    finally:
        connection.is_in_memory_db = in_memory
        connection.connection = kept


@contextmanager
def _postgresql_copy(connection, folder, name):
    template = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
