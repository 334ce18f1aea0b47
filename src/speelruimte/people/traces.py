"""What was erased lives on for a while in the write-ahead log of SQLite, until that is emptied."""

import logging

from django.db import connection

_log = logging.getLogger(__name__)


def empty_log() -> bool:
    """Empty SQLite's write-ahead log; True when nothing is left. Not inside a transaction.

    What is deleted in the file itself is overwritten at once (``secure_delete``). PostgreSQL keeps
    old versions of rows until it vacuums, and says so in docs/privacy.md.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_pages = cursor.fetchone()
    if busy:
        _log.warning(
            "The write-ahead log is being read and could not be emptied; work tries again."
        )
    return not busy
