"""A key comes from the environment or from its file; one that is there is never made anew."""

import os

import pytest

from speelruimte.shared.key_files import KEYS, kept_key, key_file, make_key, unreadable

KEY = "RECEIPT_KEY"


@pytest.fixture(autouse=True)
def _no_key_in_the_environment(monkeypatch):
    monkeypatch.delenv(KEYS[KEY], raising=False)


def test_reading_makes_no_key_and_a_file_of_no_text_is_none(tmp_path):
    assert kept_key(KEY, data=tmp_path) == ""
    assert list(tmp_path.iterdir()) == []

    file = key_file(KEY, data=tmp_path)
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe")
    assert kept_key(KEY, data=tmp_path) == ""
    assert kept_key(KEY, data=file) == "", "a file where the folder should be"


def test_a_key_that_cannot_be_read_is_said_and_is_not_missing(tmp_path):
    key_file(KEY, data=tmp_path).mkdir(parents=True)

    with pytest.raises(OSError, match="receipt_key") as raised:
        kept_key(KEY, data=tmp_path)
    assert unreadable(raised.value).endswith("receipt_key is niet te lezen: is een map.")


def test_a_key_is_made_once_in_a_file_for_its_owner_only(tmp_path):
    made = make_key(KEY, data=tmp_path)

    file = key_file(KEY, data=tmp_path)
    assert len(made) >= 64
    assert file.read_text() == made == kept_key(KEY, data=tmp_path)
    assert [where.stat().st_mode & 0o077 for where in (file, file.parent)] == [0, 0]
    assert make_key(KEY, data=tmp_path) == made
    assert make_key("CHECKPOINT_KEY", data=tmp_path) != made


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    make_key(KEY, data=tmp_path)
    monkeypatch.setenv(KEYS[KEY], "van buiten")

    assert kept_key(KEY, data=tmp_path) == "van buiten"


def test_who_is_stopped_while_making_a_key_leaves_no_empty_one(tmp_path, monkeypatch):
    def stopped(_handle):
        raise KeyboardInterrupt

    with monkeypatch.context() as halfway, pytest.raises(KeyboardInterrupt):
        halfway.setattr(os, "fsync", stopped)
        make_key(KEY, data=tmp_path)

    assert list(key_file(KEY, data=tmp_path).parent.iterdir()) == []
    assert len(make_key(KEY, data=tmp_path)) >= 64


def test_a_key_that_somebody_else_made_meanwhile_is_taken(tmp_path, monkeypatch):
    theirs, link = [], os.link

    def late(*given):
        monkeypatch.setattr(os, "link", link)
        theirs.append(make_key(KEY, data=tmp_path))
        link(*given)

    monkeypatch.setattr(os, "link", late)

    assert [make_key(KEY, data=tmp_path)] == theirs
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["receipt_key"]
