import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LaidReady",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("open", "iets openen"),
                            ("close", "iets sluiten"),
                            ("answer_theme", "antwoord op een thema"),
                            ("answer_words", "antwoord op één inbreng"),
                            ("offer", "de uitkomst aanbieden"),
                            ("of_way", "iets openen of sluiten dat een eigen werkwijze heeft"),
                            ("decide", "het besluit vastleggen"),
                            ("tell", "iedereen vertellen wat er is gedaan"),
                            ("look_back", "deelnemers vragen om terug te kijken"),
                            ("lesson", "een les opschrijven"),
                            ("no_lesson", "uitleggen waarom er geen les is"),
                            ("later", "zeggen dat iets later wordt"),
                            ("go_on", "het traject verder laten gaan"),
                        ],
                        max_length=12,
                        verbose_name="wat",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=130, verbose_name="waarover")),
                ("said", models.JSONField(default=dict, verbose_name="wat er is getypt")),
                ("laid_by", models.CharField(max_length=40, verbose_name="klaargelegd door")),
                ("laid_at", models.DateTimeField(verbose_name="klaargelegd")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht op de projectleider"),
                            ("signed", "getekend"),
                            ("returned", "teruggestuurd"),
                            ("taken_back", "teruggehaald"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "settled_by",
                    models.CharField(blank=True, max_length=40, verbose_name="afgehandeld door"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld"),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="wat er anders moet"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="laid_ready",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "klaargelegd",
                "verbose_name_plural": "klaargelegd",
                "ordering": ["laid_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("trajectory", "act", "about"),
                        name="laid_ready_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="laid_ready_is_settled_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="laid_ready_goes_back_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            models.Q(("settled_by", models.F("laid_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_signs_what_they_laid_ready",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenTask",
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
                        verbose_name="voor wie",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=60, verbose_name="orgaan")),
                ("page", models.CharField(max_length=30, verbose_name="bladzijde")),
                ("sentences", models.JSONField(verbose_name="wat er nog moet")),
                ("number", models.PositiveSmallIntegerField(verbose_name="hoeveel dingen")),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="uiterlijk op")),
                ("waits_from", models.DateField(blank=True, null=True, verbose_name="wacht vanaf")),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_tasks",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "openstaande taak",
                "verbose_name_plural": "openstaande taken",
                "ordering": ["trajectory", "position"],
                "indexes": [
                    models.Index(fields=["role", "due_on"], name="open_task_of_role"),
                    models.Index(fields=["page", "due_on"], name="open_task_of_page"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trajectory", "position"), name="open_tasks_in_order"
                    )
                ],
            },
        ),
    ]
