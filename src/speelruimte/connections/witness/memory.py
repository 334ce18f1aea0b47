"""What a witness remembers: of each journal the largest checkpoint that it signed along.

Needs no installation of Speelruimte and no Django: one folder with a key and a small database. It
answers as every witness does, so that other logs can ask it too.

Source: techniek#c2sp-tlog-witness
"""

import base64
import binascii
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from sqlite3 import Connection, connect

from speelruimte.journal.checkpoint import TreeHead, read_checkpoint
from speelruimte.journal.signed_note import (
    COSIGNS,
    Note,
    NoteFaultyError,
    SigningKey,
    VerifierKey,
    new_key,
    read_signing_key,
    read_verifier_key,
)
from speelruimte.journal.tree import ProofFaultyError, check_consistency

MOST_PROOF_LINES = 63
TABLE = """CREATE TABLE IF NOT EXISTS journal (
    origin TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    root BLOB NOT NULL DEFAULT x'',
    moment INTEGER NOT NULL DEFAULT 0
)"""


@dataclass(frozen=True)
class Reply:
    """What a witness answers to who asks it to sign along."""

    status: HTTPStatus
    text: str = ""
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Known:
    """A journal that is watched, and how far it was when it was last signed along."""

    origin: str
    key: VerifierKey
    size: int
    root: bytes
    moment: int


@dataclass(frozen=True)
class _Asked:
    """One question: from which size on, the proof between, and the checkpoint."""

    old: int
    proof: list[bytes]
    note: Note
    head: TreeHead


class WitnessMemory:
    """The folder of a witness. ``make`` makes it, ``add_checkpoint`` answers a question."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "getuige.sqlite3"
        self._key_file = folder / "sleutel"

    def make(self, name: str) -> None:
        """A new key of this name and an empty memory; refused where there is a key already."""
        self._key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._key_file.open("x") as opened:
            self._key_file.chmod(0o600)
            opened.write(new_key(name, kind=COSIGNS).secret() + "\n")
        with self._database() as database:
            database.execute(TABLE)
        self._file.chmod(0o600)

    def key(self) -> SigningKey:
        """The key of this witness. Raises NoteFaultyError or OSError."""
        return read_signing_key(self._key_file.read_text())

    def watch(self, written: str) -> VerifierKey:
        """Sign along with the journal that has this public key, from now on."""
        key = read_verifier_key(written)
        with self._database() as database:
            database.execute(TABLE)
            database.execute(
                "INSERT INTO journal (origin, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [key.name, str(key)],
            )
        return key

    def watched(self) -> list[Known]:
        """Every journal that is watched."""
        with self._database() as database:
            rows = database.execute("SELECT origin, key, size, root, moment FROM journal")
            return [_known(row) for row in rows]

    def add_checkpoint(self, body: str, *, moment: int) -> Reply:
        """Sign along when it only adds to what was signed along before.

        What is seen is remembered before the answer goes out, and only one question is looked at
        at a time. ``moment`` is in seconds since 1970.
        """
        try:
            asked = _read_question(body)
        except (ValueError, NoteFaultyError):
            return Reply(HTTPStatus.BAD_REQUEST)
        with self._database() as database:
            database.execute("BEGIN IMMEDIATE")
            row = database.execute(
                "SELECT origin, key, size, root, moment FROM journal WHERE origin = ?",
                [asked.head.origin],
            ).fetchone()
            refusal = _refusal(asked, _known(row)) if row else Reply(HTTPStatus.NOT_FOUND)
            if refusal is not None:
                return refusal
            database.execute(
                "UPDATE journal SET size = ?, root = ?, moment = ? WHERE origin = ?",
                [asked.head.size, asked.head.root, moment, asked.head.origin],
            )
        return Reply(HTTPStatus.OK, self.key().sign(asked.note.text, moment=moment) + "\n")

    @contextmanager
    def _database(self) -> Iterator[Connection]:
        with closing(connect(self._file, timeout=10)) as database, database:
            database.execute("PRAGMA synchronous=FULL")
            yield database


def _known(row):
    origin, key, size, root, moment = row
    return Known(origin, read_verifier_key(key), size, root, moment)


def _refusal(asked, known):
    """Why this is not signed along; None when it is."""
    try:
        if asked.note.checked_by(known.key) is None:
            return Reply(HTTPStatus.FORBIDDEN)
    except NoteFaultyError:
        return Reply(HTTPStatus.FORBIDDEN)
    if asked.old > asked.head.size:
        return Reply(HTTPStatus.BAD_REQUEST)
    if asked.old != known.size:
        return Reply(HTTPStatus.CONFLICT, f"{known.size}\n", "text/x.tlog.size")
    if asked.old == asked.head.size and known.root not in (b"", asked.head.root):
        return Reply(HTTPStatus.CONFLICT, f"{known.size}\n", "text/x.tlog.size")
    try:
        check_consistency(known.size, asked.head.size, known.root, asked.head.root, asked.proof)
    except ProofFaultyError:
        return Reply(HTTPStatus.UNPROCESSABLE_ENTITY)
    return None


def _read_question(body):
    """Raises ValueError or NoteFaultyError for what is no question to a witness."""
    above, empty, written = body.partition("\n\n")
    first, *lines = above.split("\n")
    word, _space, size = first.partition(" ")
    if not empty or word != "old" or not size.isdecimal() or str(int(size)) != size:
        raise ValueError("The first line says from which size on.")
    if len(lines) > MOST_PROOF_LINES:
        raise ValueError("No proof is so long.")
    try:
        proof = [base64.b64decode(line, validate=True) for line in lines]
    except binascii.Error as error:
        raise ValueError("A line of the proof is no hash.") from error
    note, head = read_checkpoint(written)
    return _Asked(int(size), proof, note, head)
