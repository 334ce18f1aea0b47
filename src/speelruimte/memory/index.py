"""The full-text index of the memory: FTS5 on SQLite, a text vector on PostgreSQL.

One small interface over both; the words in it are made by ``memory.stems``.
"""

from django.db import connection

from speelruimte.memory.models import Remembered
from speelruimte.memory.stems import SHORTEST_PART, asked, stems


def keep(remembered):
    """Put a row in the index, or again; part of the caller's transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM memory_index WHERE rowid = %s", [remembered.pk])
            cursor.execute(
                "INSERT INTO memory_index (rowid, stems) VALUES (%s, %s)",
                [remembered.pk, remembered.stems],
            )
    # On PostgreSQL the index is on the column itself and follows by itself.


def sweep_index():
    """Words that no row holds any more also leave the index itself; part of the caller's transaction.

    FTS5 keeps the words of a removed row in its own tables until parts of the index are merged.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO memory_index (memory_index) VALUES ('optimize')")


def find(typed, *, limit) -> list[int]:
    """Keys of the rows that hold every word, the best first."""
    words = asked(typed)
    if not words:
        return []
    sql, query = (
        (_SQLITE, " AND ".join(_fts5(word) for word in words))
        if connection.vendor == "sqlite"
        else (_POSTGRESQL, " & ".join(_tsquery(word) for word in words))
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {"query": query, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


_SQLITE = """
    SELECT rowid FROM memory_index WHERE memory_index MATCH %(query)s
    ORDER BY rank, rowid DESC LIMIT %(limit)s
"""
_POSTGRESQL = f"""
    SELECT id FROM {Remembered._meta.db_table}
    WHERE to_tsvector('simple', stems) @@ to_tsquery('simple', %(query)s)
    ORDER BY ts_rank(to_tsvector('simple', stems), to_tsquery('simple', %(query)s)) DESC, id DESC
    LIMIT %(limit)s
"""  # noqa: S608 (the name of our own table)


# A word is letters and digits only (stems.words_of), so nothing in it can be read as a command.
def _fts5(word):
    found = [f'"{token}"' for token in _tokens(word)]
    if len(word) >= SHORTEST_PART:
        found.append(f'"w{word}" *')
    return f"({' OR '.join(found)})"


def _tsquery(word):
    found = _tokens(word)
    if len(word) >= SHORTEST_PART:
        found.append(f"w{word}:*")
    return f"({' | '.join(found)})"


def _tokens(word):
    return [f"{kind}{stem}" for stem in sorted(stems(word)) for kind in "st"]
