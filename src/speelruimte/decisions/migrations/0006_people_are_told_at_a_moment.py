from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0005_themes_have_public_keys"),
    ]

    operations = [
        migrations.AlterField(
            model_name="feedback",
            name="told_at",
            field=models.DateTimeField(verbose_name="verteld"),
        ),
    ]
