from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

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
                (
                    "earlier_last_days",
                    models.JSONField(
                        blank=True, default=list, verbose_name="eerdere laatste dagen"
                    ),
                ),
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
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgelast"),
                ),
                (
                    "altered_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="anders dan aangekondigd sinds"
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
            name="Alteration",
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
                            ("cancelled", "gaat niet door"),
                            ("moved", "verplaatst"),
                            ("closed", "eerder gesloten"),
                            ("reopened", "weer open"),
                        ],
                        max_length=9,
                        verbose_name="wat er anders gaat",
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="waarom")),
                ("made_at", models.DateTimeField(verbose_name="bekendgemaakt")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="op")),
                ("held_at", models.CharField(blank=True, max_length=60, verbose_name="tijd")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
                ("closes_on", models.DateField(verbose_name="tot en met")),
                ("to_day", models.DateField(blank=True, null=True, verbose_name="nieuwe dag")),
                (
                    "to_time",
                    models.CharField(blank=True, max_length=60, verbose_name="nieuwe tijd"),
                ),
                (
                    "to_place",
                    models.CharField(blank=True, max_length=200, verbose_name="nieuwe plaats"),
                ),
            ],
            options={
                "verbose_name": "wat anders gaat",
                "verbose_name_plural": "wat anders gaat",
                "ordering": ["made_at", "id"],
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
                    "timing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("early", "kwam vóór de eerste dag"),
                            ("late", "kwam na de laatste dag"),
                            ("missed", "kwam op tijd, maar wij voerden het te laat in"),
                        ],
                        max_length=6,
                        verbose_name="te vroeg of te laat",
                    ),
                ),
                (
                    "refusal_reason",
                    models.TextField(blank=True, max_length=4000, verbose_name="waarom geweigerd"),
                ),
                (
                    "redaction_reason",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="waarom deels onleesbaar gemaakt"
                    ),
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
            ],
            options={
                "verbose_name": "inbreng",
                "verbose_name_plural": "inbreng",
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="waarom niet eens")),
                ("said_at", models.DateTimeField(verbose_name="gezegd")),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=40, verbose_name="wie besliste"),
                ),
                (
                    "looked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opnieuw bekeken"),
                ),
                (
                    "looked_by",
                    models.CharField(blank=True, max_length=40, verbose_name="wie opnieuw keek"),
                ),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="antwoord")),
            ],
            options={
                "verbose_name": "niet eens",
                "verbose_name_plural": "niet eens",
                "ordering": ["said_at", "id"],
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
                ("columns", models.JSONField(blank=True, default=dict, verbose_name="kolommen")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rijen")),
                ("imported_at", models.DateTimeField(verbose_name="ingelezen")),
            ],
            options={
                "verbose_name": "invoer uit een bestand",
                "verbose_name_plural": "invoer uit bestanden",
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="waarom verplaatst")),
                ("moved_at", models.DateTimeField(verbose_name="verplaatst")),
                ("answer_by", models.DateField(verbose_name="nee zeggen kan tot en met")),
                (
                    "state_before",
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
                        verbose_name="stand ervoor",
                    ),
                ),
                (
                    "went_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="teruggezet"),
                ),
            ],
            options={
                "verbose_name": "verplaatsing",
                "verbose_name_plural": "verplaatsingen",
                "ordering": ["moved_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="OriginalReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="gelezen")),
                ("read_by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("reason", models.TextField(max_length=2000, verbose_name="waarom")),
            ],
            options={
                "verbose_name": "inzage in een oorspronkelijke tekst",
                "verbose_name_plural": "inzagen in oorspronkelijke teksten",
            },
        ),
    ]
