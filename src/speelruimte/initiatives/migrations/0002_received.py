import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RenameField("initiative", "one_time_key", "idempotency_hash"),
        migrations.AddField(
            "initiative",
            "created_at",
            models.DateTimeField(default=django.utils.timezone.now, verbose_name="ingevoerd"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "initiative",
            "receipt_hash",
            models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            "initiative",
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
            "initiative",
            "contact",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="%(class)ss",
                to="people.contact",
            ),
        ),
        migrations.AlterField(
            "initiative",
            "idempotency_hash",
            models.CharField(blank=True, max_length=64, null=True),
        ),
        migrations.AddConstraint(
            "initiative",
            models.UniqueConstraint(fields=["receipt_hash"], name="an_initiative_has_a_receipt"),
        ),
        migrations.AddConstraint(
            "initiative",
            models.UniqueConstraint(fields=["idempotency_hash"], name="an_initiative_is_sent_once"),
        ),
    ]
