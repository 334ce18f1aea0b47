import django.db.models.deletion
from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=60, verbose_name="wie besloot")),
                ("decided_on", models.DateField(verbose_name="besloten op")),
                (
                    "number",
                    models.CharField(blank=True, max_length=60, verbose_name="besluitnummer"),
                ),
                ("document", models.CharField(blank=True, max_length=300, verbose_name="document")),
                ("what", models.TextField(max_length=20000, verbose_name="wat is besloten")),
                ("reasons", models.TextField(max_length=20000, verbose_name="waarom")),
                (
                    "other_day",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="waarom op een andere dag dan beloofd",
                    ),
                ),
                (
                    "departs",
                    models.BooleanField(default=False, verbose_name="wijkt af van de uitkomst"),
                ),
                (
                    "departure",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="waar en waarom het afwijkt"
                    ),
                ),
                (
                    "departure_frame",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="vanwege kader"
                    ),
                ),
                ("funded", models.JSONField(blank=True, default=list, verbose_name="gekozen")),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd")),
                ("text", models.TextField(verbose_name="tekst zoals vastgelegd")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                (
                    "idempotency_hash",
                    models.CharField(blank=True, max_length=64, null=True, unique=True),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
            },
        ),
        migrations.CreateModel(
            name="EarlierFeedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=8000, verbose_name="tekst van eerst")),
                ("why", models.TextField(max_length=4000, verbose_name="waarom verbeterd")),
                ("rectified_at", models.DateTimeField(verbose_name="verbeterd")),
            ],
            options={
                "verbose_name": "eerdere tekst van terug naar u",
                "verbose_name_plural": "eerdere teksten van terug naar u",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(max_length=8000, verbose_name="wat we deden met uw inbreng"),
                ),
                ("told_at", models.DateTimeField(verbose_name="verteld")),
                ("told", models.PositiveIntegerField(default=0, verbose_name="aantal berichten")),
            ],
            options={
                "verbose_name": "terug naar u",
                "verbose_name_plural": "terug naar u",
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="placement",
                        serialize=False,
                        to="activities.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "plaatsing bij een thema",
                "verbose_name_plural": "plaatsingen bij thema's",
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="versie")),
                (
                    "number",
                    models.CharField(blank=True, max_length=60, verbose_name="besluitnummer"),
                ),
                ("what", models.TextField(max_length=20000, verbose_name="wat is besloten")),
                ("reasons", models.TextField(max_length=20000, verbose_name="waarom")),
                (
                    "departure",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="waar en waarom het afwijkt"
                    ),
                ),
                ("why", models.TextField(max_length=4000, verbose_name="waarom verbeterd")),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="anders besloten op"),
                ),
                (
                    "departs",
                    models.BooleanField(default=False, verbose_name="wijkt af van de uitkomst"),
                ),
                (
                    "departure_frame",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="vanwege kader"
                    ),
                ),
                ("funded", models.JSONField(blank=True, default=list, verbose_name="gekozen")),
                ("rectified_at", models.DateTimeField(verbose_name="verbeterd")),
                ("text", models.TextField(verbose_name="tekst zoals vastgelegd")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
            ],
            options={
                "verbose_name": "rectificatie",
                "verbose_name_plural": "rectificaties",
                "ordering": ["version"],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, max_length=20000, verbose_name="wat eruit kwam"),
                ),
                (
                    "kept",
                    models.JSONField(
                        blank=True, default=list, verbose_name="hoe de afspraken zijn nagekomen"
                    ),
                ),
                ("edits", models.PositiveIntegerField(default=0)),
                (
                    "offered_to",
                    models.CharField(blank=True, max_length=60, verbose_name="aangeboden aan"),
                ),
                (
                    "offered_on",
                    models.DateField(blank=True, null=True, verbose_name="aangeboden op"),
                ),
            ],
            options={
                "verbose_name": "uitkomst",
                "verbose_name_plural": "uitkomsten",
            },
        ),
        migrations.CreateModel(
            name="StopQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=60, verbose_name="orgaan")),
                ("reason", models.TextField(max_length=4000, verbose_name="waarom stoppen")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd")),
                ("agrees", models.BooleanField(blank=True, null=True, verbose_name="mag stoppen")),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="reden van het orgaan"
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="besluitnummer"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd"),
                ),
            ],
            options={
                "verbose_name": "vraag om te stoppen",
                "verbose_name_plural": "vragen om te stoppen",
                "ordering": ["asked_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_key",
                    models.CharField(
                        default=speelruimte.shared.codes.new_public_key, max_length=10, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="naam")),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="waar het over gaat"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("placed", models.PositiveIntegerField(default=0, verbose_name="hoe vaak genoemd")),
            ],
            options={
                "verbose_name": "thema",
                "verbose_name_plural": "thema's",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Weight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("how", models.TextField(max_length=4000, verbose_name="hoe dit meewoog")),
            ],
            options={
                "verbose_name": "gewicht in het besluit",
                "verbose_name_plural": "gewichten in het besluit",
                "ordering": ["theme__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="versie")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("taken_over", "overgenomen"),
                            ("partly", "deels overgenomen"),
                            ("not", "niet overgenomen"),
                            ("already", "was al zo"),
                            ("outside", "valt buiten de kaders"),
                        ],
                        max_length=10,
                        verbose_name="wat we ermee deden",
                    ),
                ),
                ("reason", models.TextField(max_length=8000, verbose_name="uitleg")),
                (
                    "frame",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="kader"),
                ),
                ("given_at", models.DateTimeField(verbose_name="gegeven")),
                ("given_by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("text", models.TextField(verbose_name="tekst zoals vastgelegd")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                (
                    "contribution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="activities.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "ordering": ["id"],
            },
        ),
    ]
