import pytest
from django.db import connection

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
