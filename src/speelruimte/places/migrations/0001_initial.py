from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="korte naam")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="soort")),
                (
                    "inhabitants",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="inwoners"),
                ),
                ("geometry", models.JSONField(blank=True, null=True, verbose_name="vorm")),
                ("west", models.FloatField(null=True)),
                ("south", models.FloatField(null=True)),
                ("east", models.FloatField(null=True)),
                ("north", models.FloatField(null=True)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "gebied",
                "verbose_name_plural": "gebieden",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="korte naam")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
            ],
            options={
                "verbose_name": "onderwerp",
                "verbose_name_plural": "onderwerpen",
                "ordering": ["position", "name"],
            },
        ),
    ]
