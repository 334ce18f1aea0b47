"""Old versions of rows live on in the files of a database until they are cleaned up."""

import time

from django.db import connection

TURNS, BETWEEN = 4, 0.5  # times, and seconds in between
_TABLES = ("budget_ballot", "budget_votingright")


def sweep_traces() -> bool:
    """Remove what deleted rights and ballots left behind; True when nothing is left.

    SQLite: the file is written anew and the write-ahead log emptied. PostgreSQL: both tables are
    written anew (for which they are locked for a moment); False when an older transaction of
    somebody else, such as a backup, still needs the old versions. Not inside a transaction.
    """
    if connection.vendor == "postgresql":
        return _sweep_postgresql()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_pages = cursor.fetchone()
    return not busy


def _sweep_postgresql():
    """A reader that is only passing by, such as PostgreSQL's own upkeep, is waited for."""
    for turn in range(TURNS):
        if turn:
            time.sleep(BETWEEN)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL"
            )
            readers = cursor.fetchone()[0]
            for table in _TABLES:
                cursor.execute(f"VACUUM (FULL) {table}")
        if not readers:
            return True
    return False
