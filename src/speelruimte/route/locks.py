"""Everything that the database itself must refuse, collected from the apps that say so."""

from importlib import import_module

from speelruimte.activities.kind import kinds

LOCKED_APPS = ["journal", "agreements", "decisions", "policy"]


def all_locks():
    """The locks of all apps, tables that do not exist yet left out."""
    from django.db import connection

    tables = set(connection.introspection.table_names())
    sources = [import_module(f"speelruimte.{app}.locks").locks for app in LOCKED_APPS]
    sources += [kind.locks for kind in kinds()]
    collected = [lock for locks in sources for lock in locks()]
    return [lock for lock in collected if lock.table in tables]
