import io
import sqlite3
from pathlib import Path

import pytest
from django.utils.timezone import now as real_now
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.door import received_initiative
from tests.steps.writing import writing_by_hand

from speelruimte.commands.main import main
from speelruimte.connections.spreadsheet import uploads
from speelruimte.people.actions import leave_contact
from speelruimte.people.intake import Reach
from speelruimte.people.models import Contact
from speelruimte.route.verification import verify

MAIL = "w.zonderland@buurt.example"
NAME = "Willemijn Zonderland"


class Keyboard(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def forget(request, capsys, monkeypatch):
    """Run `speelruimte forget`; gives the exit code and what it said."""
    if "own_database" not in request.fixturenames:
        request.getfixturevalue("db")

    def ran(*given, typed=None, piped=""):
        stdin = io.StringIO(piped) if typed is None else Keyboard(typed)
        monkeypatch.setattr("sys.stdin", stdin)
        code = main(["forget", *given])
        said = capsys.readouterr()
        return code, said.out + said.err

    return ran


@pytest.fixture
def own(policy):
    """A contribution of Willemijn, in which her name stands."""
    activity = an_activity(a_trajectory(policy, route="college"))
    return words(activity, f"Ik, {NAME}, wil een bank.", name=NAME, email=MAIL)


def test_who_took_part_is_forgotten_by_address_in_any_case(forget, own):
    code, said = forget("--email", MAIL.upper(), "--yes")

    assert code == 0, said
    assert "contactgegevens  1" in said
    assert "accounts         0" in said
    assert "bijdragen        1" in said
    own.refresh_from_db()
    assert own.text == "Ik, [weggehaald], wil een bank."
    assert not Contact.objects.filter(forgotten_at=None).exists()
    assert verify().faults == []


def test_with_words_the_own_words_go_too(forget, own):
    code, said = forget("--email", MAIL, "--words", "--yes")

    assert code == 0, said
    own.refresh_from_db()
    assert (own.text, own.state) == ("", "erased")


def test_nothing_happens_without_a_yes(forget, own):
    for code, said in (
        forget("--email", MAIL),
        forget("--email", MAIL, typed="nee\n"),
        forget("--email", MAIL, typed="\n"),
    ):
        assert code == 1
        assert "Er is niets veranderd" in said

    assert Contact.objects.get().email == MAIL


def test_a_typed_yes_is_enough(forget, own):
    code, _said = forget("--email", MAIL, typed="ja\n")

    assert code == 0
    assert Contact.objects.get().email == ""


@pytest.mark.parametrize("address", ["niemand@buurt.example", "", " "])
def test_an_address_of_nobody_is_said(forget, own, address):
    Contact.objects.create(name="Zonder Adres")

    code, said = forget("--email", address, "--yes")

    assert code == 1
    assert "niemand gevonden" in said
    assert not Contact.objects.filter(forgotten_at__isnull=False).exists()


def test_who_was_forgotten_before_is_not_found_again(forget, own):
    forget("--email", MAIL, "--yes")

    assert forget("--email", MAIL, "--yes")[0] == 1


def test_an_account_with_the_address_is_closed(forget, cast):
    stranger = cast.stranger

    code, said = forget("--email", stranger.email, "--yes")

    assert code == 0, said
    assert "accounts         1" in said
    stranger.refresh_from_db()
    assert (stranger.name, stranger.is_active, stranger.reference) == ("", False, None)


def test_who_still_leads_something_keeps_everything(forget, trajectory, cast):
    Contact.objects.create(name="Samira", email=cast.samira.email)

    code, said = forget("--email", cast.samira.email, "--yes")

    assert code == 1
    assert "Draag dat eerst over" in said
    assert Contact.objects.filter(email=cast.samira.email, forgotten_at=None).exists()
    cast.samira.refresh_from_db()
    assert cast.samira.is_active


def test_a_code_from_standard_input_finds_who_belongs_to_it(forget, own):
    code, said = forget("--code", "--yes", piped=f"{own.code.lower()}\n")

    assert code == 0, said
    assert own.code not in said
    assert Contact.objects.get().forgotten_at is not None
    own.refresh_from_db()
    assert own.text == "Ik, [weggehaald], wil een bank."


def test_a_code_is_asked_without_showing_it(forget, own, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: own.code)

    assert forget("--code", typed="ja\n")[0] == 0
    assert Contact.objects.get().forgotten_at is not None


def test_an_unknown_code_is_said(forget, own):
    code, said = forget("--code", "--yes", piped="SR-2222-2222-2222\n")

    assert code == 1
    assert "kennen we niet" in said


def test_words_without_a_name_go_only_when_asked(forget, own):
    nameless = words(own.activity, "Bel mij op 0500 98 76 54.")

    code, said = forget("--code", "--yes", piped=nameless.code)
    assert code == 1
    assert "--words" in said

    code, said = forget("--code", "--words", "--yes", piped=nameless.code)
    assert code == 0, said
    nameless.refresh_from_db()
    own.refresh_from_db()
    assert (nameless.text, nameless.state) == ("", "erased")
    assert own.text
    assert verify().faults == []


def test_the_code_of_an_initiative_works_as_well(forget, policy):
    from speelruimte.initiatives.models import Initiative
    from speelruimte.people.receipts import new_code

    initiative = received_initiative(name=NAME, email=MAIL, at=real_now())
    code, receipt_hash = new_code()
    Initiative.objects.filter(pk=initiative.pk).update(receipt_hash=receipt_hash)

    done, said = forget("--code", "--words", "--yes", piped=code)

    assert done == 0, said
    assert "initiatieven     1" in said
    assert "Nog niet beantwoord. Dit idee stopt, en er komt geen antwoord." in said
    initiative.refresh_from_db()
    assert (initiative.title, initiative.text) == ("[weggehaald]", "[weggehaald]")
    assert initiative.contact.email == ""
    assert initiative.outcome == "withdrawn"


def test_an_idea_that_keeps_its_words_is_not_said_to_stop(forget, policy):
    initiative = received_initiative(name=NAME, email=MAIL, at=real_now())

    done, said = forget("--email", MAIL, "--yes")

    assert done == 0, said
    assert initiative.key in said
    assert "Nog niet beantwoord" not in said
    initiative.refresh_from_db()
    assert initiative.ended_at is None


def test_a_table_that_waits_to_be_taken_in_goes_too(forget, own, settings, tmp_path):
    settings.DATA = tmp_path
    name = uploads.store_upload(f"tekst;naam\nEen bank;{NAME}".encode())

    forget("--email", MAIL, "--yes")

    assert uploads.stored_upload(name) is None


def written(database):
    """Everything in the file of the database and its log."""
    return b"".join(file.read_bytes() for file in Path(database).parent.glob("*sqlite3*"))


@pytest.mark.sqlite("PostgreSQL has no file to look into")
def test_the_files_of_the_database_no_longer_hold_the_name(own_database, forget):
    """Also while somebody else has the database open, so that its log is not emptied by itself."""
    with writing_by_hand(because="an address comes with words or an initiative"):
        somebody = leave_contact(Reach(name=NAME, email=MAIL))
    beside = sqlite3.connect(own_database)
    beside.execute("SELECT count(*) FROM people_contact").fetchone()
    assert NAME.encode() in written(own_database)

    code, said = forget("--email", MAIL, "--yes")

    assert code == 0, said
    assert Contact.objects.get(pk=somebody.pk).forgotten_at
    assert NAME.encode() not in written(own_database)
    beside.close()
