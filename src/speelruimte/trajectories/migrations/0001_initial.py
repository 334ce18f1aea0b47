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
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
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
        migrations.AddIndex(
            model_name="trajectory",
            index=models.Index(fields=["step", "-started_on", "-id"], name="trajectory_step"),
        ),
        migrations.AddIndex(
            model_name="trajectory",
            index=models.Index(fields=["-started_on", "-id"], name="trajectory_newest"),
        ),
        migrations.AddConstraint(
            model_name="trajectory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step", "stopped"), _negated=True),
                    models.Q(("stopped_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="stopping_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="trajectory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step", "exploring"), _negated=True),
                    models.Q(("explores_for__isnull", False), ("explores_until__isnull", False)),
                    _connector="OR",
                ),
                name="exploring_has_limits",
            ),
        ),
    ]
