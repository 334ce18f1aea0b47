from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "what",
                    models.CharField(
                        choices=[("pages", "bladzijden"), ("house_style", "huisstijl")],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                        verbose_name="wat",
                    ),
                ),
                ("number", models.BigIntegerField(default=0, verbose_name="nummer")),
            ],
            options={
                "verbose_name": "revisie",
                "verbose_name_plural": "revisies",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="nummer"
                    ),
                ),
                ("verb", models.CharField(max_length=60, verbose_name="wat")),
                ("about", models.CharField(max_length=80, verbose_name="waarover")),
                (
                    "case_number",
                    models.CharField(blank=True, max_length=20, verbose_name="zaaknummer"),
                ),
                ("by", models.CharField(blank=True, max_length=40, verbose_name="door")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                ("recorded_at", models.DateTimeField(verbose_name="opgeschreven")),
                ("text", models.TextField(verbose_name="tekst")),
                (
                    "previous",
                    models.CharField(blank=True, max_length=64, verbose_name="vorige vingerafdruk"),
                ),
                (
                    "fingerprint",
                    models.CharField(max_length=64, unique=True, verbose_name="vingerafdruk"),
                ),
            ],
            options={
                "verbose_name": "logboekregel",
                "verbose_name_plural": "logboek",
                "db_table": "journal_entry",
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["about", "number"], name="journal_about"),
                    models.Index(fields=["case_number", "number"], name="journal_case"),
                    models.Index(
                        fields=["case_number", "verb", "number"], name="journal_case_verb"
                    ),
                ],
            },
        ),
    ]
