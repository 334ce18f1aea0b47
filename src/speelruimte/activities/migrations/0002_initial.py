import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_initial"),
        ("places", "0001_initial"),
        ("trajectories", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="alteration",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alterations",
                to="activities.activity",
            ),
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="activities.contribution",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="titel")),
                ("text", models.TextField(max_length=20000, verbose_name="tekst")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plek")),
                ("kept_at", models.DateTimeField(verbose_name="bewaard")),
                ("kept_until", models.DateField(verbose_name="bewaard tot en met")),
            ],
            options={
                "verbose_name": "oorspronkelijke tekst",
                "verbose_name_plural": "oorspronkelijke teksten",
            },
        ),
        migrations.AddField(
            model_name="contribution",
            name="activity",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="places.area",
                verbose_name="gebied",
            ),
        ),
    ]
