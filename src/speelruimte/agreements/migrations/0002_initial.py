import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_initial"),
        ("people", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="people.contact",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parties",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="agreements.party",
            ),
        ),
        migrations.AddField(
            model_name="groupsay",
            name="phase",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="says",
                to="agreements.phase",
            ),
        ),
        migrations.AddField(
            model_name="plannedmethod",
            name="phase",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="methods",
                to="agreements.phase",
            ),
        ),
        migrations.AddField(
            model_name="stand",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stands",
                to="agreements.party",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="stand",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stands",
                to="agreements.version",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="agreements.version",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="phases",
                to="agreements.version",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objection",
                to="agreements.version",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moments",
                to="agreements.version",
            ),
        ),
        migrations.AddField(
            model_name="frame",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="frames",
                to="agreements.version",
            ),
        ),
        migrations.AddField(
            model_name="adoption",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adoptions",
                to="agreements.version",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", True), ("organisation__isnull", False)),
                    models.Q(("contact__isnull", False), ("organisation__isnull", True)),
                    _connector="OR",
                ),
                name="a_party_is_one_or_the_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False)),
                fields=("trajectory", "organisation"),
                name="an_organisation_is_party_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupsay",
            constraint=models.UniqueConstraint(fields=("phase", "group"), name="one_say_per_group"),
        ),
        migrations.AddConstraint(
            model_name="groupsay",
            constraint=models.CheckConstraint(
                condition=models.Q(("say__isnull", True), ("say__lte", 4), _connector="OR"),
                name="say_runs_from_0_to_4",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupsay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", ""), _negated=True),
                    models.Q(("level", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_group_has_a_level_or_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedmethod",
            constraint=models.UniqueConstraint(fields=("phase", "key"), name="one_method_per_key"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("trajectory", "number"), name="one_text_per_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "offered", "held_over"])),
                fields=("trajectory",),
                name="one_open_version_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1),
                    models.Q(("reason_for_change", ""), _negated=True),
                    _connector="OR",
                ),
                name="later_versions_say_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "ordinary"), ("amends__isnull", False), _connector="OR"
                ),
                name="only_a_change_is_light",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "light"), ("objections_until__isnull", True), _connector="OR"
                ),
                name="objections_are_to_light_changes",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("adopted_at__isnull", True),
                        ("adopted_on__isnull", True),
                        ("fingerprint", ""),
                    ),
                    models.Q(
                        ("adopted_at__isnull", False),
                        ("adopted_on__isnull", False),
                        ("state", "adopted"),
                        models.Q(("text", ""), _negated=True),
                        models.Q(("fingerprint", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="adopted_versions_are_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.UniqueConstraint(
                fields=("version", "party"), name="one_stand_per_party"
            ),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard_how", ""), ("heard_on__isnull", True)),
                    models.Q(
                        ("heard_on__isnull", False), models.Q(("heard_how", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="heard_says_when_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("version", "part", "key"), name="one_answer_per_question"
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="one_phase_per_key"),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="phases_end_after_they_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="objections_say_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard_how", ""), ("heard_on__isnull", True)),
                    models.Q(
                        ("heard_on__isnull", False), models.Q(("heard_how", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_objection_heard_says_when_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="frame",
            constraint=models.UniqueConstraint(
                fields=("version", "number"), name="one_frame_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="frame",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin", ""), _negated=True), name="frames_name_their_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ["adopted", "with_changes"])),
                fields=("version", "body"),
                name="a_body_adopts_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "forwarded")),
                fields=("version", "body"),
                name="a_body_forwards_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome", "forwarded"), models.Q(("forwarded_to", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("outcome", "forwarded"), _negated=True), ("forwarded_to", "")
                    ),
                    _connector="OR",
                ),
                name="what_is_forwarded_says_to_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "adopted"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="other_outcomes_say_why",
            ),
        ),
    ]
