import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("decisions", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="trajectory",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="trajectory",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feedback",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="earlierfeedback",
            name="feedback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier",
                to="decisions.feedback",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.answer",
                verbose_name="eigen antwoord",
            ),
        ),
        migrations.AddField(
            model_name="rectification",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rectifications",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="trajectory",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="result",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="stopquestion",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stop_questions",
                to="trajectories.trajectory",
            ),
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
        migrations.AddField(
            model_name="theme",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="themes",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="placements",
                to="decisions.theme",
            ),
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
        migrations.AddField(
            model_name="weight",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="weights",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="weight",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="weights",
                to="decisions.theme",
            ),
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
            model_name="earlierfeedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="better_feedback_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.UniqueConstraint(
                fields=("decision", "version"), name="one_rectified_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("why", ""), _negated=True), models.Q(("reasons", ""), _negated=True)
                ),
                name="a_rectification_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="rectification",
            constraint=models.CheckConstraint(
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
            model_name="stopquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agrees__isnull", True)),
                fields=("trajectory", "body"),
                name="a_body_is_asked_to_stop_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="stopping_is_asked_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopquestion",
            constraint=models.CheckConstraint(
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
