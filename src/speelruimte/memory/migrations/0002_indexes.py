"""What searching stands on, which no model can say."""

from django.db import migrations

from speelruimte.memory.words import drop_words_index, make_words_index


def make_indexes(apps, schema_editor):
    """Full text in SQLite, a vector in PostgreSQL; and the words of contributors beside it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS memory_index "
            "USING fts5(stems, tokenize = 'unicode61')"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE memory_searchtext ADD COLUMN IF NOT EXISTS vector tsvector "
            "GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED"
        )
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS memory_index ON memory_searchtext USING gin (vector) "
            # Written once for many times that somebody looks: no list of what came in since, which
            # PostgreSQL would read from begin to end for each word.
            "WITH (fastupdate = off)"
        )
    make_words_index()


def drop_indexes(apps, schema_editor):
    drop_words_index()
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS memory_index")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE memory_searchtext DROP COLUMN IF EXISTS vector")


class Migration(migrations.Migration):
    dependencies = [
        ("memory", "0001_initial"),
        ("activities", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_indexes, drop_indexes)]
