from django.db import migrations, models

import speelruimte.shared.codes


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_idempotency_hash"),
    ]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="public_key",
            field=models.CharField(
                default=speelruimte.shared.codes.new_public_key, max_length=10, unique=True
            ),
        ),
    ]
