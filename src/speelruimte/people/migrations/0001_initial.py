import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import speelruimte.people.models
import speelruimte.shared.fingerprints


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                (
                    "reference",
                    models.CharField(
                        default=speelruimte.people.models.new_reference,
                        max_length=40,
                        null=True,
                        unique=True,
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                (
                    "language",
                    models.CharField(
                        choices=speelruimte.people.models.languages,
                        default=speelruimte.people.models.default_language,
                        max_length=10,
                        verbose_name="taal",
                    ),
                ),
                ("session_mark", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="aangemaakt")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "salt",
                    models.CharField(
                        blank=True, default=speelruimte.shared.fingerprints.new_salt, max_length=32
                    ),
                ),
            ],
            options={
                "verbose_name": "persoon",
                "verbose_name_plural": "personen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_superuser", False)), name="nobody_is_superuser"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="naam")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="soort")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("speaks_for", models.BooleanField(default=False, verbose_name="spreekt namens")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "lidmaatschap",
                "verbose_name_plural": "lidmaatschappen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "person"), name="one_membership_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                        verbose_name="rol",
                    ),
                ),
                (
                    "case_number",
                    models.CharField(blank=True, max_length=20, verbose_name="zaaknummer"),
                ),
                ("body", models.CharField(blank=True, max_length=60, verbose_name="orgaan")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.area",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.subject",
                    ),
                ),
            ],
            options={
                "verbose_name": "roltoekenning",
                "verbose_name_plural": "roltoekenningen",
                "indexes": [models.Index(fields=["case_number", "role"], name="people_grant_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="grant_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case_number", ""),
                            models.Q(("area__isnull", True), ("subject__isnull", True)),
                            _connector="OR",
                        ),
                        name="grant_has_one_reach",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", "recorder"), models.Q(("body", ""), _negated=True)),
                            models.Q(models.Q(("role", "recorder"), _negated=True), ("body", "")),
                            _connector="OR",
                        ),
                        name="a_recorder_records_for_a_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                (
                    "language",
                    models.CharField(
                        choices=speelruimte.people.models.languages,
                        default=speelruimte.people.models.default_language,
                        max_length=10,
                        verbose_name="taal",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=speelruimte.people.models.new_reference,
                        max_length=40,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "forgotten_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vergeten"),
                ),
                (
                    "email_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ander e-mailadres"),
                ),
            ],
            options={
                "verbose_name": "contactgegevens",
                "verbose_name_plural": "contactgegevens",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgotten_at__isnull", True),
                            models.Q(
                                ("email", ""),
                                ("name", ""),
                                ("phone", ""),
                                ("reference__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="forgotten_contacts_are_empty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("in", "ingelogd"),
                            ("wrong", "verkeerd wachtwoord of verkeerde code"),
                            ("waits", "geweigerd: te vaak verkeerd"),
                        ],
                        max_length=8,
                        verbose_name="uitkomst",
                    ),
                ),
                ("device", models.CharField(blank=True, max_length=60, verbose_name="apparaat")),
                (
                    "address",
                    models.CharField(blank=True, max_length=60, verbose_name="netwerkadres"),
                ),
                (
                    "is_new_device",
                    models.BooleanField(default=False, verbose_name="nieuw apparaat"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "inlogpoging",
                "verbose_name_plural": "inlogpogingen",
                "indexes": [models.Index(fields=["person", "-at"], name="people_sign_in")],
            },
        ),
        migrations.CreateModel(
            name="ErasureOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("erasure", "wissen op verzoek"),
                            ("destruction", "vernietigen na de bewaartermijn"),
                            ("redaction", "onleesbaar maken"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("table_name", models.CharField(max_length=60, verbose_name="tabel")),
                ("row_key", models.CharField(max_length=60, verbose_name="rij")),
                ("fields", models.CharField(max_length=400, verbose_name="velden")),
                ("opened_at", models.DateTimeField(verbose_name="geopend")),
                ("opened_by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten")),
            ],
            options={
                "verbose_name": "verwijderopdracht",
                "verbose_name_plural": "verwijderopdrachten",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("table_name", "row_key"),
                        name="one_open_order_per_row",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=30, verbose_name="wat")),
                ("source", models.CharField(max_length=64, verbose_name="bron")),
                ("hour", models.DateTimeField(verbose_name="uur")),
                ("number", models.PositiveIntegerField(default=0, verbose_name="aantal")),
            ],
            options={
                "verbose_name": "poging",
                "verbose_name_plural": "pogingen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("what", "source", "hour"), name="one_tally_per_hour"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedHandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cases", models.JSONField(default=list, verbose_name="zaken")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wat een collega moet weten"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("prepared_at", models.DateTimeField(verbose_name="voorbereid")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prepared_hand_over",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "voorbereide overdracht",
                "verbose_name_plural": "voorbereide overdrachten",
            },
        ),
    ]
