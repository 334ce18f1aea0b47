import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "case_number",
                    models.CharField(max_length=20, unique=True, verbose_name="zaaknummer"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident", "inwoner"),
                            ("entrepreneur", "ondernemer"),
                            ("developer", "ontwikkelaar"),
                            ("organisation", "organisatie of vereniging"),
                            ("municipality", "gemeente"),
                            ("other_government", "andere overheid"),
                        ],
                        max_length=20,
                        verbose_name="van wie",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="titel")),
                ("text", models.TextField(max_length=20000, verbose_name="omschrijving")),
                (
                    "already_involved",
                    models.TextField(blank=True, max_length=4000, verbose_name="wie doet al mee"),
                ),
                (
                    "requirements",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="wat nodig is bij de start"
                    ),
                ),
                (
                    "more_areas",
                    models.JSONField(blank=True, default=list, verbose_name="ook in deze gebieden"),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("signal", "signaal"),
                            ("quickscan", "eerste blik"),
                            ("who_decides", "wie beslist?"),
                            ("ended", "afgerond"),
                        ],
                        default="signal",
                        max_length=12,
                        verbose_name="stap",
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="gegevens")),
                (
                    "criteria",
                    models.JSONField(
                        blank=True, default=list, verbose_name="kenmerken van complexiteit"
                    ),
                ),
                (
                    "entered_by",
                    models.CharField(blank=True, max_length=40, verbose_name="ingevoerd door"),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bekeken"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("out_of_scope", "valt buiten het beleid"),
                            ("handled", "door de gemeente beantwoord"),
                            ("left", "initiatiefnemers gaan zelf verder"),
                            ("passed_on", "doorgestuurd"),
                            ("joined", "gaat mee in een lopend plan"),
                            ("opened", "er is een plan gestart"),
                            ("duplicate", "dubbel ingevoerd"),
                            ("withdrawn", "ingetrokken door wie ermee kwam"),
                        ],
                        max_length=14,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "outcome_reason",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="antwoord aan de initiatiefnemer"
                    ),
                ),
                (
                    "passed_to",
                    models.CharField(blank=True, max_length=200, verbose_name="doorgestuurd naar"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="afgerond")),
                (
                    "resumed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="weer opgepakt"),
                ),
                (
                    "resumed_reason",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="waarom weer opgepakt"
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.organisation",
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
                "verbose_name": "initiatief",
                "verbose_name_plural": "initiatieven",
                "ordering": ["-received_at", "-id"],
                "indexes": [models.Index(fields=["step", "received_at"], name="initiative_step")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("receipt_hash",), name="an_initiative_has_a_receipt"
                    ),
                    models.UniqueConstraint(
                        fields=("idempotency_hash",), name="an_initiative_is_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("outcome", ""),
                                ("step__in", ["signal", "quickscan", "who_decides"]),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("step", "ended"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ended_initiatives_say_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["", "opened", "joined"]),
                            models.Q(("outcome_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="initiators_hear_the_reason",
                    ),
                ],
            },
        ),
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
        migrations.CreateModel(
            name="Quickscan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proposal_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="waarom voorgesteld"),
                ),
                ("due_on", models.DateField(null=True, verbose_name="brief uiterlijk op")),
                ("chances", models.TextField(blank=True, max_length=4000, verbose_name="kansen")),
                (
                    "challenges",
                    models.TextField(blank=True, max_length=4000, verbose_name="uitdagingen"),
                ),
                (
                    "route_ahead",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="de route die volgt"
                    ),
                ),
                (
                    "who_does_what",
                    models.TextField(blank=True, max_length=4000, verbose_name="wie doet wat"),
                ),
                (
                    "read_on",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="waar meer te lezen is"
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="brief verstuurd")),
                (
                    "account_holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quickscan",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "quickscan",
                "verbose_name_plural": "quickscans",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True),
                            models.Q(
                                models.Q(("chances", ""), _negated=True),
                                models.Q(("route_ahead", ""), _negated=True),
                                models.Q(("who_does_what", ""), _negated=True),
                                ("account_holder__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_letter_is_complete",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="eerste blik")),
                ("given_at", models.DateTimeField(null=True, verbose_name="gegeven")),
                (
                    "called_off_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="niet meer nodig sinds"
                    ),
                ),
                (
                    "called_off_reason",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="waarom niet meer nodig"
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quickscan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="initiatives.quickscan",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerste blik",
                "verbose_name_plural": "eerste blikken",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quickscan", "colleague"), name="one_view_per_colleague"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_at__isnull", True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_given_view_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_complex", models.BooleanField(default=False, verbose_name="complex")),
                ("proposed", models.CharField(max_length=60, verbose_name="volgens het beleid")),
                ("chosen", models.CharField(max_length=60, verbose_name="gekozen")),
                (
                    "deviation_reason",
                    models.TextField(blank=True, max_length=4000, verbose_name="waarom anders"),
                ),
                ("ruled_at", models.DateTimeField(verbose_name="vastgelegd")),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ruling",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "wie beslist",
                "verbose_name_plural": "wie beslist",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen", models.F("proposed")),
                            models.Q(("deviation_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="other_route_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.JSONField(default=dict, verbose_name="wat er stond")),
                ("criteria", models.JSONField(default=list, verbose_name="kenmerken")),
                (
                    "more_areas",
                    models.JSONField(blank=True, default=list, verbose_name="ook in deze gebieden"),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="waarom verbeterd")),
                ("corrected_at", models.DateTimeField(verbose_name="verbeterd")),
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
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.subject",
                        verbose_name="onderwerp",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_assessments",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerdere invulling",
                "verbose_name_plural": "eerdere invullingen",
                "ordering": ["-corrected_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_corrected_assessment_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chances", models.TextField(max_length=4000, verbose_name="kansen")),
                (
                    "challenges",
                    models.TextField(blank=True, max_length=4000, verbose_name="uitdagingen"),
                ),
                (
                    "route_ahead",
                    models.TextField(max_length=4000, verbose_name="de route die volgt"),
                ),
                ("who_does_what", models.TextField(max_length=4000, verbose_name="wie doet wat")),
                (
                    "read_on",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="waar meer te lezen is"
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="waarom verbeterd")),
                ("sent_at", models.DateTimeField(verbose_name="verstuurd")),
                ("corrected_at", models.DateTimeField(verbose_name="verbeterd")),
                (
                    "quickscan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_letters",
                        to="initiatives.quickscan",
                    ),
                ),
            ],
            options={
                "verbose_name": "eerdere brief",
                "verbose_name_plural": "eerdere brieven",
                "ordering": ["-corrected_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_corrected_letter_says_why",
                    )
                ],
            },
        ),
    ]
