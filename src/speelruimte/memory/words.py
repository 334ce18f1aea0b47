"""Finding what contributors wrote: whole words and beginnings of words, the newest first.

The index stands beside the contributions and is kept by triggers on their table: words that are
published, made unreadable, refused, withdrawn or erased come in and go out in the same statement,
whatever action does it. On SQLite it is an FTS5 table without content, on PostgreSQL a narrow table
with a text vector. In both a row has the key of its contribution.
"""

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from speelruimte.memory.index import planned_for_these_words
from speelruimte.memory.stems import EMPTY_WORDS, MOST_WORDS, words_in

MOST_FOUND = 1_000
SHORTEST_BEGINNING = 3
_WORDS = "activities_contribution"
_READABLE = "state IN ('published', 'redacted')"


def sought_in(typed: str) -> list[str]:
    """The words to look for in own words; empty ones are left out unless nothing else is there."""
    words = list(dict.fromkeys(words_in(typed)))[:MOST_WORDS]
    return [word for word in words if word not in EMPTY_WORDS] or words


def begins(word: str, sought: str) -> bool:
    """Whether a word of a text is what somebody looks for, as this index would say."""
    return word.startswith(sought) if len(sought) >= SHORTEST_BEGINNING else word == sought


def find_words(typed, *, most=MOST_FOUND) -> list[int]:
    """Keys of the newest contributions that hold every word, at most so many; one query.

    What everybody may read, whether or not the process itself is public still: the caller asks that.
    """
    query = _query_of(typed)
    if not query:
        return []
    with planned_for_these_words(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_AS_IN_MEMORY)
        cursor.execute(f"{_found()} ORDER BY 1 DESC LIMIT %s", [query, most])
        return [row[0] for row in cursor.fetchall()]


def words_that_hold(typed) -> Q:
    """Contributions that hold every word, all of them: for who looks within one process."""
    query = _query_of(typed)
    return Q(pk__in=RawSQL(_found(), [query]) if query else ())


def _query_of(typed):
    """What the index is asked; empty when nothing is looked for."""
    if connection.vendor == "sqlite":
        return " AND ".join(_asked_of_sqlite(word) for word in sought_in(typed))
    return " & ".join(_asked_of_postgresql(word) for word in sought_in(typed))


def _asked_of_sqlite(word):
    return f'"{word}" *' if len(word) >= SHORTEST_BEGINNING else f'"{word}"'


def _asked_of_postgresql(word):
    return f"'{word}':*" if len(word) >= SHORTEST_BEGINNING else f"'{word}'"


def _found():
    if connection.vendor == "sqlite":
        return "SELECT rowid FROM words_index WHERE words_index MATCH %s"
    return "SELECT contribution_id FROM memory_words WHERE vector @@ to_tsquery('simple', %s)"


# The newest words are walked where what is sought is common, and the index is asked where it is rare.
# PostgreSQL thinks that looking at a row costs nothing and that a page comes from a disk: at a million
# rows it would walk 80,000 of them for a word in one of eighty, or start helpers and a compiler that
# take longer to come than the search takes.
_AS_IN_MEMORY = """
    SELECT set_config('random_page_cost', '0.1', true), set_config('seq_page_cost', '0.1', true),
    set_config('cpu_operator_cost', '0.05', true), set_config('jit', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true)
"""


# Keeping it --------------------------------------------------------------------------------------


def sweep_words() -> None:
    """Words that left the index also leave the file; part of the caller's transaction.

    FTS5 keeps the words of a removed row in its own tables until parts of the index are merged.
    """
    if connection.vendor == "sqlite":
        _run("INSERT INTO words_index (words_index) VALUES ('optimize')")


def make_words_index() -> None:
    """The index and the triggers that keep it. Again changes nothing."""
    _run(*(_MADE_ON_SQLITE if connection.vendor == "sqlite" else _MADE_ON_POSTGRESQL))


def drop_words_index() -> None:
    """Take the index away, with its triggers."""
    triggers = ("in", "anew", "out")
    if connection.vendor == "sqlite":
        _run(*(f"DROP TRIGGER IF EXISTS words_{name}" for name in triggers))
        _run("DROP TABLE IF EXISTS words_index")
    else:
        _run("DROP TRIGGER IF EXISTS words_kept ON " + _WORDS)
        _run("DROP FUNCTION IF EXISTS memory_keep_words()", "DROP TABLE IF EXISTS memory_words")


def write_words_anew() -> int:
    """Write the whole index anew from what everybody may read; returns how many rows it has.

    Puts it back first where it is gone, with what keeps it.
    """
    make_words_index()
    if connection.vendor == "sqlite":
        _run("INSERT INTO words_index (words_index) VALUES ('delete-all')", _FILLED_ON_SQLITE)
    else:
        _run("DELETE FROM memory_words", _FILLED_ON_POSTGRESQL)
    return _number_of(f"SELECT count(*) FROM {_WORDS} WHERE {_READABLE}")  # noqa: S608


def words_behind() -> int:
    """How many rows the index has too few or too many; all of them when nothing keeps it."""
    readable = _number_of(f"SELECT count(*) FROM {_WORDS} WHERE {_READABLE}")  # noqa: S608
    if not _is_kept():
        return max(1, readable)
    table = "words_index_docsize" if connection.vendor == "sqlite" else "memory_words"
    return abs(readable - _number_of(f"SELECT count(*) FROM {table}"))  # noqa: S608


def _is_kept():
    if connection.vendor == "sqlite":
        sql = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'words_%'"
        return _number_of(sql) >= 3
    return bool(
        _number_of(
            "SELECT count(*) FROM pg_trigger WHERE tgname = 'words_kept' AND tgenabled = 'O'"
        )
    )


def _number_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _text(row):
    return f"{row}title || ' ' || {row}text || ' ' || {row}place"


_FILLED_ON_SQLITE = (
    f"INSERT INTO words_index (rowid, words) SELECT id, {_text('')} FROM {_WORDS} WHERE {_READABLE}"  # noqa: S608
)
_OUT = (
    "INSERT INTO words_index (words_index, rowid, words) "
    f"SELECT 'delete', OLD.id, {_text('OLD.')} WHERE OLD.{_READABLE};"
)
_IN = (
    f"INSERT INTO words_index (rowid, words) SELECT NEW.id, {_text('NEW.')} WHERE NEW.{_READABLE};"  # noqa: S608
)
_CHANGED = " OR ".join(
    f"OLD.{name} IS NOT NEW.{name}" for name in ("state", "title", "text", "place")
)
_MADE_ON_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words_index USING fts5(words, content = '', detail = none, "
    "prefix = '3 4 5', tokenize = 'unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER IF NOT EXISTS words_in AFTER INSERT ON {_WORDS} BEGIN {_IN} END",
    f"CREATE TRIGGER IF NOT EXISTS words_anew AFTER UPDATE ON {_WORDS} "
    f"WHEN {_CHANGED} BEGIN {_OUT} {_IN} END",
    f"CREATE TRIGGER IF NOT EXISTS words_out AFTER DELETE ON {_WORDS} BEGIN {_OUT} END",
)

# As ``without_accents``: small letters, and what is neither letter nor digit parts words. The parser
# of PostgreSQL would take `fiets/voetpad` for the name of a file.
_ACCENTS = ("áàâäãåçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy")


def _vector(row):
    plain = f"translate(lower({_text(row)}), '{_ACCENTS[0]}', '{_ACCENTS[1]}')"
    return f"strip(to_tsvector('simple', regexp_replace({plain}, '[^a-z0-9]+', ' ', 'g')))"


_FILLED_ON_POSTGRESQL = (
    f"INSERT INTO memory_words SELECT id, {_vector('')} FROM {_WORDS} WHERE {_READABLE}"  # noqa: S608
)
# What follows from one row of the contributions, before and after.
_KEEP = "\n".join(
    (
        "BEGIN",
        "IF TG_OP = 'UPDATE' AND (OLD.state, OLD.title, OLD.text, OLD.place)",
        "IS NOT DISTINCT FROM (NEW.state, NEW.title, NEW.text, NEW.place) THEN RETURN NULL; END IF;",
        f"IF TG_OP <> 'INSERT' AND OLD.{_READABLE} THEN",
        "DELETE FROM memory_words WHERE contribution_id = OLD.id; END IF;",
        f"IF TG_OP <> 'DELETE' AND NEW.{_READABLE} THEN",
        f"INSERT INTO memory_words VALUES (NEW.id, {_vector('NEW.')})",  # noqa: S608
        "ON CONFLICT (contribution_id) DO UPDATE SET vector = EXCLUDED.vector; END IF;",
        "RETURN NULL; END",
    )
)
_MADE_ON_POSTGRESQL = (
    "CREATE TABLE IF NOT EXISTS memory_words "
    "(contribution_id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS memory_words_found ON memory_words USING gin (vector)",
    f"CREATE OR REPLACE FUNCTION memory_keep_words() RETURNS trigger AS $${_KEEP}$$ LANGUAGE plpgsql",
    f"CREATE OR REPLACE TRIGGER words_kept AFTER INSERT OR UPDATE OR DELETE ON {_WORDS} "
    "FOR EACH ROW EXECUTE FUNCTION memory_keep_words()",
)
