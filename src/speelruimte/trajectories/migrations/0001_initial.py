import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
        ("places", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trajectory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case_number",
                    models.CharField(max_length=20, unique=True, verbose_name="zaaknummer"),
                ),
                (
                    "slug",
                    models.SlugField(max_length=60, unique=True, verbose_name="naam in het adres"),
                ),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                ("summary", models.TextField(max_length=600, verbose_name="in het kort")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("exploring", "verkennen"),
                            ("weighing", "weging"),
                            ("plan", "plan maken"),
                            ("adoption", "vaststellen"),
                            ("taking_part", "meedoen"),
                            ("informing", "informeren"),
                            ("result", "uitkomst"),
                            ("decision", "besluit"),
                            ("feedback", "terug naar u"),
                            ("evaluation", "leren"),
                            ("memory", "geheugen"),
                            ("stopped", "gestopt"),
                        ],
                        default="weighing",
                        max_length=12,
                        verbose_name="stap",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="begonnen")),
                ("decision_route", models.CharField(max_length=60, verbose_name="wie beslist")),
                (
                    "forwarded_to",
                    models.CharField(blank=True, max_length=60, verbose_name="doorgestuurd naar"),
                ),
                (
                    "explores_until",
                    models.DateField(blank=True, null=True, verbose_name="verkennen tot en met"),
                ),
                (
                    "explores_for",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="budget om te verkennen (euro)",
                    ),
                ),
                (
                    "stopped_reason",
                    models.TextField(blank=True, max_length=4000, verbose_name="waarom gestopt"),
                ),
                (
                    "becomes_later",
                    models.BooleanField(default=False, verbose_name="iets wordt later"),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        related_name="trajectories", to="places.area", verbose_name="gebieden"
                    ),
                ),
                (
                    "initiatives",
                    models.ManyToManyField(
                        related_name="trajectories",
                        to="initiatives.initiative",
                        verbose_name="initiatieven",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="policy.policyversion",
                        verbose_name="beleid",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.subject",
                        verbose_name="onderwerp",
                    ),
                ),
            ],
            options={
                "verbose_name": "traject",
                "verbose_name_plural": "trajecten",
                "ordering": ["-started_on", "-id"],
                "indexes": [
                    models.Index(fields=["step", "-started_on", "-id"], name="trajectory_step"),
                    models.Index(fields=["-started_on", "-id"], name="trajectory_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", "stopped"), _negated=True),
                            models.Q(("stopped_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="stopping_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", "exploring"), _negated=True),
                            models.Q(
                                ("explores_for__isnull", False), ("explores_until__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="exploring_has_limits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("exploring", "verkennen"),
                            ("weighing", "weging"),
                            ("plan", "plan maken"),
                            ("adoption", "vaststellen"),
                            ("taking_part", "meedoen"),
                            ("informing", "informeren"),
                            ("result", "uitkomst"),
                            ("decision", "besluit"),
                            ("feedback", "terug naar u"),
                            ("evaluation", "leren"),
                            ("memory", "geheugen"),
                            ("stopped", "gestopt"),
                        ],
                        max_length=12,
                        verbose_name="stap",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="begonnen")),
                ("reason", models.TextField(blank=True, max_length=4000, verbose_name="waarom")),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "doorgang",
                "verbose_name_plural": "doorgangen",
                "ordering": ["entered_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="trajectories.trajectory",
                    ),
                ),
                ("received", models.IntegerField(default=0, verbose_name="ontvangen")),
                ("waiting", models.IntegerField(default=0, verbose_name="wacht op een blik")),
                ("published", models.IntegerField(default=0, verbose_name="te lezen")),
                ("answered", models.IntegerField(default=0, verbose_name="beantwoord")),
                (
                    "unseen",
                    models.IntegerField(default=0, verbose_name="niet bekeken toen het stopte"),
                ),
                (
                    "answered_gone",
                    models.IntegerField(default=0, verbose_name="beantwoord, en daarna verdwenen"),
                ),
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
            },
        ),
        migrations.CreateModel(
            name="HeldBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.TextField(max_length=2000, verbose_name="waarom")),
                ("until", models.DateField(verbose_name="tot en met")),
                ("at", models.DateTimeField(verbose_name="sinds")),
                (
                    "lifted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opgeheven"),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held_back",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "nog niet getoond",
                "verbose_name_plural": "nog niet getoond",
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("trajectory",),
                        name="held_back_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True),
                        name="held_back_on_a_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contribution",
                    models.CharField(blank=True, max_length=10, verbose_name="over inbreng"),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="notitie")),
                ("written_by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("written_at", models.DateTimeField(verbose_name="geschreven")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trajectories.casenote",
                        verbose_name="verbetert",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie",
                "verbose_name_plural": "notities",
                "ordering": ["-written_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_note_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RolesTogether",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("resident", "Inwoner"),
                            ("initiator", "Initiatiefnemer"),
                            ("official", "Medewerker"),
                            ("account_holder", "Accounthouder"),
                            ("project_leader", "Projectleider"),
                            ("coach", "Participatiecoach"),
                            ("moderator", "Moderator"),
                            ("portfolio_holder", "Portefeuillehouder"),
                            ("griffie", "Griffie"),
                            ("college_secretary", "Secretaris van het college"),
                            ("recorder", "Legt vast voor een orgaan"),
                            ("council_member", "Raadslid"),
                            ("administrator", "Beheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                (
                    "beside",
                    models.CharField(
                        choices=[
                            ("resident", "Inwoner"),
                            ("initiator", "Initiatiefnemer"),
                            ("official", "Medewerker"),
                            ("account_holder", "Accounthouder"),
                            ("project_leader", "Projectleider"),
                            ("coach", "Participatiecoach"),
                            ("moderator", "Moderator"),
                            ("portfolio_holder", "Portefeuillehouder"),
                            ("griffie", "Griffie"),
                            ("college_secretary", "Secretaris van het college"),
                            ("recorder", "Legt vast voor een orgaan"),
                            ("council_member", "Raadslid"),
                            ("administrator", "Beheerder"),
                        ],
                        max_length=20,
                        verbose_name="naast",
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="reden")),
                ("given_at", models.DateTimeField(verbose_name="sinds")),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_together",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "rollen bij één persoon",
                "verbose_name_plural": "rollen bij één persoon",
                "ordering": ["given_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="roles_together_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role", models.F("beside")), _negated=True),
                        name="two_roles_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LaterDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("first_answer", "ons antwoord op uw idee"),
                            ("answers", "het antwoord op uw inbreng"),
                            ("decision", "het besluit"),
                            ("feedback", "wat wij met alle inbreng deden"),
                            ("evaluation", "terugkijken op hoe het ging"),
                        ],
                        max_length=12,
                        verbose_name="wat",
                    ),
                ),
                ("promised_on", models.DateField(verbose_name="beloofd voor")),
                ("later_on", models.DateField(verbose_name="nu uiterlijk op")),
                ("reason", models.TextField(max_length=2000, verbose_name="reden")),
                ("body", models.CharField(blank=True, max_length=60, verbose_name="orgaan")),
                (
                    "held_over_on",
                    models.DateField(blank=True, null=True, verbose_name="aangehouden op"),
                ),
                ("said_at", models.DateTimeField(verbose_name="gezegd")),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_days",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_days",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "wordt later",
                "verbose_name_plural": "wordt later",
                "ordering": ["said_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="later_for_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("later_on__gt", models.F("promised_on"))),
                        name="later_than_promised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("initiative__isnull", False),
                                ("trajectory__isnull", True),
                                ("what", "first_answer"),
                            ),
                            models.Q(
                                ("initiative__isnull", True),
                                ("trajectory__isnull", False),
                                models.Q(("what", "first_answer"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="later_in_one_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("body", ""),
                            ("held_over_on__isnull", True),
                        )
                        | models.Q(
                            ("held_over_on__isnull", False),
                            ("what", "decision"),
                            models.Q(("body", ""), _negated=True),
                        ),
                        name="held_over_by_a_body_on_a_day",
                    ),
                ],
            },
        ),
    ]
