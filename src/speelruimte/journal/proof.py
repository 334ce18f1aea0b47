"""A proof: one entry, the way from it to a signed checkpoint, and nothing of what others did.

It can be read and checked elsewhere, without this installation (``checker.py``). From
``c2sp.org/tlog-proof@v1`` on it is a proof as other logs write it, of the fingerprint of the entry.

Source: techniek#c2sp-tlog-proof
"""

import base64
from dataclasses import dataclass

from speelruimte.journal.growing import Nodes
from speelruimte.journal.models import Checkpoint, Entry
from speelruimte.journal.tree import inclusion_proof

FIRST_LINE = "speelruimte/bewijs@v1"
TLOG_PROOF = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class Proof:
    """The file, and how large the journal was that it leads to."""

    entry: Entry
    checkpoint: Checkpoint
    text: str


def first_checkpoint_over(entry: Entry) -> Checkpoint | None:
    """The first that was signed after this entry; None as long as there is none."""
    return Checkpoint.objects.filter(size__gte=entry.number).order_by("size").first()


def proof_of(entry: Entry, *, salt: str = "", later: Entry | None = None) -> Proof | None:
    """The proof of one entry, from the first checkpoint after it; None before there is one.

    ``salt`` is that of the words whose fingerprint the entry has: with the words themselves it
    shows that they are those. ``later`` is the entry that says what became of them since: lawfully
    erased, or made unreadable in part. Then the checkpoint comes after that one.
    """
    checkpoint = first_checkpoint_over(later or entry)
    if checkpoint is None:
        return None
    nodes = Nodes()
    lines = [FIRST_LINE, f"regel {entry.text}"]
    if salt:
        lines.append(f"zout {salt}")
    if later is not None:
        path = ",".join(_path(later, checkpoint, nodes))
        lines.append(f"later {later.number - 1} {path} {later.text}")
    lines += [TLOG_PROOF, f"index {entry.number - 1}", *_path(entry, checkpoint, nodes)]
    text = "\n".join(lines) + "\n\n" + cosigned(checkpoint)
    return Proof(entry, checkpoint, text)


def cosigned(checkpoint: Checkpoint) -> str:
    """A checkpoint with the signatures of all who signed along."""
    lines = checkpoint.cosignatures.order_by("witness").values_list("line", flat=True)
    return checkpoint.note + "".join(f"{line}\n" for line in lines)


def _path(entry, checkpoint, nodes):
    hashes = inclusion_proof(entry.number - 1, checkpoint.size, nodes)
    return [base64.b64encode(beside).decode() for beside in hashes]
