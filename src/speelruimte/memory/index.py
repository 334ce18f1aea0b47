"""The full-text index of all processes: FTS5 on SQLite, a stored text vector on PostgreSQL.

One small interface over both; the words in it are made by ``memory.stems``.
"""

from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from speelruimte.memory.models import SearchText
from speelruimte.memory.stems import asked, looked_for
from speelruimte.trajectories.models import ENDED_STEPS, Trajectory


def index_document(written):
    """Put a row in the index, or again; part of the caller's transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO memory_index (rowid, stems) VALUES (%s, %s)",
                [written.pk, written.stems],
            )
    # On PostgreSQL the vector is a column that the database makes of the stems by itself.


def sweep_index():
    """Words that no row holds any more also leave the index itself; part of the caller's transaction.

    FTS5 keeps the words of a removed row in its own tables until parts of the index are merged.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO memory_index (memory_index) VALUES ('optimize')")


def find_documents(typed, *, limit) -> list[int]:
    """Keys of the rows that hold every word: processes that run first, then the best.

    On PostgreSQL the best of the 400 newest that run, and of the 400 newest that ended.
    """
    query = _query_of(typed)
    if not query:
        return []
    sql = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with planned_for_these_words(), connection.cursor() as cursor:
        cursor.execute(sql, {"query": query, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def processes_that_hold(typed) -> Q:
    """Processes that hold every word, all of them: for who looks through a list of them."""
    query = _query_of(typed)
    if not query:
        return Q(pk__in=())
    is_sqlite = connection.vendor == "sqlite"
    return Q(pk__in=RawSQL(_HOLD_ON_SQLITE if is_sqlite else _HOLD, [query]))  # noqa: S611


def _query_of(typed):
    """What the index is asked; empty when nothing is looked for."""
    words = [looked_for(word) for word in asked(typed)]
    if connection.vendor == "sqlite":
        return " AND ".join(map(_fts5, words))
    return " & ".join(map(_tsquery, words))


def processes_behind() -> int:
    """How many processes that residents may see have no search text, or none in the index."""
    lacking = Trajectory.objects.public().filter(search_text__isnull=True).count()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {_TABLE} WHERE id NOT IN (SELECT id FROM memory_index_docsize)"  # noqa: S608
            )
            lacking += cursor.fetchone()[0]
    return lacking


def is_found_by(token) -> bool:
    """Some process has this token in its search text."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT 1 FROM memory_index WHERE memory_index MATCH %s LIMIT 1", [f'"{token}"']
            )
        else:
            cursor.execute(
                f"SELECT 1 FROM {_TABLE} WHERE vector @@ to_tsquery('simple', %s) LIMIT 1",  # noqa: S608
                [f"'{token}'"],
            )
        return cursor.fetchone() is not None


@contextmanager
def planned_for_these_words():
    """PostgreSQL makes a plan for the words that are asked; one for all words takes any for rare.

    It reads no whole table: it does not count that a vector is fetched from where long values lie,
    and would rather look into all of them than into the index.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), "
                "set_config('enable_seqscan', 'off', true)"
            )
        yield


_TABLE = SearchText._meta.db_table
_TEXTS = f"""
    FROM {_TABLE} text JOIN {Trajectory._meta.db_table} trajectory
    ON trajectory.id = text.trajectory_id
"""
_ENDED = f"trajectory.step IN ({', '.join(repr(str(step)) for step in ENDED_STEPS)})"
_SQLITE = f"""
    SELECT text.id {_TEXTS} JOIN memory_index ON memory_index.rowid = text.id
    WHERE memory_index MATCH %(query)s
    ORDER BY {_ENDED}, rank, text.id DESC LIMIT %(limit)s
"""  # noqa: S608 (names of our own)
_HOLD_ON_SQLITE = f"""
    SELECT trajectory_id FROM {_TABLE} text JOIN memory_index ON memory_index.rowid = text.id
    WHERE memory_index MATCH %s
"""  # noqa: S608 (names of our own)
_HOLD = f"SELECT trajectory_id FROM {_TABLE} WHERE vector @@ to_tsquery('simple', %s)"  # noqa: S608
# A word that stands in thousands of texts is not ranked in all of them: of those that run, and
# where those are too few of those that ended, the newest are.
_RANKED = 400
_MATCHING = f"""
    SELECT text.id, text.vector, {_ENDED} AS has_ended {_TEXTS}
    WHERE text.vector @@ to_tsquery('simple', %(query)s)
"""  # noqa: S608 (names of our own)
_POSTGRESQL = f"""
    WITH running AS (
        {_MATCHING} AND NOT {_ENDED} ORDER BY text.id DESC LIMIT {_RANKED}
    ), ended AS (
        {_MATCHING} AND {_ENDED} ORDER BY text.id DESC
        LIMIT CASE WHEN (SELECT count(*) FROM running) < %(limit)s THEN {_RANKED} ELSE 0 END
    )
    SELECT id FROM (SELECT * FROM running UNION ALL SELECT * FROM ended) newest
    ORDER BY has_ended, ts_rank(vector, to_tsquery('simple', %(query)s)) DESC, id DESC
    LIMIT %(limit)s
"""  # noqa: S608 (names of our own)


# A word is letters and digits only (stems.words_in), so nothing in it can be read as a command.
def _fts5(looked):
    terms = [f'"{token}"' for token in looked.whole]
    terms += [f'"{start}" *' for start in looked.beginnings]
    if looked.parts:
        terms.append(f"({' AND '.join(_fts5(part) for part in looked.parts)})")
    return f"({' OR '.join(terms)})"


def _tsquery(looked):
    terms = [*looked.whole, *(f"{start}:*" for start in looked.beginnings)]
    if looked.parts:
        terms.append(f"({' & '.join(_tsquery(part) for part in looked.parts)})")
    return f"({' | '.join(terms)})"
