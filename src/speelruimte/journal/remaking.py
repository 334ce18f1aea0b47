"""How the text behind an entry of the journal is made again."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """How the text behind entries of one verb is made again.

    ``key`` gives the key of the text for an entry, ``text`` is the path of a function that takes
    what stands behind the colon of that key. ``frozen`` does the same for what the row keeps as
    text and fingerprint, which pages show as history: it must say the same as the other columns.
    ``column`` does the same for one column of a row (``table:key``, field): a name that was lawfully
    taken out of it is found in the entry of that erasure.
    """

    key: Callable
    text: str
    fact: str = "text_fingerprint"
    frozen: str = ""
    column: str = ""
