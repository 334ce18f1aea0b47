import django.db.models.deletion
from django.db import migrations, models


def make_index(apps, schema_editor):
    """What searching stands on, which no model can say: full text in SQLite, a vector in PostgreSQL."""
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
    initial = True

    dependencies = [
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
        migrations.RunPython(make_index, drop_index),
    ]
