"""`speelruimte journal verify`: the chain, the texts, and what was lawfully erased."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests.steps.proving import without_triggers
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of
from tests.steps.writing import writing_by_hand

from speelruimte.activities.kind import kinds
from speelruimte.commands.main import main
from speelruimte.journal import verbs
from speelruimte.journal.acting import action, record
from speelruimte.journal.chain import last_fingerprint
from speelruimte.journal.models import Entry
from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb, known_verbs
from speelruimte.notices.models import Message
from speelruimte.people.models import Contact, Person
from speelruimte.route import verification
from speelruimte.route.verification import ERASED, verify
from speelruimte.shared.fingerprints import fingerprint

texts_of_tests = {}


def text_of_test(key):
    return texts_of_tests[key]


@pytest.fixture
def letters(monkeypatch):
    """A kind of text of its own: what is in this dict is what the rows would hold."""
    made = Made(lambda entry: entry.about, f"{__name__}.text_of_test")
    monkeypatch.setitem(
        verbs._known, "letter_of_test_written", Verb("letter_of_test_written", (made,))
    )
    texts_of_tests.clear()
    return texts_of_tests


@action
def write(key, text, *, by=None, at):
    record(
        "letter_of_test_written",
        about=f"letter:{key}",
        by=by,
        at=at,
        text_fingerprint=fingerprint(text),
    )


@action
def erase(key, left, *, by=None, at):
    record(
        "erased_lawfully",
        about=f"letter:{key}",
        by=by,
        at=at,
        text_of=f"letter:{key}",
        text_fingerprint=fingerprint(left),
    )


def test_an_untouched_journal_gives_its_number_and_last_fingerprint(load_pack, cast, capsys):
    load_pack("heemstede-2020")

    assert main(["journal", "verify"]) == 0

    said = capsys.readouterr().out
    assert f"{Entry.objects.count()} regels, alles klopt." in said
    assert "Nagemaakte teksten: 1" in said
    assert last_fingerprint() in said


def test_what_it_cannot_see_stands_beside_what_is_right(load_pack, capsys, monkeypatch):
    load_pack("heemstede-2020")
    blind = replace(kinds()[0], blind_spots=lambda: ["vote:7 is nog open."])
    monkeypatch.setattr(verification, "kinds", lambda: [blind])

    assert main(["journal", "verify"]) == 0

    assert "Niet na te gaan: vote:7 is nog open." in capsys.readouterr().out.splitlines()


def test_what_it_never_compares_stands_there_each_time(cast, now, capsys):
    assert main(["journal", "verify"]) == 0
    before = capsys.readouterr().out

    with writing_by_hand(because="somebody changes what no entry says anything of"):
        contact = Contact.objects.create(email="bewoner@lindewold.example")
        Message.objects.create(contact=contact, created_at=now, try_after=now)
        Contact.objects.update(email="dief@elders.example", name="Een ander")
        Message.objects.update(sent_at=now, attempts=3)
        Person.objects.filter(pk=cast.wim.pk).update(name="Een ander", password="!")
    assert main(["journal", "verify"]) == 0

    assert capsys.readouterr().out == before
    unseen = [line for line in before.splitlines() if line.startswith("Niet na te gaan: ")]
    assert [line.split(": ")[1] for line in unseen] == [
        *("contactgegevens", "inloggen", "berichten", "werk"),
    ]


def test_an_earlier_fingerprint_is_still_in_it(cast, load_pack, capsys):
    earlier = last_fingerprint()
    load_pack("heemstede-2020")

    assert main(["journal", "verify", "--since", earlier]) == 0
    assert "staat er nog in" in capsys.readouterr().out


def test_a_fingerprint_that_was_never_there_is_found_out(cast, capsys):
    assert main(["journal", "verify", "--since", "0" * 64]) == 1
    assert "verdwenen of vervangen" in capsys.readouterr().out


def test_a_changed_entry_is_named(cast, capsys):
    without_triggers("journal_entry", "UPDATE journal_entry SET verb = 'iets' WHERE number = 3")

    assert main(["journal", "verify"]) == 1
    assert "Regel 3" in capsys.readouterr().out


def test_a_changed_policy_is_named(load_pack, capsys):
    version = load_pack("heemstede-2020")
    changed = version.content.replace("Heemstede", "Elders")
    without_triggers(
        "policy_policyversion", "UPDATE policy_policyversion SET content = %s", [changed]
    )

    assert main(["journal", "verify"]) == 1
    assert "policy_from:2021-02-01/1 is veranderd" in capsys.readouterr().out


def test_a_changed_text_and_a_vanished_one_are_named(letters, now, db):
    write("a", "beloofd", at=now)
    letters["a"] = "beloofd"
    assert verify().faults == []
    assert verify().texts == 1

    letters["a"] = "anders"
    assert "letter:a is veranderd" in verify().faults[0]


def test_the_first_text_that_differs_is_named(letters, now, db):
    write("a", "een", at=now)
    write("b", "twee", at=now)
    letters |= {"a": "x", "b": "y"}

    assert len(verify().faults) == 1
    assert "letter:a" in verify().faults[0]


def test_what_was_lawfully_erased_is_compared_with_what_was_left(letters, now, db):
    write("a", "Henk zei nee", at=now)
    erase("a", "[gewist] zei nee", at=now)
    letters["a"] = "[gewist] zei nee"

    finding = verify()
    assert finding.faults == []
    assert finding.erased == ["letter:a"]

    letters["a"] = "[gewist] zei ja"
    assert "veranderd" in verify().faults[0]


def test_a_text_nobody_can_make_again_is_no_silent_pass(monkeypatch, now, db):
    monkeypatch.setitem(verbs._known, "promised", Verb("promised"))

    @action
    def strange(*, by=None, at):
        record("promised", about="x:1", by=by, at=at, text_fingerprint="0" * 64)

    strange(at=now)

    assert "weet niet welke tekst" in verify().faults[0]


@looks_through_the_source
def test_every_text_that_enters_the_journal_is_made_again_or_listed():
    """Whoever records a fingerprint of a text says here how the text is made again."""
    known = known_verbs()
    for file in Path(settings.PACKAGE).rglob("*.py"):
        for call in nodes_in(tree_of(file)):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            if "text_fingerprint" not in {word.arg for word in call.keywords}:
                continue
            for verb in verbs_in(call.args[0]):
                may_be = verb == ERASED or known[verb].made or known[verb].may_change
                assert may_be, f"{file}: {verb}"


def verbs_in(argument):
    """The verb that stands there, or one of two."""
    if isinstance(argument, ast.IfExp):
        return [*verbs_in(argument.body), *verbs_in(argument.orelse)]
    return [argument.value]


def test_the_makers_of_texts_are_there():
    from django.utils.module_loading import import_string

    for made in (made for verb in known_verbs().values() for made in verb.made):
        assert callable(import_string(made.text)), made.text


@pytest.mark.django_db
def test_without_a_database_it_says_what_to_do(monkeypatch, capsys):
    def broken(**_asked):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM hier_is_niets")

    monkeypatch.setattr(verification, "verify", broken)

    assert main(["journal", "verify"]) == 1
    assert "speelruimte setup" in capsys.readouterr().err
