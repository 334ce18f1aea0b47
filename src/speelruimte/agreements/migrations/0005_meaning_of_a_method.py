from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_recorders_and_forwarding"),
    ]

    operations = [
        migrations.AddField(
            model_name="plannedmethod",
            name="meaning",
            field=models.JSONField(default=dict, verbose_name="wat die inhoudt"),
            preserve_default=False,
        ),
    ]
