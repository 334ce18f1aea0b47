import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import speelruimte.notices.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("notices", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        ("trajectories", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="askednotice",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="asked_notices",
                to="people.contact",
            ),
        ),
        migrations.AddField(
            model_name="askednotice",
            name="street",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=speelruimte.notices.models.with_its_address,
                to="places.street",
            ),
        ),
        migrations.AddField(
            model_name="askednotice",
            name="trajectory",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=speelruimte.notices.models.with_its_address,
                to="trajectories.trajectory",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="people.contact",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="toldwork",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="told_work",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="workmail",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="work_mail",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="askednotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("area__isnull", True),
                        ("street__isnull", True),
                        ("trajectory__isnull", False),
                    ),
                    models.Q(
                        ("area__isnull", False),
                        ("street__isnull", True),
                        ("trajectory__isnull", True),
                    ),
                    models.Q(
                        ("area__isnull", True),
                        ("street__isnull", False),
                        ("trajectory__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="asked_notice_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="askednotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("trajectory__isnull", False)),
                fields=("reader", "trajectory"),
                name="asked_once_about_a_trajectory",
            ),
        ),
        migrations.AddConstraint(
            model_name="askednotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("area__isnull", False)),
                fields=("reader", "area"),
                name="asked_once_about_a_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="askednotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("street__isnull", False)),
                fields=("reader", "street"),
                name="asked_once_about_a_street",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("sent_at__isnull", True)),
                fields=["try_after"],
                name="message_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["case_number"], name="message_case"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", False), ("person__isnull", True)),
                    models.Q(("contact__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="a_message_has_one_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "case_number", "what", "day"), name="reminded_of_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="toldwork",
            constraint=models.UniqueConstraint(
                fields=("person", "thing"), name="work_is_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="workmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest_hour__lt", models.F("until_hour")), ("until_hour__lte", 23)
                ),
                name="work_mail_within_a_day",
            ),
        ),
    ]
