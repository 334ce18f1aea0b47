import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "size",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="aantal regels"
                    ),
                ),
                ("note", models.TextField(verbose_name="tekst")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt")),
            ],
            options={
                "verbose_name": "controlepunt",
                "verbose_name_plural": "controlepunten",
                "ordering": ["size"],
            },
        ),
        migrations.CreateModel(
            name="KeyMark",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="sleutel"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("kept_at", models.DateTimeField(verbose_name="bewaard")),
            ],
            options={
                "verbose_name": "sleutelmerk",
                "verbose_name_plural": "sleutelmerken",
                "ordering": ["name"],
            },
        ),
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
        migrations.CreateModel(
            name="Subtree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="hoogte")),
                ("position", models.BigIntegerField(verbose_name="plaats")),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "deelboom",
                "verbose_name_plural": "deelbomen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "position"), name="one_hash_per_subtree"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("witness", models.CharField(max_length=200, verbose_name="getuige")),
                ("line", models.TextField(verbose_name="regel")),
                ("moment", models.DateTimeField(verbose_name="getekend")),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="journal.checkpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "medeondertekening",
                "verbose_name_plural": "medeondertekeningen",
                "ordering": ["checkpoint", "witness"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkpoint", "witness"), name="a_witness_signs_a_checkpoint_once"
                    )
                ],
            },
        ),
    ]
