"""Whoever has all rights on the database rewrites the journal so that it fits: it is found."""

from datetime import timedelta

import pytest
from tests.steps.proving import rewritten_from, without_triggers

from speelruimte.journal import verbs
from speelruimte.journal.acting import action, record
from speelruimte.journal.checkpoint import TreeHead, signed_checkpoint
from speelruimte.journal.models import Checkpoint
from speelruimte.journal.signed_note import SigningKey
from speelruimte.journal.signing import write_checkpoint
from speelruimte.journal.verbs import Verb
from speelruimte.journal.verification import verify_chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed_journal(monkeypatch, settings, tmp_path, now):
    """Five entries, signed when there were three, with the newest checkpoint beside the database."""
    settings.CHECKPOINT_FILE = tmp_path / "controlepunt"
    monkeypatch.setitem(verbs._known, "bell_rung", Verb("bell_rung"))
    ring(3, at=now)
    write_checkpoint(at=now)
    ring(2, at=now)


@action
def ring(times, *, at):
    for _turn in range(times):
        record("bell_rung", about="bell:1", by=None, at=at)


def test_an_untouched_journal_fits_all_that_was_signed(now):
    write_checkpoint(at=now)

    finding = verify_chain()

    assert (finding.entries, finding.faults) == (5, [])
    assert finding.checkpoints == 3  # two in the database, one beside it


def test_a_chain_that_was_rewritten_until_it_fits_again_is_found():
    rewritten_from(2, about="bell:9")

    finding = verify_chain()

    assert finding.entries == 5
    assert "herschreven" in finding.faults[0]


def test_what_was_not_signed_yet_can_be_rewritten_and_what_was_cannot(now):
    rewritten_from(5, about="bell:9")

    assert verify_chain().faults == []

    write_checkpoint(at=now)
    rewritten_from(5, about="bell:8")
    assert "5 die er nu staan" in verify_chain().faults[0]


def test_a_tail_that_was_cut_off_is_found_although_nobody_kept_a_fingerprint():
    without_triggers("journal_entry", "DELETE FROM journal_entry WHERE number > 2")

    assert verify_chain().faults == [
        "Het einde van het logboek is verdwenen: er zijn 3 regels ondertekend, en er staan er 2."
    ]
    # Also when the checkpoints in the database went along.
    without_triggers("journal_checkpoint", "DELETE FROM journal_checkpoint")
    assert "verdwenen" in verify_chain().faults[0]


def test_a_checkpoint_that_another_key_signed_is_found(now):
    forged = SigningKey("meedoen.example/logboek", 1, b"x" * 32)
    note = signed_checkpoint(TreeHead(forged.name, 5, b"y" * 32), forged)
    without_triggers("journal_checkpoint", "UPDATE journal_checkpoint SET note = %s", [note])

    assert "niet met onze sleutel" in verify_chain().faults[0]


def test_a_face_that_was_shown_to_somebody_else_is_found_with_what_he_kept(now, settings):
    theirs = write_checkpoint(at=now).note
    without_triggers("journal_checkpoint", "DELETE FROM journal_checkpoint")
    settings.CHECKPOINT_FILE = None
    rewritten_from(4, about="bell:9")
    ours = write_checkpoint(at=now).note

    assert ours != theirs
    assert verify_chain().faults == []
    assert "herschreven" in verify_chain(checkpoints=[theirs]).faults[0]


def test_what_an_earlier_key_signed_still_counts_once_it_is_named(settings):
    from speelruimte.journal.log_key import public_key

    earlier = str(public_key())
    settings.CHECKPOINT_KEY = "another key"
    assert "niet met onze sleutel en naam" in verify_chain().faults[0]

    settings.EARLIER_CHECKPOINT_KEYS = [earlier]
    assert verify_chain().faults == []
    assert Checkpoint.objects.count() == 1


def test_under_another_name_verifying_and_the_doctor_say_which_name_differs(settings):
    from speelruimte.commands.doctor_journal import look_at_signing
    from speelruimte.journal.log_key import public_key

    before, earlier = settings.JOURNAL_ORIGIN, str(public_key())
    settings.JOURNAL_ORIGIN = "elders.example/logboek"

    # It stands in the database and beside it, and is said once.
    (fault,) = verify_chain().faults
    assert f"‘{before}’" in fault
    assert "‘elders.example/logboek’" in fault
    assert "SPEELRUIMTE_JOURNAL_ORIGIN" in fault
    assert fault.endswith(earlier)
    assert look_at_signing()[0] == ("fout", f"Ondertekening: {fault}")

    settings.EARLIER_CHECKPOINT_KEYS = [earlier]
    assert verify_chain().faults == []
    assert look_at_signing()[0][0] == "goed"


def test_the_doctor_finds_a_checkpoint_of_another_key_as_verifying_does(settings):
    from speelruimte.commands.doctor_journal import look_at_signing

    settings.CHECKPOINT_KEY = "another key"

    (fault,) = verify_chain().faults
    assert look_at_signing()[0] == ("fout", f"Ondertekening: {fault}")


def test_the_doctor_says_what_is_wrong_with_the_signature_or_the_witnesses(
    now, settings, time_machine
):
    from speelruimte.commands.doctor_journal import look_at_signing
    from speelruimte.journal.signed_note import COSIGNS, new_key

    time_machine.move_to(now, tick=False)
    assert [mark for mark, _said in look_at_signing()] == ["goed", "goed"]

    settings.WITNESSES = [f"https://griffie.example {new_key('g', kind=COSIGNS).verifier}"]
    time_machine.move_to(now + timedelta(days=2), tick=False)
    assert [mark for mark, _said in look_at_signing()] == ["fout", "let op"]
    write_checkpoint(at=now)
    settings.WITNESSES = ["griffie"]
    assert [mark for mark, _said in look_at_signing()] == ["goed", "fout"]

    rewritten_from(2, about="bell:9")
    assert "staat niet meer in het logboek" in look_at_signing()[0][1]
