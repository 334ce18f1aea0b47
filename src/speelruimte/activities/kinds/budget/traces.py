"""Old versions of rows live on in the files of a database until they are cleaned up."""

import time

from django.db import connection
from django_tasks import task

TURNS, BETWEEN = 4, 0.5  # times, and seconds in between
_TABLES = ("budget_ballot", "budget_votingright")
# Nobody writes any more who began before the marker, in any database of this server: what such a
# one writes holds on to old rows everywhere. And nobody reads here with a view from before it.
_NOBODY_LOOKS_BACK = """
    SELECT pg_snapshot_xmin(pg_current_snapshot()) > %(marker)s::xid8 AND NOT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND age(backend_xmin) >= age(%(marker)s::xid8::xid)
    )
"""


class TracesLeftError(RuntimeError):
    """An older transaction of somebody else, such as a backup, still holds on to old rows."""


@task
def sweep_after_vote() -> None:
    """Sweep once a vote is closed; the worker tries again as long as traces are left.

    Raises TracesLeftError.
    """
    if not sweep_traces():
        raise TracesLeftError


def sweep_traces() -> bool:
    """Remove what deleted rights and ballots left behind; True when nothing is left.

    SQLite: the file is written anew and the write-ahead log emptied. PostgreSQL: both tables are
    written anew (for which they are locked for a moment); False when an older transaction of
    somebody else, such as a backup, still holds on to the old versions. Not inside a transaction.
    """
    if connection.vendor == "postgresql":
        return _sweep_postgresql()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_pages = cursor.fetchone()
    return not busy


def _sweep_postgresql():
    """Who is only passing by, such as PostgreSQL's own upkeep, is waited for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (marker,) = cursor.fetchone()
        for turn in range(TURNS):
            if turn:
                time.sleep(BETWEEN)
            cursor.execute(_NOBODY_LOOKS_BACK, {"marker": marker})
            (is_free,) = cursor.fetchone()
            for table in _TABLES:
                cursor.execute(f"VACUUM (FULL) {table}")
            if is_free:
                return True
    return False
