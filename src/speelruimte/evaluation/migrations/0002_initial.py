import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evaluation", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="trajectory",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluation",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="evaluationanswer",
            name="evaluation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="evaluation.evaluation",
            ),
        ),
        migrations.AddField(
            model_name="lesson",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lessons",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="earlierlesson",
            name="lesson",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier",
                to="evaluation.lesson",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("opened_at__isnull", False), _connector="OR"
                ),
                name="what_closed_was_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationanswer",
            constraint=models.UniqueConstraint(
                fields=("evaluation", "sheet", "question"), name="one_answer_per_sheet"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True), ("score__range", (1, 10)), _connector="OR"
                ),
                name="scores_run_from_1_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_lesson_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierlesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="a_better_lesson_says_why"
            ),
        ),
    ]
