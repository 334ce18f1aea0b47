"""The journal is signed, and one entry is shown to be in it without the others."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.steps.proving import checked, rewritten_from, without_triggers

from speelruimte.journal import checker, verbs
from speelruimte.journal.acting import action, record
from speelruimte.journal.checkpoint import read_checkpoint
from speelruimte.journal.growing import leaf_of
from speelruimte.journal.log_key import log_key, public_key
from speelruimte.journal.models import Checkpoint, Entry, Subtree
from speelruimte.journal.proof import proof_of
from speelruimte.journal.signed_note import (
    COSIGNS,
    NoteFaultyError,
    new_key,
    read_note,
    read_signing_key,
    read_verifier_key,
)
from speelruimte.journal.signing import HistoryDiffersError, checkpoint_is_due, write_checkpoint
from speelruimte.journal.tree import root_of
from speelruimte.journal.verbs import Verb
from speelruimte.shared.fingerprints import fingerprint

SALT = "5a" * 16


@pytest.fixture(autouse=True)
def _bells(monkeypatch):
    monkeypatch.setitem(verbs._known, "bell_rung", Verb("bell_rung"))
    monkeypatch.setitem(verbs._known, "bell_cast", Verb("bell_cast", is_signed_at_once=True))


@action
def ring(times=1, *, verb="bell_rung", about="bell:1", at, **facts):
    for _turn in range(times):
        record(verb, about=about, by=None, at=at, case_number="2027-0001", **facts)


def test_the_checker_holds_itself_to_the_published_vectors(capsys):
    assert checker.main(["--self-test"]) == 0
    assert "RFC 8032" in capsys.readouterr().out


def test_the_checker_agrees_with_the_library_about_good_and_bad_signatures():
    for number in range(8):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        public, message = key.public_key().public_bytes_raw(), bytes([number]) * number
        signature = key.sign(message)
        assert checker.is_signed(public, message, signature)
        assert not checker.is_signed(public, message + b"!", signature)
        assert not checker.is_signed(public, message, signature[:32] + bytes(31) + b"\xff")


def test_a_key_is_written_and_read_and_a_note_says_who_signed_it():
    key, other = new_key("griffie.example"), new_key("griffie.example")
    witness = new_key("archief.example", kind=COSIGNS)
    text = "een\ntwee\n"
    note = read_note(f"{text}\n{key.sign(text)}\n{witness.sign(text, moment=99)}\n")

    assert read_signing_key(key.secret()) == key
    assert read_verifier_key(str(key.verifier)) == key.verifier
    assert note.checked_by(key.verifier) == 0
    assert note.checked_by(witness.verifier) == 99
    assert note.checked_by(other.verifier) is None
    with pytest.raises(NoteFaultyError):
        read_note(str(note).replace("twee", "drie")).checked_by(key.verifier)
    for faulty in ("geen sleutel", str(key.verifier)[:-4], f"x{key.verifier}"):
        with pytest.raises(NoteFaultyError):
            read_verifier_key(faulty)
    with pytest.raises(NoteFaultyError):
        read_note("een\ntwee\n")
    with pytest.raises(NoteFaultyError):
        new_key("met spatie")


@pytest.mark.django_db
def test_a_checkpoint_is_due_after_an_hour_with_news_and_at_once_after_what_matters(now):
    assert not checkpoint_is_due(at=now)
    assert write_checkpoint(at=now) is None
    ring(3, at=now)
    assert checkpoint_is_due(at=now)

    first = write_checkpoint(at=now)
    note, head = read_checkpoint(first.note)

    assert note.checked_by(public_key()) == 0
    leaves = map(leaf_of, Entry.objects.values_list("fingerprint", flat=True))
    assert (head.size, head.root) == (3, root_of(leaves))
    hour = now + timedelta(hours=1)
    assert not checkpoint_is_due(at=hour)
    assert write_checkpoint(at=hour) == first
    ring(at=now)
    assert not checkpoint_is_due(at=now + timedelta(minutes=59))
    assert checkpoint_is_due(at=hour)
    ring(verb="bell_cast", at=now)
    assert checkpoint_is_due(at=now)


@pytest.mark.django_db
def test_every_entry_has_a_proof_that_can_be_read_elsewhere_and_no_change_of_it_holds(now):
    ring(5, at=now, text_fingerprint=fingerprint(SALT + "Laat de wilgen staan."))
    entry = Entry.objects.get(number=2)
    assert proof_of(entry) is None
    write_checkpoint(at=now)
    ring(at=now)

    proof = proof_of(entry, salt=SALT).text

    said = checked(proof, words="Laat de wilgen staan.\n")
    assert "regel 2 van 5" in said[0]
    assert "precies" in said[-1]
    for number in (1, 3, 4, 5):
        checked(proof_of(Entry.objects.get(number=number)).text)
    with pytest.raises(checker.UntrueError, match="woorden"):
        checked(proof, words="Hak de wilgen om.")
    with pytest.raises(checker.UntrueError, match="niet getekend"):
        checked(proof, key=new_key(public_key().name).verifier)
    with pytest.raises(checker.UntrueError, match="niet in het getekende"):
        checked(proof.replace("bell:1", "bell:2"))
    with pytest.raises(checker.UntrueError, match="niet in het getekende"):
        checked(proof.replace("index 1", "index 3"))
    with pytest.raises(checker.UntrueError, match="vals"):
        checked(proof.replace("\n5\n", "\n6\n"))
    with pytest.raises(checker.UntrueError, match="meegetekend"):
        checked(proof, witnesses=[new_key("griffie.example", kind=COSIGNS).verifier])


@pytest.mark.django_db
def test_what_was_lawfully_erased_says_so_with_its_day(now):
    ring(at=now, text_fingerprint=fingerprint(SALT + "weg"))
    ring(verb="erased_lawfully", about="row:8", at=now, of="bell:1")
    ring(verb="erased_lawfully", about="row:9", at=now, of="bell:9")
    write_checkpoint(at=now)
    entry, erased, of_another = Entry.objects.all()

    said = checked(proof_of(entry, later=erased).text)

    assert said[-1].startswith("Rechtmatig gewist op ")
    with pytest.raises(checker.UntrueError, match="iets anders"):
        checked(proof_of(entry, later=of_another).text)


@pytest.mark.django_db
def test_a_proof_reaches_over_stretches_that_are_full_and_stays_small(now):
    ring(2 * 256 + 3, at=now)
    write_checkpoint(at=now)

    assert Subtree.objects.count() == 2
    for number in (1, 256, 257, 512, 515):
        proof = proof_of(Entry.objects.get(number=number), salt=SALT)
        assert f"regel {number} van 515" in checked(proof.text)[0]
    # A million entries ask ten hashes more.
    assert len(proof_of(Entry.objects.get(number=1), salt=SALT).text.encode()) + 10 * 45 < 2048


@pytest.mark.django_db
def test_a_rewritten_history_is_not_signed(now):
    ring(3, at=now)
    write_checkpoint(at=now)
    rewritten_from(2, about="bell:9")

    ring(at=now)
    with pytest.raises(HistoryDiffersError):
        write_checkpoint(at=now)


@pytest.mark.django_db
def test_a_history_that_was_cut_off_with_its_checkpoints_is_not_signed(now, settings, tmp_path):
    settings.CHECKPOINT_FILE = tmp_path / "controlepunt"
    ring(3, at=now)
    write_checkpoint(at=now)
    without_triggers("journal_entry", "DELETE FROM journal_entry WHERE number = 3")
    without_triggers("journal_checkpoint", "DELETE FROM journal_checkpoint")

    with pytest.raises(HistoryDiffersError):
        write_checkpoint(at=now)


def test_two_proofs_with_two_roots_over_one_size_are_two_faces(tmp_path, capsys):
    files = []
    for face in (b"one", b"other"):
        text = f"{public_key().name}\n1\n{base64.b64encode(face.ljust(32)).decode()}\n"
        file = tmp_path / face.decode()
        entry = '{"number":1}'
        file.write_text(
            f"speelruimte/bewijs@v1\nregel {entry}\nc2sp.org/tlog-proof@v1\nindex 0\n\n"
            f"{text}\n{log_key().sign(text)}\n"
        )
        files.append(checker.read_proof(file.read_text()))

    with pytest.raises(checker.UntrueError, match="twee gezichten"):
        checker.check_faces(files)


@pytest.mark.django_db
def test_the_checker_says_on_the_command_line_what_holds_and_what_cannot_be_read(
    now, tmp_path, capsys
):
    ring(at=now)
    write_checkpoint(at=now)
    file = tmp_path / "bewijs.txt"
    file.write_text(proof_of(Entry.objects.get()).text)

    assert checker.main(["--key", str(public_key()), str(file)]) == 0
    assert "regel 1 van 1" in capsys.readouterr().out
    assert checker.main(["--key", str(new_key("x").verifier), str(file)]) == 1
    assert "Klopt niet" in capsys.readouterr().out
    assert checker.main(["--key", "x", str(file)]) == 2
    file.write_text("iets anders")
    assert checker.main(["--key", str(public_key()), str(file)]) == 2
    assert "Niet te lezen" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_was_signed_cannot_be_changed_or_removed(now):
    from django.db import DatabaseError, connection, transaction

    ring(at=now)
    write_checkpoint(at=now)
    for sql in (
        "UPDATE journal_checkpoint SET note = 'x'",
        "DELETE FROM journal_checkpoint",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Checkpoint.objects.count() == 1
