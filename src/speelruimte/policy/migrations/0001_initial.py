from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(
                        primary_key=True, serialize=False, verbose_name="uitgave"
                    ),
                ),
                ("content", models.JSONField(verbose_name="inhoud")),
                ("since", models.DateTimeField(verbose_name="geldt vanaf")),
            ],
            options={
                "verbose_name": "briefhoofd",
                "verbose_name_plural": "briefhoofden",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                (
                    "fingerprint",
                    models.CharField(
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                        verbose_name="vingerafdruk",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("svg", "SVG"), ("png", "PNG")], max_length=3, verbose_name="soort"
                    ),
                ),
                ("content", models.BinaryField(verbose_name="inhoud")),
            ],
            options={
                "verbose_name": "logo",
                "verbose_name_plural": "logo's",
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="korte naam")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("effective_from", models.DateField(verbose_name="geldt vanaf")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="uitgave")),
                ("source", models.TextField(verbose_name="bestand")),
                ("content", models.TextField(verbose_name="inhoud")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("loaded_at", models.DateTimeField(verbose_name="ingelezen")),
            ],
            options={
                "verbose_name": "versie van het beleid",
                "verbose_name_plural": "versies van het beleid",
                "ordering": ["-effective_from", "-edition"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("effective_from", "edition"), name="policy_one_edition_from_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("controller", "wie verantwoordelijk is voor de gegevens"),
                            ("officer", "hoe men de functionaris gegevensbescherming bereikt"),
                            ("ground", "op welke grond gegevens bewaard worden"),
                            ("terms", "hoe lang wat bewaard wordt"),
                            ("accessibility_status", "de status van de toegankelijkheid"),
                            ("accessibility_day", "wanneer de toegankelijkheid is onderzocht"),
                            ("accessibility_register", "waar de verklaring geregistreerd is"),
                            ("accessibility_complaint", "waar men klaagt over toegankelijkheid"),
                            ("security", "waar men een zwakke plek meldt"),
                        ],
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="wat",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="tekst")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd")),
            ],
            options={
                "verbose_name": "verklaring",
                "verbose_name_plural": "verklaringen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_statement_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "key__in",
                                [
                                    "controller",
                                    "officer",
                                    "ground",
                                    "terms",
                                    "accessibility_status",
                                    "accessibility_day",
                                    "accessibility_register",
                                    "accessibility_complaint",
                                    "security",
                                ],
                            )
                        ),
                        name="a_statement_is_a_known_one",
                    ),
                ],
            },
        ),
    ]
