"""`speelruimte backup`: what is copied can be put back, and what lacks its keys is found out."""

import pytest

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
