"""`speelruimte backup`: what is copied can be put back, and what lacks its keys is found out."""

import pytest
from django.db import connection
from tests.real_database import address_of

from speelruimte.commands.main import main


@pytest.mark.once
def test_a_copy_holds_database_and_keys_and_is_tried_out(own_database, tmp_path, capfd):
    copy = tmp_path / "kopie"

    assert main(["backup", "make", str(copy)]) == 0
    assert {file.stat().st_mode & 0o077 for file in [copy, *copy.rglob("*")]} == {0}
    assert main(["backup", "make", str(copy)]) == 1
    assert "bestaat al" in capfd.readouterr().err

    assert main(["backup", "test", str(copy)]) == 0
    assert "sleutels horen erbij" in capfd.readouterr().out

    (copy / "keys" / "receipt_key").write_text("van een andere installatie, en ook lang genoeg")
    assert main(["backup", "test", str(copy)]) == 1
    assert "receipt_key past niet" in capfd.readouterr().err


@pytest.mark.once
def test_the_copy_of_a_demo_is_tried_out_as_one(
    own_database, tmp_path, capfd, settings, monkeypatch
):
    settings.DATA, copy = tmp_path / "proef", tmp_path / "kopie"
    settings.DATA.mkdir()
    (settings.DATA / "demo.txt").write_text("Proef van Speelruimte, nog niet gevuld.\n")

    assert main(["backup", "make", str(copy)]) == 0
    monkeypatch.setenv("SPEELRUIMTE_DEMO", "1")
    assert main(["backup", "test", str(copy)]) == 0, capfd.readouterr().err
    assert (copy / "demo.txt").stat().st_mode & 0o077 == 0


@pytest.mark.postgresql("SQLite is copied as a file, in the test above")
def test_a_copy_of_postgresql_is_put_back_in_an_empty_database(own_database, tmp_path, capfd):
    copy, empty = tmp_path / "kopie", f"{own_database}_terug"

    assert main(["backup", "make", str(copy)]) == 0
    assert {file.stat().st_mode & 0o077 for file in [copy, *copy.rglob("*")]} == {0}
    assert main(["backup", "test", str(copy)]) == 1
    assert "--into" in capfd.readouterr().err

    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{empty}"')
    try:
        tried = ["backup", "test", str(copy), "--into", address_of(empty)]
        assert main(tried) == 0
        assert "sleutels horen erbij" in capfd.readouterr().out
        assert main(tried) == 1, "it is empty no more"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{empty}" WITH (FORCE)')
