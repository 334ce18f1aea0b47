import django.db.models.deletion
from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
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
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "ordering": ["id"],
            },
        ),
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
                (
                    "funded",
                    models.JSONField(blank=True, default=list, verbose_name="gekozen"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd")),
                ("text", models.TextField(verbose_name="tekst zoals vastgelegd")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                (
                    "idempotency_hash",
                    models.CharField(blank=True, max_length=64, null=True, unique=True),
                ),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
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
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "terug naar u",
                "verbose_name_plural": "terug naar u",
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
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitkomst",
                "verbose_name_plural": "uitkomsten",
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
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.answer",
                        verbose_name="antwoord",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "thema",
                "verbose_name_plural": "thema's",
                "ordering": ["position", "id"],
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
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.answer",
                        verbose_name="eigen antwoord",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="decisions.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "plaatsing bij een thema",
                "verbose_name_plural": "plaatsingen bij thema's",
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="decisions.theme",
            ),
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
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weights",
                        to="decisions.decision",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weights",
                        to="decisions.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "gewicht in het besluit",
                "verbose_name_plural": "gewichten in het besluit",
                "ordering": ["theme__position", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="a_decision_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("departs", False), models.Q(("departure", ""), _negated=True), _connector="OR"
                ),
                name="a_departure_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("offered_on__isnull", True),
                    models.Q(
                        models.Q(("summary", ""), _negated=True),
                        models.Q(("offered_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_offered_result_is_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                fields=("trajectory", "title"), name="one_theme_per_title"
            ),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["theme", "-contribution"], name="placement_newest_of_theme"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contribution__isnull", True), ("theme__isnull", False)),
                    models.Q(("contribution__isnull", False), ("theme__isnull", True)),
                    _connector="OR",
                ),
                name="an_answer_has_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="an_answer_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "outside"), _negated=True),
                    ("frame__isnull", False),
                    _connector="OR",
                ),
                name="outside_names_the_frame",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("theme__isnull", False)),
                fields=("theme", "number"),
                name="theme_answer_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contribution__isnull", False)),
                fields=("contribution", "number"),
                name="contribution_answer_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="weight",
            constraint=models.UniqueConstraint(
                fields=("decision", "theme"), name="a_theme_weighs_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="weight",
            constraint=models.CheckConstraint(
                condition=models.Q(("how", ""), _negated=True), name="a_weight_is_explained"
            ),
        ),
    ]
