import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
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
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van de afspraken",
                "verbose_name_plural": "versies van de afspraken",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trajectory", "number"), name="one_text_per_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "offered", "held_over"])),
                        fields=("trajectory",),
                        name="one_open_version_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1),
                            models.Q(("reason_for_change", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="later_versions_say_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "ordinary"), ("amends__isnull", False), _connector="OR"
                        ),
                        name="only_a_change_is_light",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "light"), ("objections_until__isnull", True), _connector="OR"
                        ),
                        name="objections_are_to_light_changes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("adopted_at__isnull", True),
                                ("adopted_on__isnull", True),
                                ("fingerprint", ""),
                            ),
                            models.Q(
                                ("adopted_at__isnull", False),
                                ("adopted_on__isnull", False),
                                ("state", "adopted"),
                                models.Q(("text", ""), _negated=True),
                                models.Q(("fingerprint", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="adopted_versions_are_complete",
                    ),
                ],
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderdeel van de tekst",
                "verbose_name_plural": "onderdelen van de tekst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "part", "key"), name="one_answer_per_question"
                    )
                ],
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "fase van het meedoen",
                "verbose_name_plural": "fasen van het meedoen",
                "ordering": ["position", "starts_on"],
                "indexes": [models.Index(fields=["starts_on"], name="phase_by_first_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "key"), name="one_phase_per_key"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="phases_end_after_they_start",
                    ),
                ],
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
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="says",
                        to="agreements.phase",
                    ),
                ),
            ],
            options={
                "verbose_name": "invloed van een groep",
                "verbose_name_plural": "invloed van groepen",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "group"), name="one_say_per_group"),
                    models.CheckConstraint(
                        condition=models.Q(("say__isnull", True), ("say__lte", 4), _connector="OR"),
                        name="say_runs_from_0_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", ""), _negated=True),
                            models.Q(("level", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_group_has_a_level_or_a_role",
                    ),
                ],
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
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="methods",
                        to="agreements.phase",
                    ),
                ),
                ("held_at", models.CharField(blank=True, max_length=60, verbose_name="tijd")),
            ],
            options={
                "verbose_name": "werkvorm in het plan",
                "verbose_name_plural": "werkvormen in het plan",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["held_on"], name="planned_method_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "key"), name="one_method_per_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_at", ""), ("held_on__isnull", False), _connector="OR"
                        ),
                        name="an_hour_is_of_a_day",
                    ),
                ],
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frames",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "kader",
                "verbose_name_plural": "kaders",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="one_frame_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin", ""), _negated=True),
                        name="frames_name_their_source",
                    ),
                ],
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moments",
                        to="agreements.version",
                    ),
                ),
                ("held_at", models.CharField(blank=True, max_length=60, verbose_name="tijd")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
            ],
            options={
                "verbose_name": "moment",
                "verbose_name_plural": "momenten",
                "ordering": ["day", "id"],
                "indexes": [models.Index(fields=["day"], name="moment_by_day")],
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
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "partij",
                "verbose_name_plural": "partijen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact__isnull", True), ("organisation__isnull", False)),
                            models.Q(("contact__isnull", False), ("organisation__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_party_is_one_or_the_other",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__isnull", False)),
                        fields=("trajectory", "organisation"),
                        name="an_organisation_is_party_once",
                    ),
                ],
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
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands",
                        to="agreements.party",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stands",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "standpunt van een partij",
                "verbose_name_plural": "standpunten van partijen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "party"), name="one_stand_per_party"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard_how", ""), ("heard_on__isnull", True)),
                            models.Q(
                                ("heard_on__isnull", False),
                                models.Q(("heard_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="heard_says_when_and_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyAsked",
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
                ("asked_at", models.DateTimeField(verbose_name="gevraagd")),
                ("on_text", models.CharField(max_length=64)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="askings",
                        to="agreements.party",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag om akkoord",
                "verbose_name_plural": "vragen om akkoord",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "party"), name="one_asking_per_party"
                    )
                ],
            },
        ),
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "vaststelling",
                "verbose_name_plural": "vaststellingen",
                "ordering": ["recorded_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome__in", ["adopted", "with_changes"])),
                        fields=("version", "body"),
                        name="a_body_adopts_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "forwarded")),
                        fields=("version", "body"),
                        name="a_body_forwards_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "forwarded"),
                                models.Q(("forwarded_to", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("outcome", "forwarded"), _negated=True),
                                ("forwarded_to", ""),
                            ),
                            _connector="OR",
                        ),
                        name="what_is_forwarded_says_to_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "adopted"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="other_outcomes_say_why",
                    ),
                ],
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
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="agreements.party",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "nee tegen een kleine wijziging",
                "verbose_name_plural": "nee tegen kleine wijzigingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="objections_say_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard_how", ""), ("heard_on__isnull", True)),
                            models.Q(
                                ("heard_on__isnull", False),
                                models.Q(("heard_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_objection_heard_says_when_and_how",
                    ),
                ],
            },
        ),
    ]
