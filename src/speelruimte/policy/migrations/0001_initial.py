from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="korte naam")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("effective_from", models.DateField(verbose_name="geldt vanaf")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="uitgave")),
                ("source", models.TextField(verbose_name="bestand")),
                ("content", models.TextField(verbose_name="inhoud")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("loaded_at", models.DateTimeField(verbose_name="ingelezen")),
            ],
            options={
                "verbose_name": "versie van het beleid",
                "verbose_name_plural": "versies van het beleid",
                "ordering": ["-effective_from", "-edition"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("effective_from", "edition"), name="policy_one_edition_from_a_day"
                    )
                ],
            },
        ),
    ]
