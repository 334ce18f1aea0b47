import django.db.models.deletion
from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_indexes_that_are_used"),
    ]

    operations = [
        migrations.RemoveConstraint("contribution", "a_form_is_sent_once"),
        migrations.RenameField("contribution", "one_time_key", "idempotency_hash"),
        migrations.AddConstraint(
            "contribution",
            models.UniqueConstraint(fields=["idempotency_hash"], name="a_form_is_sent_once"),
        ),
        migrations.AddField(
            "activity",
            "public_key",
            models.CharField(
                default=speelruimte.shared.codes.new_public_key, max_length=10, unique=True
            ),
        ),
        migrations.AddField(
            "contribution",
            "public_key",
            models.CharField(default=speelruimte.shared.codes.new_public_key, max_length=10),
        ),
        migrations.AlterField(
            "contribution",
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
        migrations.AlterField(
            "contribution",
            "contact",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="%(class)ss",
                to="people.contact",
            ),
        ),
        migrations.AddConstraint(
            "contribution",
            models.UniqueConstraint(fields=["public_key"], name="one_contribution_per_public_key"),
        ),
    ]
