from django.db import migrations, models
from django.db.models import Count


def count(apps, schema_editor):
    theme = apps.get_model("decisions", "Theme")
    for one in theme.objects.annotate(number=Count("placements")).filter(number__gt=0):
        theme.objects.filter(pk=one.pk).update(placed=one.number)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_the_frame_departed_for")]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="placed",
            field=models.PositiveIntegerField(default=0, verbose_name="hoe vaak genoemd"),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(fields=["theme", "-contribution"], name="placement_newest_of_theme"),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
