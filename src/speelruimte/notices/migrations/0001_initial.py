import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import speelruimte.notices.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "idempotency_key",
                    models.CharField(max_length=160, unique=True, verbose_name="sleutel"),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
                (
                    "case_number",
                    models.CharField(blank=True, max_length=20, verbose_name="zaaknummer"),
                ),
                ("about", models.CharField(blank=True, max_length=80, verbose_name="waarover")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="gegevens")),
                ("created_at", models.DateTimeField(verbose_name="geschreven")),
                ("try_after", models.DateTimeField(verbose_name="niet eerder dan")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=300, verbose_name="laatste fout"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verstuurd")),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opgegeven"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="people.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at__isnull", True), ("sent_at__isnull", True)),
                        fields=["try_after"],
                        name="message_waiting",
                    ),
                    models.Index(fields=["case_number"], name="message_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact__isnull", False), ("person__isnull", True)),
                            models.Q(("contact__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_message_has_one_reader",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.CharField(max_length=32, verbose_name="lezer")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=speelruimte.notices.models.with_its_address,
                        to="places.area",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_notices",
                        to="people.contact",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=speelruimte.notices.models.with_its_address,
                        to="places.street",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=speelruimte.notices.models.with_its_address,
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "verbose_name": "gevraagd bericht",
                "verbose_name_plural": "gevraagde berichten",
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", True),
                                ("street__isnull", True),
                                ("trajectory__isnull", False),
                            ),
                            models.Q(
                                ("area__isnull", False),
                                ("street__isnull", True),
                                ("trajectory__isnull", True),
                            ),
                            models.Q(
                                ("area__isnull", True),
                                ("street__isnull", False),
                                ("trajectory__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="asked_notice_is_about_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("trajectory__isnull", False)),
                        fields=("reader", "trajectory"),
                        name="asked_once_about_a_trajectory",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("area__isnull", False)),
                        fields=("reader", "area"),
                        name="asked_once_about_a_area",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("street__isnull", False)),
                        fields=("reader", "street"),
                        name="asked_once_about_a_street",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("print", models.CharField(max_length=32, unique=True, verbose_name="afdruk")),
                ("left_at", models.DateTimeField(verbose_name="gestopt")),
            ],
            options={
                "verbose_name": "gestopt bericht",
                "verbose_name_plural": "gestopte berichten",
            },
        ),
        migrations.CreateModel(
            name="WorkMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField(default=8, verbose_name="overzicht om"),
                ),
                (
                    "until_hour",
                    models.PositiveSmallIntegerField(default=18, verbose_name="geen post na"),
                ),
                ("at_once", models.BooleanField(default=True, verbose_name="ook meteen")),
                (
                    "looked_on",
                    models.DateField(blank=True, null=True, verbose_name="laatste overzicht"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_mail",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "post over werk",
                "verbose_name_plural": "post over werk",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest_hour__lt", models.F("until_hour")), ("until_hour__lte", 23)
                        ),
                        name="work_mail_within_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("thing", models.CharField(max_length=120, verbose_name="wat")),
                ("told_at", models.DateTimeField(verbose_name="verteld")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told_work",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verteld werk",
                "verbose_name_plural": "verteld werk",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "thing"), name="work_is_told_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=24, verbose_name="soort")),
                ("case_number", models.CharField(max_length=20, verbose_name="zaaknummer")),
                ("what", models.CharField(max_length=40, verbose_name="wat")),
                ("page", models.CharField(max_length=40, verbose_name="bladzijde")),
                ("thing", models.CharField(max_length=120, verbose_name="werk")),
                ("day", models.DateField(verbose_name="beloofd voor")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="verteld")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "herinnering",
                "verbose_name_plural": "herinneringen",
                "ordering": ["day", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "case_number", "what", "day"),
                        name="reminded_of_once",
                    )
                ],
            },
        ),
    ]
