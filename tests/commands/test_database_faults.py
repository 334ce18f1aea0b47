"""What is wrong with a database is said in a sentence with the advice that helps, without a traceback."""

import sqlite3

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from speelruimte.commands.database_faults import is_database_fault, what_to_do
from speelruimte.commands.main import main

pytestmark = pytest.mark.once


class StateError(Exception):
    """As psycopg says what went wrong."""

    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


def caused(cause):
    error = OperationalError("zo is het\nmet een tweede regel")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("state", "advice"),
    [
        (None, "Kijk of PostgreSQL draait"),
        ("57P03", "Kijk of PostgreSQL draait"),
        ("28P01", "DATABASE_URL"),
        ("53100", "De schijf is vol"),
        ("58030", "stuk"),
        ("XX001", "beschadigd"),
        ("25006", "recht"),
        ("42P01", "speelruimte setup"),
        ("99999", "weigert: zo is het."),
    ],
)
def test_what_postgresql_cannot_do_is_said_with_the_right_advice(state, advice):
    said = what_to_do(caused(StateError(state)))

    assert advice in said
    assert "tweede regel" not in said


def test_a_damaged_file_says_to_put_the_copy_back(tmp_path, capsys, monkeypatch):
    damaged = tmp_path / "speelruimte.sqlite3"
    damaged.write_bytes(b"dit is geen database" * 500)

    def run(_args):
        try:
            sqlite3.connect(damaged).execute("SELECT 1 FROM sqlite_master")
        except sqlite3.DatabaseError as cause:
            raise DatabaseError(str(cause)) from cause

    monkeypatch.setattr("speelruimte.commands.doctor.examine", run)

    assert main(["doctor"]) == 1
    assert "zet de reservekopie terug" in capsys.readouterr().err


def test_a_full_disk_and_a_row_that_is_refused_are_not_the_same():
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"

    assert "Maak ruimte vrij" in what_to_do(caused(full))
    assert is_database_fault(caused(full))
    assert not is_database_fault(IntegrityError())
    assert not is_database_fault(ValueError())
