import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        ("policy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="firstview",
            name="colleague",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="places.area",
                verbose_name="gebied",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="%(class)ss",
                to="people.contact",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="policy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                to="policy.policyversion",
                verbose_name="beleid",
            ),
        ),
        migrations.AddField(
            model_name="initiative",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="places.subject",
                verbose_name="onderwerp",
            ),
        ),
        migrations.AddField(
            model_name="earlierassessment",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_assessments",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddField(
            model_name="quickscan",
            name="account_holder",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="quickscan",
            name="initiative",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="quickscan",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddField(
            model_name="firstview",
            name="quickscan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="views",
                to="initiatives.quickscan",
            ),
        ),
        migrations.AddField(
            model_name="earlierletter",
            name="quickscan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_letters",
                to="initiatives.quickscan",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="initiative",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ruling",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["step", "received_at"], name="initiative_step"),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.UniqueConstraint(
                fields=("receipt_hash",), name="an_initiative_has_a_receipt"
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.UniqueConstraint(
                fields=("idempotency_hash",), name="an_initiative_is_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("outcome", ""),
                        ("step__in", ["signal", "quickscan", "who_decides"]),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("step", "ended"),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="ended_initiatives_say_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "opened", "joined"]),
                    models.Q(("outcome_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="initiators_hear_the_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="a_corrected_assessment_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="quickscan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True),
                    models.Q(
                        models.Q(("chances", ""), _negated=True),
                        models.Q(("route_ahead", ""), _negated=True),
                        models.Q(("who_does_what", ""), _negated=True),
                        ("account_holder__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_letter_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=models.UniqueConstraint(
                fields=("quickscan", "colleague"), name="one_view_per_colleague"
            ),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_at__isnull", True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_given_view_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="a_corrected_letter_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("chosen", models.F("proposed")),
                    models.Q(("deviation_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="other_route_says_why",
            ),
        ),
    ]
