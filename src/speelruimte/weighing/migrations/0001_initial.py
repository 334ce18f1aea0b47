import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Weighing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("impact", models.CharField(blank=True, max_length=60, verbose_name="impact")),
                (
                    "influence_space",
                    models.CharField(blank=True, max_length=60, verbose_name="ruimte voor invloed"),
                ),
                (
                    "how_early",
                    models.TextField(blank=True, max_length=4000, verbose_name="hoe vroeg zijn we"),
                ),
                (
                    "spoken_to",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="met wie is al gesproken"
                    ),
                ),
                (
                    "wishes",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="hoe willen mensen betrokken worden",
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="gegevens")),
                (
                    "obligations",
                    models.JSONField(
                        blank=True, default=list, verbose_name="plichten die hier gelden"
                    ),
                ),
                ("edits", models.PositiveIntegerField(default=0)),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weighing",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "weging",
                "verbose_name_plural": "wegingen",
            },
        ),
        migrations.CreateModel(
            name="FreshLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("follows", models.CharField(max_length=60, verbose_name="volgens het beleid")),
                ("before", models.CharField(max_length=60, verbose_name="was")),
                ("chosen", models.CharField(max_length=60, verbose_name="gekozen")),
                ("reason", models.TextField(max_length=4000, verbose_name="reden")),
                ("looked_at", models.DateTimeField(verbose_name="bekeken")),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fresh_looks",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "opnieuw bekeken wie beslist",
                "verbose_name_plural": "opnieuw bekeken wie beslist",
                "ordering": ["looked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_fresh_look_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=60, verbose_name="orgaan")),
                ("people_take_part", models.BooleanField(verbose_name="mensen kunnen meedoen")),
                ("reason", models.TextField(max_length=8000, verbose_name="reden")),
                ("decided_on", models.DateField(verbose_name="besloten op")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="besluitnummer"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd")),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participation_decision",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit over meedoen",
                "verbose_name_plural": "besluiten over meedoen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_body_says_why_people_take_part",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "exclusion",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="grond uit het beleid"
                    ),
                ),
                ("reason", models.TextField(max_length=8000, verbose_name="reden")),
                (
                    "inform_how",
                    models.TextField(max_length=4000, verbose_name="hoe mensen het horen"),
                ),
                ("inform_by", models.DateField(verbose_name="uiterlijk op")),
                ("published_at", models.DateTimeField(verbose_name="gepubliceerd")),
                ("informed_on", models.DateField(blank=True, null=True, verbose_name="verteld op")),
                (
                    "informed_how",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="hoe het is verteld"
                    ),
                ),
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiver",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderbouwd afzien",
                "verbose_name_plural": "onderbouwd afzien",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_waiver_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("informed_on__isnull", True),
                            models.Q(("informed_how", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="informing_is_shown_to_be_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierCheckAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_key", models.CharField(max_length=60, verbose_name="vraag")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("yes", "ja"), ("partly", "deels"), ("no", "nee")],
                        max_length=6,
                        verbose_name="antwoord",
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="reden")),
                ("answered_by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("answered_as", models.CharField(max_length=20, verbose_name="in de rol van")),
                ("answered_at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "weighing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_answers",
                        to="weighing.weighing",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerder antwoord in de weging",
                "verbose_name_plural": "eerdere antwoorden in de weging",
                "ordering": ["answered_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="every_earlier_answer_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_key", models.CharField(max_length=60, verbose_name="vraag")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("yes", "ja"), ("partly", "deels"), ("no", "nee")],
                        max_length=6,
                        verbose_name="antwoord",
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="reden")),
                ("answered_by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("answered_as", models.CharField(max_length=20, verbose_name="in de rol van")),
                ("answered_at", models.DateTimeField(verbose_name="wanneer")),
                ("edits", models.PositiveIntegerField(default=0)),
                (
                    "weighing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="weighing.weighing",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord in de weging",
                "verbose_name_plural": "antwoorden in de weging",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("weighing", "check_key"), name="one_answer_per_check"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="every_check_has_a_reason",
                    ),
                ],
            },
        ),
    ]
