from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_meaning_of_a_method")]
    operations = [migrations.RenameField("adoption", "one_time_key", "idempotency_hash")]
