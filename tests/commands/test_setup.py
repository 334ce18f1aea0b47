"""`speelruimte setup` and `speelruimte doctor`."""

import os
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.steps import tasks

from speelruimte.commands import doctor_files
from speelruimte.commands.doctor_settings import look_at_settings
from speelruimte.commands.main import main
from speelruimte.commands.sign_of_life import SIGN_OF_LIFE, Heartbeat
from speelruimte.journal.models import Entry
from speelruimte.memory.words import drop_words_index
from speelruimte.notices.models import Message
from speelruimte.people.models import Person
from speelruimte.people.roles import Role
from speelruimte.places.models import Area, Street, Subject
from speelruimte.policy.models import PolicyVersion

ADMINISTRATOR = ["--admin-name", "Wim Dekker", "--admin-email", "wim@lindewold.example"]


@pytest.fixture
def run(db, capsys, monkeypatch, settings, tmp_path):
    """Run a command; gives the exit code and what it said."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir(mode=0o700)
    Heartbeat().give(at=timezone.now())

    def ran(*words):
        code = main(list(words))
        said = capsys.readouterr()
        return code, said.out + said.err

    return ran


def test_an_empty_installation_gets_policy_and_administrator(run):
    code, said = run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)

    assert code == 0
    wim = Person.objects.get(email="wim@lindewold.example")
    password = re.search(r"wachtwoord\s+(\S+)", said)[1]
    secret = re.search(r"tweede stap\s+(\S+)", said)[1]
    assert wim.check_password(password)
    assert wim.grants.get().role == Role.ADMINISTRATOR
    authenticator = Authenticator.objects.get(user=wim)
    assert f"otpauth://totp/wim%40lindewold.example?secret={secret}" in said
    assert secret not in str(authenticator.data)
    assert PolicyVersion.objects.count() == 1


def test_setting_up_again_changes_nothing_and_shows_no_password(run):
    run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)
    before = Entry.objects.count()

    code, said = run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)

    assert code == 0
    assert "wachtwoord" not in said
    assert Entry.objects.count() == before
    assert Person.objects.count() == 1


def test_without_anything_it_says_what_is_still_missing(run):
    code, said = run("setup")

    assert code == 0
    assert "nog geen beleid" in said
    assert "nog geen beheerder" in said


def test_a_wrong_address_is_refused_before_anything_is_made(run):
    code, said = run("setup", "--admin-email", "geen adres")

    assert code == 1
    assert "geen e-mailadres" in said
    assert not Person.objects.exists()


def test_a_policy_with_faults_names_them(run, tmp_path):
    broken = tmp_path / "fout.yaml"
    broken.write_text("municipality: 3\n")

    code, said = run("setup", "--policy", str(broken))

    assert code == 1
    assert "fout.yaml" in said
    assert not PolicyVersion.objects.exists()


def test_a_file_that_is_not_there_is_said(run, tmp_path):
    code, said = run("setup", "--policy", str(tmp_path / "weg.yaml"))

    assert code == 1
    assert "weg.yaml" in said


def test_subjects_are_taken_in_and_the_same_file_again_changes_nothing(run, tmp_path):
    table = tmp_path / "onderwerpen.csv"
    table.write_text("naam\nGroen en water\nVerkeer\n")

    first, again = (run("setup", "--subjects", str(table))[1] for _time in range(2))

    assert "Onderwerpen: 2 nieuw, 0 gewijzigd, 0 hetzelfde." in first
    assert "Onderwerpen: 0 nieuw, 0 gewijzigd, 2 hetzelfde." in again
    assert {subject.name for subject in Subject.objects.all()} == {"Groen en water", "Verkeer"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_tables_in_the_letters_that_excel_writes_are_read(run, tmp_path, encoding):
    table = tmp_path / "tabel.csv"
    table.write_bytes("naam;korte naam\r\nEénoog € 5;eenoog\r\nCafés;cafes\r\n".encode(encoding))
    streets = tmp_path / "straten.csv"
    streets.write_bytes("straat;gebied\r\nCaféstraat;Eénoog € 5\r\n".encode(encoding))

    for words in (["setup", "--areas"], ["setup", "--subjects"]):
        code, said = run(*words, str(table))
        assert code == 0, said
    code, said = run("places", "import-addresses", str(streets))
    assert code == 0, said

    names = ["Eénoog € 5", "Cafés"]
    assert sorted(Area.objects.values_list("name", flat=True)) == sorted(names)
    assert sorted(Subject.objects.values_list("name", flat=True)) == sorted(names)
    assert [street.name for street in Street.objects.all()] == ["Caféstraat"]


def test_letters_that_cannot_be_told_and_a_policy_that_is_no_plain_text_are_refused(run, tmp_path):
    file = tmp_path / "onderwerpen.csv"
    file.write_bytes("naam\nПарк\n".encode("cp1251"))
    code, said = run("setup", "--subjects", str(file))
    assert code == 1
    assert "We kunnen niet zien welke letters hier staan" in said
    file.write_bytes(b"\xd0\xcf\x11\xe0 oud")
    assert "oud Excel-bestand" in run("setup", "--subjects", str(file))[1]
    assert not Subject.objects.exists()

    policy = tmp_path / "beleid.yaml"
    for encoding, why in (("utf-16", "is bewaard als Unicode"), ("cp1252", "niet in als UTF-8")):
        policy.write_bytes("municipality:\n  name: Eénoog\n".encode(encoding))
        code, said = run("setup", "--policy", str(policy))
        assert code == 1
        assert why in said
    assert not PolicyVersion.objects.exists()


def test_subjects_in_a_wrong_table_are_refused(run, tmp_path):
    table = tmp_path / "onderwerpen.csv"
    table.write_text("iets\nGroen\n")

    code, said = run("setup", "--subjects", str(table))

    assert code == 1
    assert "onderwerpen.csv" in said
    assert not Subject.objects.exists()


@pytest.fixture
def built(monkeypatch):
    """As if the style sheets were bundled."""
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda path: path)


def test_the_doctor_finds_a_fresh_installation_in_order(run, built):
    run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)

    code, said = run("doctor")

    assert code == 0, said
    not_well = [line for line in said.splitlines() if not line.startswith("goed")]
    assert [line.split()[2] for line in not_well] == ["Verklaringen:"]


def test_the_doctor_finds_that_search_lags_and_a_command_writes_it_anew(run, built):
    run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)
    drop_words_index()

    code, said = run("doctor")
    assert code == 1
    assert "Zoeken: loopt achter op 1 plaatsen. Doe: speelruimte search rebuild" in said

    code, said = run("search", "rebuild")
    assert (code, said.splitlines()) == (
        0,
        ["Zoeken: 0 processen zijn te vinden.", "Zoeken: 0 keer inbreng is te vinden."],
    )
    assert "Zoeken: alles wat te lezen is, is te vinden." in run("doctor")[1]


def test_the_doctor_names_what_an_empty_installation_lacks(run, built):
    code, said = run("doctor")

    assert code == 1
    assert "Er geldt" not in said
    assert "er geldt geen beleid" in said
    assert "er is geen beheerder" in said


def test_the_doctor_finds_style_sheets_that_were_not_built(run, monkeypatch):
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda path: None)

    code, said = run("doctor")

    assert code == 1
    assert "bin/build-assets" in said


def test_setup_puts_the_static_files_ready_and_the_doctor_misses_one(run, built, settings):
    run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)
    files = sorted(path for path in settings.STATIC_ROOT.rglob("*") if path.is_file())
    assert files
    files[0].unlink()

    code, said = run("doctor")

    assert code == 1
    missing = files[0].relative_to(settings.STATIC_ROOT)
    assert f"{missing} staat niet of verouderd klaar voor de webserver (in totaal: 1)" in said
    run("setup")
    assert run("doctor")[0] == 0


def test_style_that_was_not_built_is_said_at_setup(run, monkeypatch, settings):
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda path: None)

    code, said = run("setup")

    assert code == 0
    assert "bin/build-assets" in said
    assert not settings.STATIC_ROOT.exists()


def test_the_doctor_finds_what_others_can_read(run, built, settings):
    key, database = settings.DATA / "keys" / "receipt_key", settings.DATA / "speelruimte.sqlite3"
    key.parent.mkdir(mode=0o700)
    for file in (key, database):
        file.write_text("geheim")
        file.chmod(0o644)
    settings.DATA.chmod(0o755)

    code, said = run("doctor")

    assert code == 1
    assert f"chmod 700 {settings.DATA} && chmod 600 {database} {key}" in said
    assert "geheim" not in said
    run("setup")
    assert f"chmod 600 {database}" not in run("doctor")[1]


SAFE = {"IS_HTTPS": True, "SITE_ADDRESS": "https://x.example", "TRUSTED_PROXY_COUNT": 1}


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS laat elke naam toe"),
        ({"SECRET_KEY": "a"}, "te raden: secret_key"),
        ({"SITE_ADDRESS": "http://x.example"}, "begint niet met https://"),
        ({"IS_HTTPS": False}, "IS_HTTPS staat uit"),
        ({"TRUSTED_PROXY_COUNT": 0}, "Zet het op het aantal"),
        ({}, ""),
    ],
)
def test_the_doctor_finds_settings_that_are_not_safe(settings, wrong, sentence):
    for name, value in (SAFE | wrong).items():
        setattr(settings, name, value)

    [(mark, said)] = look_at_settings()

    assert mark == ("fout" if wrong else "goed")
    assert sentence in said


@pytest.mark.once
def test_the_doctor_finds_a_mail_server_that_is_away_given_up_mail_and_nobody_at_work(
    run, cast, settings
):
    Message.objects.create(
        idempotency_key="proef",
        kind="proef",
        person=cast.wim,
        created_at=timezone.now(),
        try_after=timezone.now(),
        dropped_at=timezone.now(),
        attempts=11,
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    os.utime(settings.DATA / SIGN_OF_LIFE, (0, 0))

    said = run("doctor")[1]

    assert "Mailserver: antwoordt niet" in said
    assert "1 berichten zijn opgegeven" in said
    assert "geen teken van leven" in said


@pytest.mark.once
def test_the_doctor_says_that_a_disk_is_full(run, monkeypatch):
    monkeypatch.setattr(doctor_files.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=7))

    code, said = run("doctor")

    assert code == 1
    assert "Maak ruimte vrij" in said


def test_the_doctor_names_work_that_nobody_does_and_work_that_was_given_up(run, built):
    run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)
    tasks.note.enqueue("a")
    assert run("doctor")[0] == 0
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    code, said = run("doctor")
    assert code == 1
    assert "Taken: de oudste wacht 60 minuten" in said

    DBTaskResult.objects.update(status="FAILED")
    Heartbeat().give(at=timezone.now(), failing=["opruimen"])
    code, said = run("doctor")
    assert code == 1
    assert "opgegeven na vaak proberen: note." in said
    assert "dit lukt niet: opruimen" in said


def test_the_doctor_finds_a_missing_trigger_and_setup_puts_it_back(run, built):
    run("setup", "--policy", "heemstede-2020", *ADMINISTRATOR)
    with connection.cursor() as cursor:
        table = " ON journal_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER journal_entry_no_update{table}")

    code, said = run("doctor")
    assert code == 1
    assert "journal_entry_no_update" in said

    run("setup")
    assert run("doctor")[0] == 0


def test_the_doctor_finds_mail_that_waits_too_long(run, built, cast, later):
    from django.utils.timezone import now

    Message.objects.create(
        idempotency_key="proef",
        kind="proef",
        person=cast.wim,
        created_at=now(),
        try_after=now() - timedelta(hours=2),
    )

    code, said = run("doctor")

    assert code == 1
    assert "wacht 120 minuten" in said
    assert "speelruimte work" in said
