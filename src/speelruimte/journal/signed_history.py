"""Every checkpoint that was ever signed, held to the entries as they are now.

Whoever rewrites the journal so that it fits again cannot sign it; whoever cuts off its end and the
checkpoints over it leaves the one beside the database, and those that others keep.
"""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from speelruimte.journal.checkpoint import read_checkpoint
from speelruimte.journal.growing import leaf_of
from speelruimte.journal.log_key import public_key
from speelruimte.journal.models import Checkpoint
from speelruimte.journal.signed_note import NoteFaultyError, VerifierKey, read_verifier_key
from speelruimte.journal.signing import kept_beside
from speelruimte.journal.tree import Frontier


class SignedHistory:
    """Is told every entry in its order, and knows at the end what was signed and is not there.

    ``others`` are checkpoints that somebody else kept: a proof, a page, the memory of a witness.
    """

    def __init__(self, others: Sequence[str] = ()) -> None:
        self.faults: list[str] = []
        self.checkpoints = 0
        self._roots: dict[int, set[bytes]] = {}
        self._tree = Frontier()
        ours = Checkpoint.objects.order_by("size").values_list("note", flat=True)
        for note in (*ours.iterator(chunk_size=2000), kept_beside(), *others):
            if note:
                self._read(note)

    def look_at(self, entry) -> None:
        """One more entry, the next one."""
        self._tree.append(leaf_of(entry.fingerprint))
        roots = self._roots.pop(self._tree.size, None)
        if roots and roots != {self._tree.root()}:
            self.faults.append(
                _(
                    "Het logboek is herschreven: er zijn andere regels ondertekend dan de eerste "
                    "{number} die er nu staan."
                ).format(number=self._tree.size)
            )

    def close(self) -> None:
        """There are no more entries: what was signed over more of them is gone."""
        if self._roots:
            self.faults.append(
                _(
                    "Het einde van het logboek is verdwenen: er zijn {signed} regels ondertekend, "
                    "en er staan er {number}."
                ).format(signed=max(self._roots), number=self._tree.size)
            )

    def _read(self, note):
        if fault := why_not_ours(note):
            if fault not in self.faults:
                self.faults.append(fault)
            return
        head = read_checkpoint(note)[1]
        self.checkpoints += 1
        self._roots.setdefault(head.size, set()).add(head.root)


def known_keys() -> list[VerifierKey]:
    """The key that signs now, and those that did before it (``EARLIER_CHECKPOINT_KEYS``)."""
    return [public_key(), *map(read_verifier_key, settings.EARLIER_CHECKPOINT_KEYS)]


def why_not_ours(written: str) -> str:
    """Why none of our keys signed this checkpoint, in a sentence; empty when one did.

    What our key signed under another name says so.
    """
    try:
        note, head = read_checkpoint(written)
        if _is_signed_by(note, *(key for key in known_keys() if key.name == head.origin)):
            return ""
        if _is_signed_by(note, public_key(named=head.origin)):
            return _(
                "Een controlepunt is van het logboek ‘{origin}’, en hier heet het logboek ‘{ours}’. Zet "
                "SPEELRUIMTE_JOURNAL_ORIGIN op de naam van toen. Kreeg het logboek met opzet een andere "
                "naam? Zet dan de openbare sleutel van toen in SPEELRUIMTE_EARLIER_CHECKPOINT_KEYS: {key}"
            ).format(
                origin=head.origin,
                ours=settings.JOURNAL_ORIGIN,
                key=public_key(named=head.origin),
            )
    except NoteFaultyError:
        return _not_ours(written)
    return _not_ours(written)


def _not_ours(written):
    return _("Een controlepunt is niet met onze sleutel en naam getekend: {first}.").format(
        first=" ".join(written.split("\n")[:2])[:80]
    )


def _is_signed_by(note, *keys):
    return any(note.checked_by(key) is not None for key in keys)
