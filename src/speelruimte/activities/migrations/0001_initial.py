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
                "indexes": [models.Index(fields=["held_on"], name="activity_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trajectory", "key"), name="one_activity_per_key"
                    ),
                    models.UniqueConstraint(
                        fields=("trajectory", "phase", "planned"),
                        name="a_planned_method_opens_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="activities_close_after_they_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_at__isnull", True),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("closed_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="what_was_cancelled_is_closed",
                    ),
                ],
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
                            ("sooner", "sluit eerder"),
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
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alterations",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "wat anders gaat",
                "verbose_name_plural": "wat anders gaat",
                "ordering": ["made_at", "id"],
                "indexes": [models.Index(fields=["held_on"], name="alteration_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="an_alteration_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what__in", ["moved", "sooner"]), _negated=True),
                            ("to_day__isnull", False),
                            _connector="OR",
                        ),
                        name="what_was_moved_has_a_day",
                    ),
                ],
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
                            ("unseen", "niet bekeken: het plan stopte"),
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
                (
                    "was_answered",
                    models.BooleanField(
                        default=False, verbose_name="had antwoord toen het verdween"
                    ),
                ),
                (
                    "promised_by",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="elders antwoord beloofd uiterlijk op",
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
                (
                    "adds_to",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="activities.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "inbreng",
                "verbose_name_plural": "inbreng",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["published", "redacted"])),
                        fields=["trajectory", "-received_at", "-id"],
                        name="contribution_shown_list",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["published", "redacted"])),
                        fields=["trajectory", "area", "-received_at", "-id"],
                        name="contribution_shown_area",
                    ),
                    models.Index(
                        condition=models.Q(("adds_to__isnull", False)),
                        fields=["adds_to", "id"],
                        name="contribution_addition",
                    ),
                    models.Index(
                        condition=models.Q(("promised_by__isnull", False)),
                        fields=["activity", "promised_by"],
                        name="contribution_promised_by",
                    ),
                    models.Index(
                        fields=["activity", "-created_at", "-id"], name="contribution_of_activity"
                    ),
                    models.Index(
                        fields=["trajectory", "state", "received_at", "id"],
                        name="contribution_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting"])),
                        fields=["received_at", "id"],
                        name="contribution_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("receipt_hash",), name="a_receipt_is_of_one"),
                    models.UniqueConstraint(
                        fields=("public_key",), name="one_contribution_per_public_key"
                    ),
                    models.UniqueConstraint(
                        fields=("idempotency_hash",), name="a_form_is_sent_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("origin_number", ""), _negated=True),
                        fields=("activity", "origin", "origin_number"),
                        name="a_numbered_row_comes_in_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("origin_number", ""), ("origin_row__isnull", False)),
                        fields=("activity", "origin_file", "origin_row"),
                        name="a_row_of_a_file_comes_in_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "redacted"), _negated=True),
                            models.Q(("redaction_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_redaction_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "erased"),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="words_are_there_unless_erased",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin_number", ""),
                            models.Q(("origin", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_number_has_an_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["refused", "unseen"]), _negated=True),
                            models.Q(("refusal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_refusal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="activities.contribution",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="titel")),
                ("text", models.TextField(max_length=20000, verbose_name="tekst")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plek")),
                ("kept_at", models.DateTimeField(verbose_name="bewaard")),
                ("kept_until", models.DateField(verbose_name="bewaard tot en met")),
            ],
            options={
                "verbose_name": "oorspronkelijke tekst",
                "verbose_name_plural": "oorspronkelijke teksten",
                "indexes": [models.Index(fields=["kept_until"], name="original_kept_until")],
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
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzage in een oorspronkelijke tekst",
                "verbose_name_plural": "inzagen in oorspronkelijke teksten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_reading_has_a_reason",
                    )
                ],
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
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disagreements",
                        to="activities.contribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "niet eens",
                "verbose_name_plural": "niet eens",
                "ordering": ["said_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("looked_at__isnull", True)),
                        fields=("contribution",),
                        name="one_open_disagreement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("looked_at__isnull", True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_look_has_an_answer",
                    ),
                ],
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
                            ("unseen", "niet bekeken: het plan stopte"),
                        ],
                        max_length=10,
                        verbose_name="stand ervoor",
                    ),
                ),
                (
                    "went_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="teruggezet"),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="activities.contribution",
                    ),
                ),
                (
                    "went_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "verplaatsing",
                "verbose_name_plural": "verplaatsingen",
                "ordering": ["moved_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_move_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("came_from", models.F("went_to")), _negated=True),
                        name="a_move_goes_elsewhere",
                    ),
                ],
            },
        ),
    ]
