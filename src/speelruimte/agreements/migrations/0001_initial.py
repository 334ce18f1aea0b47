from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=60, verbose_name="orgaan")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("adopted", "vastgesteld"),
                            ("with_changes", "vastgesteld met wijzigingen"),
                            ("held_over", "aangehouden"),
                            ("withdrawn", "ingetrokken"),
                            ("rejected", "afgewezen"),
                            ("forwarded", "doorgestuurd"),
                        ],
                        max_length=12,
                        verbose_name="uitkomst",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="besloten op")),
                (
                    "forwarded_to",
                    models.CharField(blank=True, max_length=60, verbose_name="doorgestuurd naar"),
                ),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="besluitnummer"),
                ),
                ("document", models.CharField(blank=True, max_length=300, verbose_name="document")),
                (
                    "reason",
                    models.TextField(blank=True, max_length=8000, verbose_name="toelichting"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd")),
                (
                    "idempotency_hash",
                    models.CharField(blank=True, max_length=64, null=True, unique=True),
                ),
            ],
            options={
                "verbose_name": "vaststelling",
                "verbose_name_plural": "vaststellingen",
                "ordering": ["recorded_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Frame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="soort")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("fixed", "staat vast"),
                            ("open", "is open"),
                            ("unknown", "weten we nog niet"),
                        ],
                        max_length=8,
                        verbose_name="stand",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="in het kort")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="uitleg")),
                ("origin", models.CharField(max_length=300, verbose_name="waar dit vandaan komt")),
                ("phase_key", models.CharField(blank=True, max_length=60, verbose_name="fase")),
                ("known_on", models.DateField(blank=True, null=True, verbose_name="bekend op")),
                (
                    "added_by_body",
                    models.CharField(blank=True, max_length=60, verbose_name="toegevoegd door"),
                ),
                (
                    "say",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mate van invloed"
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=60, verbose_name="invloed")),
                ("edits", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "kader",
                "verbose_name_plural": "kaders",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="GroupSay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("group", models.CharField(max_length=160, verbose_name="groep")),
                ("role", models.CharField(blank=True, max_length=60, verbose_name="rol")),
                ("level", models.CharField(blank=True, max_length=60, verbose_name="invloed")),
                (
                    "say",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mate van invloed"
                    ),
                ),
            ],
            options={
                "verbose_name": "invloed van een groep",
                "verbose_name_plural": "invloed van groepen",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Moment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=60, verbose_name="orgaan")),
                ("day", models.DateField(verbose_name="dag")),
                ("what", models.CharField(max_length=200, verbose_name="wat")),
                ("is_decision", models.BooleanField(default=False, verbose_name="het besluit")),
            ],
            options={
                "verbose_name": "moment",
                "verbose_name_plural": "momenten",
                "ordering": ["day", "id"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_name",
                    models.CharField(blank=True, max_length=160, verbose_name="onder de naam"),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="waarom")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="gehoord op")),
                (
                    "heard_how",
                    models.CharField(blank=True, max_length=300, verbose_name="hoe gehoord"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd")),
            ],
            options={
                "verbose_name": "nee tegen een kleine wijziging",
                "verbose_name_plural": "nee tegen kleine wijzigingen",
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "partij",
                "verbose_name_plural": "partijen",
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="korte naam")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "policy_phase",
                    models.CharField(blank=True, max_length=60, verbose_name="beleidsfase"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("question", models.TextField(max_length=2000, verbose_name="wat we vragen")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(verbose_name="tot en met")),
                ("purposes", models.JSONField(blank=True, default=list, verbose_name="doelen")),
                (
                    "government_role",
                    models.CharField(blank=True, max_length=60, verbose_name="rol van de gemeente"),
                ),
                ("edits", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "fase van het meedoen",
                "verbose_name_plural": "fasen van het meedoen",
                "ordering": ["position", "starts_on"],
            },
        ),
        migrations.CreateModel(
            name="PlannedMethod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="korte naam")),
                ("method", models.CharField(max_length=60, verbose_name="werkvorm")),
                ("meaning", models.JSONField(verbose_name="wat die inhoudt")),
                ("title", models.CharField(max_length=160, verbose_name="naam")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="toelichting")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="op")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
            ],
            options={
                "verbose_name": "werkvorm in het plan",
                "verbose_name_plural": "werkvormen in het plan",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("description", "planomschrijving"), ("plan", "participatieplan")],
                        max_length=12,
                        verbose_name="deel",
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="vraag")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                ("edits", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "onderdeel van de tekst",
                "verbose_name_plural": "onderdelen van de tekst",
            },
        ),
        migrations.CreateModel(
            name="Stand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_name",
                    models.CharField(blank=True, max_length=160, verbose_name="onder de naam"),
                ),
                ("agrees", models.BooleanField(verbose_name="gaat akkoord")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="toelichting")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="gehoord op")),
                (
                    "heard_how",
                    models.CharField(blank=True, max_length=300, verbose_name="hoe gehoord"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd")),
                (
                    "on_earlier_text",
                    models.BooleanField(default=False, verbose_name="over een eerdere tekst"),
                ),
            ],
            options={
                "verbose_name": "standpunt van een partij",
                "verbose_name_plural": "standpunten van partijen",
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="versie")),
                (
                    "amends",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="wijzigt versie"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in de maak"),
                            ("offered", "ligt voor"),
                            ("held_over", "aangehouden"),
                            ("adopted", "vastgesteld"),
                            ("withdrawn", "ingetrokken"),
                            ("rejected", "afgewezen"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinary", "gewone versie"),
                            ("light", "kleine wijziging"),
                            ("put_back", "teruggezet"),
                        ],
                        default="ordinary",
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                (
                    "objections_until",
                    models.DateField(blank=True, null=True, verbose_name="nee mogelijk tot en met"),
                ),
                (
                    "reason_for_change",
                    models.TextField(blank=True, max_length=8000, verbose_name="waarom gewijzigd"),
                ),
                (
                    "one_sided_reason",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="waarom zonder instemming"
                    ),
                ),
                (
                    "how_weighed",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="hoe inbreng meeweegt"
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=60, verbose_name="wie beslist"),
                ),
                ("edits", models.PositiveIntegerField(default=0)),
                (
                    "offered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="voorgelegd"),
                ),
                (
                    "adopted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="op slot sinds"),
                ),
                (
                    "adopted_on",
                    models.DateField(blank=True, null=True, verbose_name="vastgesteld op"),
                ),
                ("text", models.TextField(blank=True, verbose_name="vastgestelde tekst")),
                (
                    "fingerprint",
                    models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk"),
                ),
            ],
            options={
                "verbose_name": "versie van de afspraken",
                "verbose_name_plural": "versies van de afspraken",
                "ordering": ["number"],
            },
        ),
    ]
