import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_initial"),
        ("people", "__first__"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
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
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="trajectories.trajectory",
                    ),
                ),
                (
                    "in_points",
                    models.PositiveIntegerField(default=0, verbose_name="waarvan in een punt"),
                ),
            ],
            options={
                "verbose_name": "thema",
                "verbose_name_plural": "thema's",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trajectory", "title"), name="one_theme_per_title"
                    )
                ],
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
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="trajectories.trajectory",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="decisions.theme",
                    ),
                ),
                (
                    "point",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="punt"),
                ),
            ],
            options={
                "verbose_name": "antwoord",
                "verbose_name_plural": "antwoorden",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="an_answer_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "outside"), _negated=True),
                            ("frame__isnull", False),
                            _connector="OR",
                        ),
                        name="outside_names_the_frame",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("theme__isnull", False)),
                        fields=("theme", "number"),
                        name="theme_answer_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contribution__isnull", True),
                                ("point__isnull", True),
                                ("theme__isnull", False),
                            ),
                            models.Q(("contribution__isnull", False), ("theme__isnull", True)),
                            _connector="OR",
                        ),
                        name="an_answer_has_one_subject",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("contribution__isnull", False), ("point__isnull", True)
                        ),
                        fields=("contribution", "number"),
                        name="contribution_answer_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("point__isnull", False)),
                        fields=("contribution", "point", "number"),
                        name="point_answer_number",
                    ),
                ],
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
                        related_name="%(class)ss",
                        to="decisions.theme",
                    ),
                ),
                (
                    "came_under_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="onder het antwoord sinds"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField(default=0, verbose_name="punten")),
                (
                    "points_open",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="punten zonder antwoord"
                    ),
                ),
            ],
            options={
                "verbose_name": "plaatsing bij een thema",
                "verbose_name_plural": "plaatsingen bij thema's",
                "indexes": [
                    models.Index(
                        fields=["theme", "-contribution"], name="placement_newest_of_theme"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("points", 0), ("points_open", 0)),
                            models.Q(
                                ("answer__isnull", True),
                                ("points__gte", 2),
                                ("points_open__lte", models.F("points")),
                                ("theme__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="what_was_split_lies_in_its_points",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("start", models.PositiveIntegerField(verbose_name="begin")),
                ("end", models.PositiveIntegerField(verbose_name="einde")),
                (
                    "answer_by",
                    models.DateField(blank=True, null=True, verbose_name="antwoord uiterlijk op"),
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
                    "answerer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie antwoordt",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="activities.contribution",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.theme",
                    ),
                ),
                (
                    "came_under_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="onder het antwoord sinds"
                    ),
                ),
            ],
            options={
                "verbose_name": "punt",
                "verbose_name_plural": "punten",
                "ordering": ["contribution_id", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contribution", "number"), name="one_point_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("start__lt", models.F("end"))),
                        name="a_point_holds_words",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offered_on__isnull", True),
                            models.Q(
                                models.Q(("summary", ""), _negated=True),
                                models.Q(("offered_to", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_offered_result_is_written",
                    )
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="a_decision_has_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("departs", False),
                            models.Q(("departure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_departure_is_explained",
                    ),
                ],
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
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectifications",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "rectificatie",
                "verbose_name_plural": "rectificaties",
                "ordering": ["version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "version"), name="one_rectified_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", ""), _negated=True),
                            models.Q(("reasons", ""), _negated=True),
                        ),
                        name="a_rectification_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("departs", False), ("departure_frame__isnull", True)),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("departs", True),
                                models.Q(("departure", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_another_decision_departs_anew",
                    ),
                ],
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
                (
                    "rectification",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weights",
                        to="decisions.rectification",
                        verbose_name="in het andere besluit",
                    ),
                ),
            ],
            options={
                "verbose_name": "gewicht in het besluit",
                "verbose_name_plural": "gewichten in het besluit",
                "ordering": ["theme__position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how", ""), _negated=True), name="a_weight_is_explained"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rectification__isnull", True)),
                        fields=("decision", "theme"),
                        name="a_theme_weighs_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rectification__isnull", False)),
                        fields=("rectification", "theme"),
                        name="a_theme_weighs_once_in_another",
                    ),
                ],
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
                    "replaced_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="daarna anders besloten op"
                    ),
                ),
                (
                    "told_again_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opnieuw verteld"),
                ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_again_at__isnull", True),
                            ("replaced_on__isnull", False),
                            _connector="OR",
                        ),
                        name="only_of_another_decision_is_told_again",
                    )
                ],
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
                (
                    "of_the_first",
                    models.BooleanField(default=False, verbose_name="bij het besluit van eerst"),
                ),
                (
                    "feedback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="decisions.feedback",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerdere tekst van terug naar u",
                "verbose_name_plural": "eerdere teksten van terug naar u",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="better_feedback_says_why",
                    )
                ],
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
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop_questions",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag om te stoppen",
                "verbose_name_plural": "vragen om te stoppen",
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agrees__isnull", True)),
                        fields=("trajectory", "body"),
                        name="a_body_is_asked_to_stop_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="stopping_is_asked_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agrees__isnull", True),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("recorded_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="who_decides_on_stopping_says_why",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="theme",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.answer",
                verbose_name="antwoord",
            ),
        ),
    ]
