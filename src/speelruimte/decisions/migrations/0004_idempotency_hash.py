from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_how_often_a_theme_was_named")]
    operations = [migrations.RenameField("decision", "one_time_key", "idempotency_hash")]
