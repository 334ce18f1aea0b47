import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
    ]
