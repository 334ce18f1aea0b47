import django.db.models.deletion
from django.db import migrations, models

from speelruimte.memory.words import drop_words_index, make_words_index


def make_indexes(apps, schema_editor):
    """What searching stands on and no model can say: full text in SQLite, a vector in
    PostgreSQL; and the words of contributors beside it.
    """
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
    initial = True

    dependencies = [
        ("activities", "0001_initial"),  # its table has the triggers that keep the words
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remembered",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("remembered_on", models.DateField(verbose_name="in het geheugen sinds")),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=20000, verbose_name="wat eruit kwam"),
                ),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remembered",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "geheugen",
                "verbose_name_plural": "geheugen",
                "ordering": ["-remembered_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="zoektekst")),
                ("stems", models.TextField(verbose_name="woordstammen")),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_text",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "zoektekst",
                "verbose_name_plural": "zoekteksten",
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True, verbose_name="woord")),
                (
                    "skeleton",
                    models.CharField(db_index=True, max_length=60, verbose_name="geraamte"),
                ),
            ],
            options={
                "verbose_name": "bekend woord",
                "verbose_name_plural": "bekende woorden",
            },
        ),
        migrations.RunPython(make_indexes, drop_indexes),
    ]
