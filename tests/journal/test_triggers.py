import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import pre_migrate

from speelruimte.journal.triggers import install_triggers, missing_triggers
from speelruimte.route.locks import all_locks

pytestmark = pytest.mark.django_db


def test_all_triggers_are_there_after_migrating():
    assert missing_triggers(all_locks()) == []


def test_a_dropped_trigger_is_missed_and_put_back():
    on_table = " ON journal_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_entry_no_delete{on_table}")

    assert missing_triggers(all_locks()) == ["journal_entry_no_delete"]

    install_triggers(all_locks())

    assert missing_triggers(all_locks()) == []


def test_installing_twice_changes_nothing():
    install_triggers(all_locks())
    install_triggers(all_locks())

    assert missing_triggers(all_locks()) == []


def test_a_trigger_of_the_same_name_that_does_nothing_is_missed_and_put_back():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION journal_entry_no_update() RETURNS trigger AS "
                "$$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"
            )
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
            cursor.execute(
                "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry "
                "WHEN 1 = 0 BEGIN SELECT 1; END"
            )

    assert missing_triggers(all_locks()) == ["journal_entry_no_update"]

    install_triggers(all_locks())

    assert missing_triggers(all_locks()) == []


@pytest.mark.sqlite("PostgreSQL rebuilds no tables")
def test_while_migrating_no_trigger_stands_in_the_way_of_a_table_that_is_rebuilt():
    """A rebuilt table is dropped and renamed: a trigger elsewhere that reads it lets that fail."""
    journal = apps.get_app_config("journal")
    pre_migrate.send(sender=journal, using="default", plan=["a migration"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%budget_vote%'"
        )
        in_the_way = cursor.fetchall()

    install_triggers(all_locks())

    assert in_the_way == []
    assert missing_triggers(all_locks()) == []
