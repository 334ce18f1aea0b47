import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trajectories", "0001_initial"),
    ]

    operations = [
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
                "indexes": [models.Index(fields=["role", "due_on"], name="open_task_of_role")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trajectory", "position"), name="open_tasks_in_order"
                    )
                ],
            },
        ),
    ]
