"""Everything that the database itself must refuse, collected from the apps that say so."""

from importlib import import_module

LOCKED_APPS = ["journal", "agreements", "decisions", "policy", "activities.kinds.budget"]


def all_locks():
    """The locks of all apps, tables that do not exist yet left out."""
    from django.db import connection

    tables = set(connection.introspection.table_names())
    locks = []
    for app in LOCKED_APPS:
        module = import_module(f"speelruimte.{app}.locks")
        locks.extend(lock for lock in module.locks() if lock.table in tables)
    return locks
