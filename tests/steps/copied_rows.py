"""The rows of a SQLite database put into the one of the tests on PostgreSQL, as they are.

So a municipality that was filled once is there too. What its actions ask is asked of PostgreSQL by
the tests of those actions (tests/statements.py); a demo that fills on it: the walk in a browser.
"""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections, transaction

HERE, THERE = "default", "copied_from"
# What migrating fills by itself, with keys of its own.
NOT_COPIED = {"contenttypes", "auth", "admin"}
AT_ONCE = 500


def copy_rows(file):
    """Every row of the database in this file takes the place of what stands here.

    No trigger is asked, except the one that keeps the words findable: every row passed all of them
    where it was made.
    """
    given = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    connections.databases[THERE] = connections.configure_settings({HERE: {}, THERE: given})[THERE]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE activities_contribution ENABLE ALWAYS TRIGGER words_kept")
            cursor.execute("SET LOCAL session_replication_role = replica")
            for model in _copied():
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
                _copy(model)
            for follow in connection.ops.sequence_reset_sql(no_style(), _copied()):
                cursor.execute(follow)
    finally:
        connections[THERE].close()
        del connections[THERE], connections.databases[THERE]


def _copied():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in NOT_COPIED and model._meta.managed and not model._meta.proxy
    ]


def _copy(model):
    fields = [f for f in model._meta.local_concrete_fields if not getattr(f, "generated", False)]
    rows = list(model._base_manager.using(THERE).all())
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        # As they are: no field fills itself in once more.
        model._base_manager.using(HERE)._insert(some, fields=fields, using=HERE, raw=True)
