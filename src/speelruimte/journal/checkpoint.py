"""A checkpoint: how large the journal was and the root over its entries, signed.

Source: techniek#c2sp-tlog-checkpoint
"""

import base64
import binascii
from dataclasses import dataclass

from speelruimte.journal.signed_note import Note, NoteFaultyError, SigningKey, read_note


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint says: whose journal, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """As it is signed: three lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def signed_checkpoint(head: TreeHead, key: SigningKey) -> str:
    """The checkpoint as everybody may read it."""
    text = head.text()
    return f"{text}\n{key.sign(text)}\n"


def read_tree_head(text: str) -> TreeHead:
    """What the text of a checkpoint says; lines after the third say nothing of the tree.

    Raises NoteFaultyError.
    """
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0]:
        raise NoteFaultyError("A checkpoint has three lines.")
    origin, size, root = lines[:3]
    if not (size.isascii() and size.isdigit() and size == str(int(size))):
        raise NoteFaultyError("The size of a checkpoint is a number.")
    try:
        hashed = base64.b64decode(root, validate=True)
    except binascii.Error as error:
        raise NoteFaultyError("The root of a checkpoint is not written as one.") from error
    if len(hashed) != 32:
        raise NoteFaultyError("The root of a checkpoint is a hash.")
    return TreeHead(origin, int(size), hashed)


def read_checkpoint(written: str) -> tuple[Note, TreeHead]:
    """A checkpoint with its signatures, none of them checked. Raises NoteFaultyError."""
    note = read_note(written)
    return note, read_tree_head(note.text)
