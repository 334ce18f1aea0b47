from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="moment",
            name="held_at",
            field=models.CharField(blank=True, max_length=60, verbose_name="tijd"),
        ),
        migrations.AddField(
            model_name="moment",
            name="place",
            field=models.CharField(blank=True, max_length=200, verbose_name="plaats"),
        ),
        migrations.AddField(
            model_name="plannedmethod",
            name="held_at",
            field=models.CharField(blank=True, max_length=60, verbose_name="tijd"),
        ),
        migrations.AddConstraint(
            model_name="plannedmethod",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_at", ""), ("held_on__isnull", False), _connector="OR"),
                name="an_hour_is_of_a_day",
            ),
        ),
    ]
