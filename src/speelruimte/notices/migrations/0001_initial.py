from django.db import migrations, models

import speelruimte.notices.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["-created_at", "-id"],
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
            ],
            options={
                "verbose_name": "herinnering",
                "verbose_name_plural": "herinneringen",
                "ordering": ["day", "id"],
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
            ],
            options={
                "verbose_name": "verteld werk",
                "verbose_name_plural": "verteld werk",
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
            ],
            options={
                "verbose_name": "post over werk",
                "verbose_name_plural": "post over werk",
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
            ],
            options={
                "verbose_name": "gevraagd bericht",
                "verbose_name_plural": "gevraagde berichten",
                "ordering": ["asked_at", "id"],
            },
        ),
    ]
