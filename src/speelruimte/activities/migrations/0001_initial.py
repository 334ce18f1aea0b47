import django.db.models.deletion
from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_key",
                    models.CharField(
                        default=speelruimte.shared.codes.new_public_key, max_length=10, unique=True
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="naam in het adres")),
                (
                    "version",
                    models.PositiveSmallIntegerField(verbose_name="versie van de afspraken"),
                ),
                ("phase", models.CharField(max_length=60, verbose_name="fase")),
                ("planned", models.CharField(max_length=60, verbose_name="werkvorm in het plan")),
                ("method", models.CharField(max_length=60, verbose_name="werkvorm")),
                ("kind", models.CharField(blank=True, max_length=20, verbose_name="manier")),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                (
                    "question",
                    models.TextField(blank=True, max_length=2000, verbose_name="wat we vragen"),
                ),
                ("opens_on", models.DateField(verbose_name="vanaf")),
                ("closes_on", models.DateField(verbose_name="tot en met")),
                ("opened_at", models.DateTimeField(verbose_name="geopend")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten")),
                (
                    "closed_reason",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="waarom eerder gesloten"
                    ),
                ),
                (
                    "moderate_first",
                    models.BooleanField(default=False, verbose_name="eerst bekijken, dan tonen"),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="op")),
                ("held_at", models.CharField(blank=True, max_length=60, verbose_name="tijd")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "activiteit",
                "verbose_name_plural": "activiteiten",
                "ordering": ["opens_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(max_length=64, verbose_name="vingerafdruk van het bestand"),
                ),
                ("origin", models.CharField(blank=True, max_length=120, verbose_name="herkomst")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rijen")),
                ("imported_at", models.DateTimeField(verbose_name="ingelezen")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoer uit een bestand",
                "verbose_name_plural": "invoer uit bestanden",
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="titel")),
                ("text", models.TextField(max_length=20000, verbose_name="tekst")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plek")),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
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
                ("created_at", models.DateTimeField(verbose_name="ingevoerd")),
                ("receipt_hash", models.CharField(max_length=64)),
                ("idempotency_hash", models.CharField(blank=True, max_length=64, null=True)),
                ("salt", models.CharField(max_length=32)),
                (
                    "public_key",
                    models.CharField(
                        default=speelruimte.shared.codes.new_public_key, max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht op een blik"),
                            ("published", "te lezen"),
                            ("refused", "geweigerd"),
                            ("withdrawn", "ingetrokken"),
                            ("redacted", "deels onleesbaar gemaakt"),
                            ("erased", "gewist"),
                        ],
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "refusal_reason",
                    models.TextField(blank=True, max_length=4000, verbose_name="waarom geweigerd"),
                ),
                ("origin", models.CharField(blank=True, max_length=120, verbose_name="herkomst")),
                (
                    "origin_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="nummer bij de herkomst"
                    ),
                ),
                (
                    "origin_row",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="rij"),
                ),
                (
                    "origin_file",
                    models.CharField(blank=True, max_length=64, verbose_name="bestand"),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="activities.activity",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.area",
                        verbose_name="gebied",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="people.contact",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="trajectories.trajectory",
                    ),
                ),
                (
                    "came_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="activities.import",
                    ),
                ),
            ],
            options={
                "verbose_name": "inbreng",
                "verbose_name_plural": "inbreng",
            },
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
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("state__in", ["published", "redacted"])),
                fields=["trajectory", "-created_at", "-id"],
                name="contribution_public_list",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("state__in", ["published", "redacted"])),
                fields=["trajectory", "area", "-created_at", "-id"],
                name="contribution_area_list",
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
    ]
