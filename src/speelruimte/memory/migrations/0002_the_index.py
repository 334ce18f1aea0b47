from django.db import migrations


def make_index(apps, schema_editor):
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
            "CREATE INDEX IF NOT EXISTS memory_index ON memory_searchtext USING gin (vector)"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS memory_index")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE memory_searchtext DROP COLUMN IF EXISTS vector")


class Migration(migrations.Migration):
    dependencies = [("memory", "0001_initial")]

    operations = [migrations.RunPython(make_index, drop_index)]
