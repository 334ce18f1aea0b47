"""The tree grows behind the journal: nobody who acts waits for it.

Its leaves are the fingerprints of the entries, in their order; entry 1 is leaf 0. Whoever writes a
checkpoint reads what was added since, without a lock: an entry that can be read stays as it is.
"""

from functools import lru_cache

from speelruimte.journal.models import Entry, Subtree
from speelruimte.journal.tree import leaf_hash, node_hash, root_of
from speelruimte.journal.write_guard import worker_step

BITS = 8
WIDTH = 1 << BITS  # hashes in one tile


class Nodes:
    """Reads nodes of the tree, a tile at a time; each tile once."""

    def __init__(self) -> None:
        self._tile = lru_cache(maxsize=64)(read_tile)

    def __call__(self, level: int, index: int) -> bytes:
        tile_level, above = divmod(level, BITS)
        first = index << above
        number, within = divmod(first, WIDTH)
        hashes = self._tile(tile_level, number)[within : within + (1 << above)]
        if len(hashes) < 1 << above:
            raise LookupError(f"Node {level}/{index} is not full.")
        return root_of(hashes)


def read_tile(level: int, number: int) -> list[bytes]:
    """The hashes of one tile, as far as they are there: at most 256 beside each other."""
    if level == 0:
        return [leaf_hash(fingerprint) for fingerprint in read_fingerprints(number)]
    first = number * WIDTH
    subtrees = Subtree.objects.filter(
        level=level, position__gte=first, position__lt=first + WIDTH
    ).order_by("position")
    return [bytes.fromhex(written) for written in subtrees.values_list("hash", flat=True)]


def read_fingerprints(number: int) -> list[bytes]:
    """The fingerprints of the entries that the leaves of one tile are made of."""
    first = number * WIDTH
    entries = Entry.objects.filter(number__gt=first, number__lte=first + WIDTH).order_by("number")
    return [bytes.fromhex(written) for written in entries.values_list("fingerprint", flat=True)]


def leaf_of(fingerprint: str) -> bytes:
    """The leaf of the entry with this fingerprint."""
    return leaf_hash(bytes.fromhex(fingerprint))


@worker_step(because="it follows from the entries, and may be made again from them")
def keep_subtrees(size: int) -> None:
    """Keep the hash of every stretch that is full among the first ``size`` entries.

    Two workers may do it at once: both find the same hashes.
    """
    level, full = 1, size // WIDTH
    while full:
        begun = Subtree.objects.filter(level=level).count()
        new = [
            Subtree(level=level, position=position, hash=_hash_over(level - 1, position).hex())
            for position in range(begun, full)
        ]
        Subtree.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
        level, full = level + 1, full // WIDTH


def _hash_over(level, number):
    hashes = read_tile(level, number)
    while len(hashes) > 1:
        hashes = [node_hash(hashes[place], hashes[place + 1]) for place in range(0, len(hashes), 2)]
    return hashes[0]
