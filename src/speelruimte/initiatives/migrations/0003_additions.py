import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdeaAddition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("website", "website"),
                            ("paper", "papier"),
                            ("phone", "telefoon"),
                            ("letter", "brief"),
                            ("mail", "e-mail"),
                            ("meeting", "bijeenkomst"),
                            ("counter", "balie of gesprek"),
                            ("file", "bestand"),
                        ],
                        default="website",
                        max_length=8,
                        verbose_name="kanaal",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="ontvangen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht op een blik"),
                            ("taken", "hoort bij het idee"),
                            ("refused", "niet meegenomen"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                (
                    "refusal_reason",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="waarom niet meegenomen"
                    ),
                ),
                ("looked_at", models.DateTimeField(blank=True, null=True, verbose_name="bekeken")),
                ("idempotency_hash", models.CharField(max_length=64)),
                ("salt", models.CharField(max_length=32)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "toevoeging aan een idee",
                "verbose_name_plural": "toevoegingen aan een idee",
                "ordering": ["received_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("idempotency_hash",), name="an_idea_is_added_to_once_a_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refusal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_is_not_taken_along_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("looked_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("looked_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="what_was_looked_at_has_its_moment",
                    ),
                ],
            },
        ),
    ]
