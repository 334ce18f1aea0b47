import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "budget",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="te verdelen (euro)"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("equal-shares-add1u", "gelijke delen, aangevuld tot het op is"),
                            ("equal-shares-add1", "gelijke delen, aangevuld"),
                            ("equal-shares", "gelijke delen"),
                            ("greedy", "meeste stemmen eerst"),
                        ],
                        max_length=20,
                        verbose_name="telregel",
                    ),
                ),
                ("tie_rule", models.CharField(max_length=100, verbose_name="bij gelijke stand")),
                (
                    "rest",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("returns", "gaat terug naar de kas van de gemeente"),
                            (
                                "next-time",
                                "blijft bewaard voor de volgende keer dat we samen geld verdelen",
                            ),
                            (
                                "decided",
                                "daarover beslist wie het besluit neemt, met een reden erbij",
                            ),
                        ],
                        max_length=20,
                        verbose_name="wat overblijft",
                    ),
                ),
                (
                    "who",
                    models.CharField(blank=True, max_length=300, verbose_name="wie mag stemmen"),
                ),
                ("minimum", models.PositiveSmallIntegerField(default=1, verbose_name="minstens")),
                (
                    "maximum",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="hoogstens"
                    ),
                ),
                (
                    "maximum_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="samen hoogstens (euro)",
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="geopend")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten")),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vote",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "stemming over een budget",
                "verbose_name_plural": "stemmingen over een budget",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("budget__gt", 0)), name="a_budget_is_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maximum__isnull", True),
                            ("maximum__gte", models.F("minimum")),
                            _connector="OR",
                        ),
                        name="maximum_is_not_below_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("opened_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_vote_closes_after_it_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FixedRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="tekst van de regels")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("fixed_at", models.DateTimeField(verbose_name="vastgelegd")),
                (
                    "vote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fixed",
                        to="budget.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "vaste regels van een stemming",
                "verbose_name_plural": "vaste regels van stemmingen",
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="nummer")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="uitleg")),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="kosten (euro)"
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="budget.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan in een stemming",
                "verbose_name_plural": "plannen in een stemming",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("vote", "number"), name="one_plan_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gt", 0)), name="a_plan_costs_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VotingRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                (
                    "used",
                    models.CharField(
                        choices=[
                            ("no", "nog niet gebruikt"),
                            ("digital", "digitaal"),
                            ("paper", "op papier"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="no",
                        max_length=10,
                        verbose_name="gebruikt",
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights",
                        to="budget.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "stemrecht",
                "verbose_name_plural": "stemrechten",
                "indexes": [models.Index(fields=["vote", "used"], name="budget_right_used")],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("choices", models.JSONField(default=list, verbose_name="keuzes")),
                (
                    "channel",
                    models.CharField(
                        choices=[("digital", "digitaal"), ("paper", "papier"), ("file", "bestand")],
                        max_length=8,
                        verbose_name="kanaal",
                    ),
                ),
                (
                    "invalid_reason",
                    models.CharField(blank=True, max_length=80, verbose_name="ongeldig omdat"),
                ),
                ("receipt_hash", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="budget.vote",
                    ),
                ),
                ("seal", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "verbose_name": "stembiljet",
                "verbose_name_plural": "stembiljetten",
                "indexes": [models.Index(fields=["vote", "channel"], name="budget_ballot_channel")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("invalid_reason", ""),
                            models.Q(("channel", "digital"), _negated=True),
                            _connector="OR",
                        ),
                        name="only_paper_can_be_invalid",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="uitslag en verloop")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                (
                    "ballots_fingerprint",
                    models.CharField(
                        max_length=64, verbose_name="vingerafdruk van de stembiljetten"
                    ),
                ),
                ("valid", models.PositiveIntegerField(verbose_name="geldig")),
                ("invalid", models.PositiveIntegerField(verbose_name="ongeldig")),
                ("counted_at", models.DateTimeField(verbose_name="geteld")),
                (
                    "vote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="budget.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitslag",
                "verbose_name_plural": "uitslagen",
            },
        ),
        migrations.CreateModel(
            name="FileBallotNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number_hash", models.CharField(max_length=64)),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="file_numbers",
                        to="budget.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "nummer uit een bestand",
                "verbose_name_plural": "nummers uit een bestand",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vote", "number_hash"), name="a_ballot_of_a_file_comes_in_once"
                    )
                ],
            },
        ),
    ]
