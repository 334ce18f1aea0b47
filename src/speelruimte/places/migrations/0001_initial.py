import django.db.models.deletion
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
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebied",
                "verbose_name_plural": "gebieden",
                "ordering": ["position", "name"],
                "default_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                        name="an_area_goes_into_another",
                    )
                ],
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
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.subject",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderwerp",
                "verbose_name_plural": "onderwerpen",
                "ordering": ["position", "name"],
                "default_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                        name="a_subject_goes_into_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Street",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="korte naam")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("town", models.CharField(blank=True, max_length=80, verbose_name="woonplaats")),
                ("sought", models.CharField(db_index=True, max_length=80, verbose_name="zoeknaam")),
            ],
            options={
                "verbose_name": "straat",
                "verbose_name_plural": "straten",
                "ordering": ["name", "town"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sought", "town"), name="one_street_of_a_name_per_town"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stretch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "postcode",
                    models.CharField(
                        blank=True, db_index=True, max_length=6, verbose_name="postcode"
                    ),
                ),
                (
                    "first",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="eerste nummer"
                    ),
                ),
                (
                    "last",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="laatste nummer"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stretches",
                        to="places.area",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stretches",
                        to="places.street",
                    ),
                ),
            ],
            options={
                "verbose_name": "stuk straat",
                "verbose_name_plural": "stukken straat",
                "ordering": ["street", "postcode", "first"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("street", "area", "postcode"),
                        name="one_stretch_per_postcode_and_area",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first__isnull", True), ("last__isnull", True)),
                            ("first__lte", models.F("last")),
                            _connector="OR",
                        ),
                        name="a_stretch_begins_before_it_ends",
                    ),
                ],
            },
        ),
    ]
