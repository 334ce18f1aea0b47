import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0002_initial"),
        ("people", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="%(class)ss",
                to="people.contact",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="trajectory",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disagreements",
                to="activities.contribution",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="came_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="activities.import",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="adds_to",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="additions",
                to="activities.contribution",
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="came_from",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="activities.contribution",
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="went_to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="originalreading",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="activities.contribution",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=("trajectory", "key"), name="one_activity_per_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=("trajectory", "phase", "planned"), name="a_planned_method_opens_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="activities_close_after_they_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_at__isnull", True),
                    models.Q(
                        ("closed_at__isnull", False), models.Q(("closed_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="what_was_cancelled_is_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="alteration",
            index=models.Index(fields=["held_on"], name="alteration_by_day"),
        ),
        migrations.AddConstraint(
            model_name="alteration",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="an_alteration_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="alteration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", "moved"), _negated=True),
                    ("to_day__isnull", False),
                    _connector="OR",
                ),
                name="what_was_moved_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="original",
            index=models.Index(fields=["kept_until"], name="original_kept_until"),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("looked_at__isnull", True)),
                fields=("contribution",),
                name="one_open_disagreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("looked_at__isnull", True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_look_has_an_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("state__in", ["published", "redacted"])),
                fields=["trajectory", "-received_at", "-id"],
                name="contribution_shown_list",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("state__in", ["published", "redacted"])),
                fields=["trajectory", "area", "-received_at", "-id"],
                name="contribution_shown_area",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                fields=["trajectory", "state", "created_at", "id"], name="contribution_inbox"
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting"])),
                fields=["created_at", "id"],
                name="contribution_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("adds_to__isnull", False)),
                fields=["adds_to", "id"],
                name="contribution_addition",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                fields=["activity", "-created_at", "-id"], name="contribution_of_activity"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("receipt_hash",), name="a_receipt_is_of_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("public_key",), name="one_contribution_per_public_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("idempotency_hash",), name="a_form_is_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("origin_number", ""), _negated=True),
                fields=("activity", "origin", "origin_number"),
                name="a_numbered_row_comes_in_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("origin_number", ""), ("origin_row__isnull", False)),
                fields=("activity", "origin_file", "origin_row"),
                name="a_row_of_a_file_comes_in_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("refusal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_refusal_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "redacted"), _negated=True),
                    models.Q(("redaction_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_redaction_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "erased"), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="words_are_there_unless_erased",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin_number", ""), models.Q(("origin", ""), _negated=True), _connector="OR"
                ),
                name="a_number_has_an_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_move_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(("came_from", models.F("went_to")), _negated=True),
                name="a_move_goes_elsewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="originalreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_reading_has_a_reason"
            ),
        ),
    ]
