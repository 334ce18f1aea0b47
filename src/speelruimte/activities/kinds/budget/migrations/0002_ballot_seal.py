from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("budget", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="ballot",
            name="seal",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
