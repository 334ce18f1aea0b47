from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="EarlierLesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="les van eerst")),
                ("why", models.TextField(max_length=2000, verbose_name="waarom verbeterd")),
                ("rectified_at", models.DateTimeField(verbose_name="verbeterd")),
            ],
            options={
                "verbose_name": "eerdere tekst van een les",
                "verbose_name_plural": "eerdere teksten van lessen",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="geopend")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten")),
                (
                    "no_lesson_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="waarom geen les"),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
            },
        ),
        migrations.CreateModel(
            name="EvaluationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("participants", "deelnemers"), ("team", "het team")],
                        max_length=12,
                        verbose_name="wie",
                    ),
                ),
                ("question", models.CharField(max_length=60, verbose_name="vraag")),
                (
                    "score",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="cijfer"),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="antwoord")),
                ("given_at", models.DateTimeField(verbose_name="gegeven")),
                ("sheet", models.CharField(max_length=64, verbose_name="formulier")),
            ],
            options={
                "verbose_name": "antwoord in de evaluatie",
                "verbose_name_plural": "antwoorden in de evaluatie",
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="les")),
                ("went_well", models.BooleanField(verbose_name="ging goed")),
                ("drawn_at", models.DateTimeField(verbose_name="vastgelegd")),
            ],
            options={
                "verbose_name": "les",
                "verbose_name_plural": "lessen",
                "ordering": ["id"],
            },
        ),
    ]
