"""Only `setup` makes keys; nothing starts with keys that do not belong to its database."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as all_settings
from django.db import connection
from django.utils.timezone import now
from tests.real_database import address_of
from tests.steps.refusing import refuses

from speelruimte.commands.main import main
from speelruimte.journal.key_marks import WrongKeysError, accept_key, check_keys, lost_database
from speelruimte.journal.models import Entry, KeyMark
from speelruimte.journal.signing import write_checkpoint
from speelruimte.shared.key_files import KEYS, key_file

ROOT = Path(__file__).resolve().parents[2]
# Style sheets are put ready in a test of their own: that takes long.
PROGRAM = [
    sys.executable,
    "-c",
    "import sys; from speelruimte.commands import main, setup; "
    "setup._collect_static_files = setup._keep_what_follows = lambda: None; sys.exit(main.main())",
]
WEB = [sys.executable, "-c", "import speelruimte.config.wsgi"]
BACK = "Zet keys/ terug uit de reservekopie"


def environment_in(folder, **more):
    ours = {*KEYS.values(), "DATABASE_URL", "DEBUG", "SPEELRUIMTE_DEMO", "IS_HTTPS"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {
        "SPEELRUIMTE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "speelruimte.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
        **more,
    }


def run(folder, *words, **more):
    """A command in a process of its own: exit code, and all it said."""
    done = subprocess.run(
        [*PROGRAM, *words[1:]] if words else WEB,
        env=environment_in(folder, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def migrated_into(folder, database):
    """As if `migrate` was done here, by somebody whose files everybody can read."""
    folder.mkdir()
    file = shutil.copy(database, folder / "speelruimte.sqlite3")
    with closing(sqlite3.connect(file)) as copied, copied:
        copied.execute("DELETE FROM journal_keymark")
    folder.chmod(0o755)
    (folder / "speelruimte.sqlite3").chmod(0o644)


@pytest.mark.once
def test_a_new_installation_is_made_by_setup_alone_and_its_copy_needs_its_keys(
    tmp_path, own_database
):
    folder = tmp_path / "echt"

    code, said = run(folder, "speelruimte", "policy", "list")
    assert code == 1
    assert "speelruimte setup" in said
    assert "Traceback" not in said
    assert not folder.exists(), "loading the settings writes nothing"

    migrated_into(folder, own_database)

    code, said = run(folder, "speelruimte", "setup")
    assert code == 0, said
    modes = {file.name: file.stat().st_mode & 0o077 for file in [folder, *folder.rglob("*")]}
    assert {name for name, mode in modes.items() if mode} == set()
    assert sorted(file.name for file in (folder / "keys").iterdir()) == [
        "checkpoint_key",
        "receipt_key",
        "second_factor_key",
        "secret_key",
    ]

    (folder / "keys" / "receipt_key").unlink()
    code, said = run(folder)
    assert code == 4, "gunicorn does not try again"
    assert "receipt_key ontbreekt" in said
    assert BACK in said
    assert "Traceback" not in said
    assert not (folder / "keys" / "receipt_key").exists()


@pytest.mark.once  # what works on its own closes its connections, and with them this test's own
@pytest.mark.django_db
@pytest.mark.parametrize("name", KEYS)
def test_another_key_is_refused_and_taken_only_when_that_is_asked(name, settings, capsys):
    check_keys()
    setattr(settings, name, "van een andere installatie, en ook lang genoeg voor een sleutel")

    for words in (["policy", "list"], ["work", "--once"], ["doctor"], ["setup"]):
        assert main(words) == 1
        said = "".join(capsys.readouterr())
        assert f"{name.lower()} past niet bij deze database" in said
        assert BACK in said

    before = KeyMark.objects.get(name=name).fingerprint
    assert main(["setup", "--new-key", name.lower()]) == 0
    assert KeyMark.objects.get(name=name).fingerprint != before
    assert Entry.objects.get(verb="key_replaced").about == f"key:{name.lower()}"
    check_keys()

    assert main(["setup", "--new-key", name.lower()]) == 1, "the present one is still there"
    assert "er is niets vervangen. Moet er een nieuwe komen? Haal eerst" in capsys.readouterr().err
    assert Entry.objects.filter(verb="key_replaced").count() == 1


@pytest.mark.django_db
def test_what_is_wrong_with_several_keys_is_said_once_with_their_names(settings):
    settings.RECEIPT_KEY = settings.CHECKPOINT_KEY = ""
    settings.SECRET_KEY = "van een andere installatie, en ook lang genoeg voor een sleutel"

    with pytest.raises(WrongKeysError) as refused:
        check_keys()

    assert str(refused.value) == (
        "De sleutel secret_key past niet bij deze database. Zet keys/ terug uit de reservekopie. "
        "De sleutels receipt_key, checkpoint_key ontbreken. Zet keys/ terug uit de reservekopie: met "
        "andere sleutels werken codes en de tweede stap niet."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("missing", [("CHECKPOINT_KEY",), tuple(KEYS)])
def test_doctor_says_of_a_signed_journal_without_its_keys_what_brings_them_back(
    missing, settings, policy, tmp_path, capsys
):
    check_keys()
    settings.CHECKPOINT_FILE = tmp_path / "controlepunt"
    write_checkpoint(at=now())
    for name in missing:
        setattr(settings, name, "")

    assert main(["doctor"]) == 1

    lines = capsys.readouterr().out.splitlines()
    faults = [line for line in lines if line.startswith("fout") and "Sleutels" in line]
    assert len(faults) == 1
    assert BACK in faults[0]
    assert (
        "let op Ondertekening: niet nagekeken, want de sleutel checkpoint_key ontbreekt." in lines
    )
    assert any("Getuigen" in line for line in lines), "it goes on after that"


@pytest.mark.django_db
def test_a_file_without_a_key_in_it_is_refused_and_no_empty_key_is_accepted(
    settings, tmp_path, capsys, monkeypatch
):
    monkeypatch.delenv(KEYS["RECEIPT_KEY"], raising=False)
    settings.DATA, settings.RECEIPT_KEY = tmp_path, ""
    file = key_file("RECEIPT_KEY", data=tmp_path)
    file.parent.mkdir()
    file.write_text("")
    before = set(KeyMark.objects.values_list("name", "fingerprint"))

    assert main(["setup", "--new-key", "receipt_key"]) == 1

    assert "receipt_key staat geen sleutel" in capsys.readouterr().err
    with refuses("no_key"):
        accept_key("RECEIPT_KEY", by=None, at=now())
    assert set(KeyMark.objects.values_list("name", "fingerprint")) == before


@pytest.mark.django_db
def test_a_database_in_use_from_before_marks_gets_no_new_receipt_key(settings, policy, capsys):
    KeyMark.objects.all().delete()
    settings.RECEIPT_KEY = ""

    assert main(["setup"]) == 1

    assert BACK in capsys.readouterr().err
    assert not KeyMark.objects.exists()


LOST = "De database is weg of leeg. Zet de reservekopie van de database terug"


def with_what_is_left(tmp_path, *, keys, checkpoint):
    """The folder of an installation whose database is away, and the names of what is still there."""
    folder = tmp_path / "echt"
    (folder / "keys").mkdir(mode=0o700, parents=True)
    left = [f"keys/{name.lower()}" for name in KEYS if keys] + ["controlepunt"] * checkpoint
    for name in left:
        (folder / name).write_text(
            "van de installatie zoals zij was, en lang genoeg voor een sleutel"
        )
        (folder / name).chmod(0o600)
    return folder


SETUP, PAGES = ["setup"], []
EVERYTHING = (SETUP, ["doctor"], ["journal", "verify"], ["work", "--once"], PAGES)


def refuses_everything(folder, *, left, asked=EVERYTHING, **more):
    for words in asked:
        code, said = run(folder, *(["speelruimte", *words] if words else []), **more)
        assert code == (1 if words else 4), words
        assert LOST in said, words
        assert f"blijkt uit: {left}. " in said
        assert "wijzigingen wachten" not in said
        assert "niet bijgewerkt" not in said
        assert "Traceback" not in said


@pytest.mark.once
@pytest.mark.parametrize(
    ("keys", "checkpoint", "asked"),
    # Every program asks the same function; what could make a database asks it of whatever is left.
    [(True, False, EVERYTHING), (True, True, (SETUP,)), (False, True, (SETUP, PAGES))],
)
def test_where_only_the_database_is_away_nothing_makes_an_empty_one(
    tmp_path, keys, checkpoint, asked
):
    folder = with_what_is_left(tmp_path, keys=keys, checkpoint=checkpoint)
    given = {} if keys else {KEYS[name]: f"sleutel {name} uit de omgeving" for name in KEYS}
    left = " ".join([f"{folder}/keys"] * keys + [f"{folder}/controlepunt"] * checkpoint)

    refuses_everything(folder, left=left, asked=asked, **given)

    with closing(sqlite3.connect(folder / "speelruimte.sqlite3")) as connected:
        assert connected.execute("SELECT name FROM sqlite_master").fetchall() == []


@pytest.mark.postgresql("where the database is no file in the folder")
def test_an_empty_database_on_the_server_is_not_taken_for_a_new_installation(
    own_database, tmp_path
):
    folder, empty = with_what_is_left(tmp_path, keys=True, checkpoint=False), f"{own_database}_leeg"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{empty}"')
    try:
        refuses_everything(
            folder, left=f"{folder}/keys", asked=(SETUP, PAGES), DATABASE_URL=address_of(empty)
        )
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{empty}" WITH (FORCE)')


@pytest.mark.django_db
def test_tables_without_an_entry_are_no_database_that_was_signed(settings, tmp_path):
    KeyMark.objects.all().delete()
    settings.CHECKPOINT_FILE = tmp_path / "controlepunt"
    assert lost_database() == "", "set-up was stopped after the tables: it goes on"

    settings.CHECKPOINT_FILE.write_text("speelruimte/logboek\n1587\n")
    assert LOST in lost_database()


@pytest.mark.django_db
def test_a_journal_with_entries_is_not_lost(settings, tmp_path, policy):
    settings.CHECKPOINT_FILE = tmp_path / "controlepunt"
    settings.CHECKPOINT_FILE.write_text("speelruimte/logboek\n1587\n")

    assert lost_database() == ""


@pytest.mark.once
def test_a_real_installation_runs_as_no_demo(tmp_path):
    for setting, more in (("SPEELRUIMTE_DEMO", {}), ("DEBUG", {"IS_HTTPS": "1"})):
        code, said = run(tmp_path, "speelruimte", "doctor", **{setting: "1"}, **more)
        assert code == 1
        assert said.startswith("fout")
        assert f"{setting} staat aan op een echte installatie" in said
        assert "Traceback" not in said
        (tmp_path / "demo.txt").write_text("")


@pytest.mark.once
def test_no_command_starts_django_without_asking_for_the_keys():
    folder = Path(all_settings.PACKAGE) / "commands"
    starting = [file.name for file in folder.glob("*.py") if "django.setup()" in file.read_text()]

    # The preview has a folder of its own, and makes its keys there.
    assert sorted(starting) == ["django_ready.py", "policy_preview.py"]
