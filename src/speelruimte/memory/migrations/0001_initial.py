import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trajectories", "0001_initial"),
    ]

    operations = [
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
    ]
