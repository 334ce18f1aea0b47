from django.db import migrations

from speelruimte.journal.write_guard import writing
from speelruimte.memory.words import drop_words_index, make_words_index, write_words_anew


def make(apps, schema_editor):
    """The index of what contributors wrote, with what everybody may read already."""
    make_words_index()
    with writing("memory.migrations"):
        write_words_anew()


def drop(apps, schema_editor):
    drop_words_index()


class Migration(migrations.Migration):
    dependencies = [
        ("memory", "0002_known_words"),
        ("activities", "0003_columns_of_a_file"),
    ]

    operations = [migrations.RunPython(make, drop)]
