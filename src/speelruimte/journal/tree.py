"""A tree over hashes: one entry is shown to be in it without the others, and nothing ever goes.

SHA-256 over leaves and pairs, as certificate transparency has it. A *node* is the hash over
``2 ** level`` leaves that stand full; whoever asks for a proof says where nodes are read.
Nothing here knows of a database.

Source: techniek#rfc-6962
"""

import hashlib
from collections.abc import Callable, Iterable

Node = Callable[[int, int], bytes]
EMPTY = hashlib.sha256().digest()


class ProofFaultyError(ValueError):
    """A proof has too many hashes, too few, or others than these leaves give."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two that stand beside each other."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows and remembers no leaf: of a million, about twenty hashes."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []  # of falling size: one for each bit that is set in ``size``

    def append(self, leaf: bytes) -> None:
        """Put the hash of one more leaf behind the last."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._full.pop(), leaf)
            size >>= 1
        self._full.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The hash over all leaves so far."""
        if not self._full:
            return EMPTY
        root = self._full[-1]
        for full in reversed(self._full[:-1]):
            root = node_hash(full, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The hash over the hashes of these leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def _split(width: int) -> int:
    """The largest power of two below ``width``, which is at least 2."""
    return 1 << ((width - 1).bit_length() - 1)


def span_hash(low: int, high: int, node: Node) -> bytes:
    """The hash over the leaves from ``low`` up to ``high``, of which ``low`` begins a full node."""
    width = high - low
    if width & (width - 1) == 0:
        return node(width.bit_length() - 1, low // width)
    middle = low + _split(width)
    return node_hash(span_hash(low, middle, node), span_hash(middle, high, node))


def tree_root(size: int, node: Node) -> bytes:
    """The hash over the first ``size`` leaves."""
    return span_hash(0, size, node) if size else EMPTY


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """What must be added to one leaf (counted from 0) to come to the root over ``size`` leaves."""
    if not 0 <= index < size:
        raise ProofFaultyError(f"There is no leaf {index} in a tree of {size}.")
    low, high, path = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(span_hash(middle, high, node))
            high = middle
        else:
            path.append(span_hash(low, middle, node))
            low = middle
    return path[::-1]


def consistency_proof(old: int, size: int, node: Node) -> list[bytes]:
    """What shows that the first ``old`` of ``size`` leaves are still the same ones."""
    if not 0 <= old <= size:
        raise ProofFaultyError(f"A tree of {size} leaves was never one of {old}.")
    if old in (0, size):
        return []
    low, high, path = 0, size, []
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(span_hash(middle, high, node))
            high = middle
        else:
            path.append(span_hash(low, middle, node))
            low = middle
    if low:
        path.append(span_hash(low, high, node))
    return path[::-1]


def root_of_inclusion(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """The root to which a leaf and its path lead. Raises ProofFaultyError for a path of another
    length.

    Source: techniek#rfc-6962
    """
    if not 0 <= index < size:
        raise ProofFaultyError(f"There is no leaf {index} in a tree of {size}.")
    place, last, root = index, size - 1, leaf
    for beside in path:
        if not last:
            raise ProofFaultyError("The path is too long.")
        if place & 1 or place == last:
            root = node_hash(beside, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, beside)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofFaultyError("The path is too short.")
    return root


def check_consistency(old: int, size: int, old_root: bytes, root: bytes, path: list[bytes]) -> None:
    """Raises ProofFaultyError unless ``root`` is what ``old_root`` became by adding leaves only.

    Source: techniek#rfc-6962
    """
    if not 0 <= old <= size:
        raise ProofFaultyError(f"A tree of {size} leaves was never one of {old}.")
    if old in (0, size):
        if path or (old and old_root != root):
            raise ProofFaultyError("This is not the same tree.")
        return
    # An old tree that is full is a node of the new one, and needs no hash of its own.
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        raise ProofFaultyError("The path is too short.")
    if _both_roots(old - 1, size - 1, hashes) != (old_root, root):
        raise ProofFaultyError("The old tree is not the beginning of the new one.")


def _both_roots(place: int, last: int, hashes: list[bytes]) -> tuple[bytes, bytes]:
    """The roots of the old and of the new tree, worked up from the last leaf of the old one."""
    while place & 1:
        place, last = place >> 1, last >> 1
    old_root = root = hashes[0]
    for beside in hashes[1:]:
        if not last:
            raise ProofFaultyError("The path is too long.")
        if place & 1 or place == last:
            old_root, root = node_hash(beside, old_root), node_hash(beside, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, beside)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofFaultyError("The path is too short.")
    return old_root, root
