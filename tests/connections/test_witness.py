"""Somebody outside signs along, and refuses what does not only add to what was seen before."""

import base64
import threading
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from tests.steps.proving import checked, rewritten_from, without_triggers

from speelruimte.commands.main import main
from speelruimte.commands.work import ask_witnesses
from speelruimte.connections.witness.asking import WitnessRefusesError, ask_witness, unsigned_by
from speelruimte.connections.witness.memory import WitnessMemory
from speelruimte.connections.witness.serving import witness_server
from speelruimte.journal import checker, verbs
from speelruimte.journal.acting import action, record
from speelruimte.journal.checkpoint import TreeHead, read_checkpoint, signed_checkpoint
from speelruimte.journal.log_key import log_key, public_key
from speelruimte.journal.models import Checkpoint, Cosignature, Entry
from speelruimte.journal.proof import proof_of
from speelruimte.journal.signed_note import new_key, read_signatures
from speelruimte.journal.signing import write_checkpoint
from speelruimte.journal.tree import leaf_hash, node_hash
from speelruimte.journal.verbs import Verb
from speelruimte.journal.witnessing import (
    WitnessFaultyError,
    cosignatures_that_do_not_fit,
    witnesses,
)
from speelruimte.route.verification import verify

NAME = "griffie.lindewold.example/getuige"
LEAVES = [leaf_hash(bytes([number])) for number in range(3)]
ROOTS = {
    1: LEAVES[0],
    2: node_hash(*LEAVES[:2]),
    3: node_hash(node_hash(*LEAVES[:2]), LEAVES[2]),
}


@pytest.fixture
def memory(tmp_path):
    """A witness that watches our journal."""
    memory = WitnessMemory(tmp_path / "getuige")
    memory.make(NAME)
    memory.watch(str(public_key()))
    return memory


def question(old, size, *proof, root=None, key=None):
    key = key or log_key()
    lines = "".join(base64.b64encode(one).decode() + "\n" for one in proof)
    head = TreeHead(key.name, size, root or ROOTS[size])
    return f"old {old}\n{lines}\n{signed_checkpoint(head, key)}"


def ask(memory, *asked, **given):
    return memory.add_checkpoint(question(*asked, **given), moment=1_800_000_000)


def test_a_witness_signs_along_what_only_adds(memory):
    first = ask(memory, 0, 2)
    second = ask(memory, 2, 3, LEAVES[2])

    assert (first.status, second.status) == (HTTPStatus.OK, HTTPStatus.OK)
    (signature,) = read_signatures(second.text)
    text = TreeHead(public_key().name, 3, ROOTS[3]).text()
    assert memory.key().verifier.check(text, signature.signed) == 1_800_000_000
    assert [known.size for known in memory.watched()] == [3]


def test_a_witness_answers_what_the_protocol_asks_for_each_fault(memory):
    ask(memory, 0, 2)
    stranger = new_key("elders.example/logboek")
    forged = new_key(public_key().name)

    assert ask(memory, 0, 1, key=stranger, root=ROOTS[1]).status == HTTPStatus.NOT_FOUND
    assert ask(memory, 2, 3, LEAVES[2], key=forged).status == HTTPStatus.FORBIDDEN
    assert ask(memory, 3, 2).status == HTTPStatus.BAD_REQUEST
    conflict = ask(memory, 0, 3)
    assert (conflict.status, conflict.text) == (HTTPStatus.CONFLICT, "2\n")
    assert conflict.content_type == "text/x.tlog.size"
    assert ask(memory, 2, 3, LEAVES[1]).status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ask(memory, 2, 3).status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ask(memory, 2, 2, root=ROOTS[1]).status == HTTPStatus.CONFLICT
    assert ask(memory, 2, 2).status == HTTPStatus.OK
    good = question(2, 3, LEAVES[2])
    for faulty in (
        "",
        good.replace("old 2", "old 02"),
        good.replace("old", "oud"),
        good.replace("\n\n", "\n" + "AAAA\n" * 64 + "\n", 1),
        good.replace("old 2\n", "old 2\n!\n"),
        good.split("\n\n")[0] + "\n\n",
    ):
        assert memory.add_checkpoint(faulty, moment=1).status == HTTPStatus.BAD_REQUEST
    assert [known.size for known in memory.watched()] == [2]


@pytest.fixture
def witness(memory, settings):
    """The same one, that answers on the network, and is named in our settings."""
    server = witness_server(memory, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.WITNESSES = [f"{address} {memory.key().verifier}"]
    yield memory
    server.shutdown()
    thread.join()
    server.server_close()


@action
def ring(times, *, at):
    for _turn in range(times):
        record("bell_rung", about="bell:1", by=None, at=at)


@pytest.fixture
def _bells(monkeypatch):
    monkeypatch.setitem(verbs._known, "bell_rung", Verb("bell_rung"))


@pytest.mark.usefixtures("_bells")
@pytest.mark.django_db
def test_our_checkpoint_is_signed_along_and_a_proof_carries_it(witness, now):
    assert unsigned_by() == []
    for times in (3, 300):
        ring(times, at=now)
        write_checkpoint(at=now)
        assert [asked.name for asked in unsigned_by()] == [NAME]
        assert ask_witnesses()
    assert unsigned_by() == []
    assert [(shown.name, shown.size) for shown in witnesses()] == [(NAME, 303)]

    proof = proof_of(Entry.objects.get(number=7))
    said = checked(proof.text, witnesses=[witness.key().verifier])

    assert f"Meegetekend door {NAME}" in "\n".join(said)
    assert Cosignature.objects.count() == 2


def as_kept(moment):
    """As it stands in the database."""
    return connection.ops.adapt_datetimefield_value(moment)


@pytest.mark.usefixtures("_bells")
@pytest.mark.django_db
def test_a_cosignature_that_somebody_changes_in_the_database_is_found(witness, now, settings):
    for times in (3, 300):
        ring(times, at=now)
        write_checkpoint(at=now)
        assert ask_witnesses()
    first, second = Cosignature.objects.order_by("checkpoint")
    stranger = new_key(NAME, kind=4)
    text = read_checkpoint(first.checkpoint.note)[0].text
    forged = stranger.sign(text, moment=int(first.moment.timestamp()))
    assert list(cosignatures_that_do_not_fit()) == []

    for column, otherwise in (
        ("line", second.line),
        ("line", forged),
        ("line", "onzin"),
        ("moment", as_kept(first.moment + timedelta(seconds=1))),
        ("witness", "elders.example/getuige"),
    ):
        change = f"UPDATE journal_cosignature SET {column} = %s WHERE id = %s"
        without_triggers("journal_cosignature", change, [otherwise, first.pk])
        (said,) = verify().beside
        named = otherwise if column == "witness" else NAME
        assert said.startswith(f"De medeondertekening van {named} onder de eerste 3 regels"), column
        before = as_kept(first.moment) if column == "moment" else getattr(first, column)
        without_triggers("journal_cosignature", change, [before, first.pk])
    assert verify().beside == []

    # The witness gets another key, and then nobody signs along any more.
    settings.WITNESSES = [f"https://griffie.example {stranger.verifier}"]
    assert len(list(cosignatures_that_do_not_fit())) == 2
    settings.EARLIER_WITNESS_KEYS = [str(witness.key().verifier)]
    assert list(cosignatures_that_do_not_fit()) == []
    settings.WITNESSES = []
    assert list(cosignatures_that_do_not_fit()) == []
    settings.EARLIER_WITNESS_KEYS = ["griffie"]
    (said,) = cosignatures_that_do_not_fit()
    assert "SPEELRUIMTE_EARLIER_WITNESS_KEYS klopt niet" in said


@pytest.mark.usefixtures("_bells")
@pytest.mark.django_db
def test_a_second_face_gets_no_signature_and_its_proofs_are_refused(witness, now, caplog):
    ring(3, at=now)
    write_checkpoint(at=now)
    assert ask_witnesses()
    # Whoever has database and key shows somebody else another journal.
    without_triggers("journal_cosignature", "DELETE FROM journal_cosignature")
    without_triggers("journal_checkpoint", "DELETE FROM journal_checkpoint")
    rewritten_from(2, about="bell:9")
    ring(1, at=now)
    write_checkpoint(at=now)

    assert not ask_witnesses()

    assert "does not sign: 422" in caplog.text
    with pytest.raises(checker.UntrueError, match="niet meegetekend"):
        checked(proof_of(Entry.objects.get(number=2)).text, witnesses=[witness.key().verifier])


@pytest.mark.usefixtures("_bells")
@pytest.mark.django_db
def test_a_journal_that_lost_its_end_gets_no_signature(witness, now):
    ring(3, at=now)
    write_checkpoint(at=now)
    assert ask_witnesses()
    without_triggers("journal_cosignature", "DELETE FROM journal_cosignature")
    without_triggers("journal_checkpoint", "DELETE FROM journal_checkpoint")
    without_triggers("journal_entry", "DELETE FROM journal_entry WHERE number = 3")
    write_checkpoint(at=now)

    (asked,) = witnesses()
    with pytest.raises(WitnessRefusesError, match="saw 3 entries, and there are 2"):
        ask_witness(asked)


@pytest.mark.usefixtures("_bells")
@pytest.mark.django_db
def test_a_witness_that_is_away_or_is_none_stops_no_other_work(now, settings, tmp_path):
    ring(1, at=now)
    write_checkpoint(at=now)
    key = new_key(NAME, kind=4).verifier
    settings.WITNESSES = [f"http://127.0.0.1:1 {key}"]
    assert not ask_witnesses()

    settings.WITNESSES = ["http://127.0.0.1:1"]
    with pytest.raises(WitnessFaultyError):
        ask_witnesses()
    assert Checkpoint.objects.count() == 1


def test_a_witness_is_made_and_shown_on_the_command_line(tmp_path, capsys):
    folder = str(tmp_path / "getuige")

    assert main(["witness", "init", folder, "--name", NAME]) == 0
    assert NAME in capsys.readouterr().out
    assert main(["witness", "watch", folder, str(public_key())]) == 0
    assert public_key().name in capsys.readouterr().out
    assert main(["witness", "show", folder]) == 0
    assert f"{public_key().name}: 0 regels" in capsys.readouterr().out
    assert (tmp_path / "getuige" / "sleutel").stat().st_mode & 0o077 == 0

    assert main(["witness", "init", folder, "--name", NAME]) == 1
    assert main(["witness", "init", folder + "2", "--name", "met spatie"]) == 1
    assert main(["witness", "watch", folder, "geen sleutel"]) == 1
    assert main(["witness", "show", str(tmp_path / "weg")]) == 1
    said = capsys.readouterr().err
    assert "staat al een getuige" in said
    assert "geen openbare sleutel" in said
    assert "staat geen getuige" in said
