import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="geopend")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten")),
                (
                    "no_lesson_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="waarom geen les"),
                ),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("opened_at__isnull", False),
                            _connector="OR",
                        ),
                        name="what_closed_was_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("participants", "deelnemers"), ("team", "het team")],
                        max_length=12,
                        verbose_name="wie",
                    ),
                ),
                ("question", models.CharField(max_length=60, verbose_name="vraag")),
                (
                    "score",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="cijfer"),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="antwoord")),
                ("given_at", models.DateTimeField(verbose_name="gegeven")),
                ("sheet", models.CharField(max_length=64, verbose_name="formulier")),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="evaluation.evaluation",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord in de evaluatie",
                "verbose_name_plural": "antwoorden in de evaluatie",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "sheet", "question"), name="one_answer_per_sheet"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True), ("score__range", (1, 10)), _connector="OR"
                        ),
                        name="scores_run_from_1_to_10",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="les")),
                ("went_well", models.BooleanField(verbose_name="ging goed")),
                ("drawn_at", models.DateTimeField(verbose_name="vastgelegd")),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lessons",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "les",
                "verbose_name_plural": "lessen",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_lesson_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierLesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="les van eerst")),
                ("why", models.TextField(max_length=2000, verbose_name="waarom verbeterd")),
                ("rectified_at", models.DateTimeField(verbose_name="verbeterd")),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="evaluation.lesson",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerdere tekst van een les",
                "verbose_name_plural": "eerdere teksten van lessen",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="a_better_lesson_says_why",
                    )
                ],
            },
        ),
    ]
