"""Since when is this in the journal? Whoever has a fingerprint may ask."""

import re

from speelruimte.journal.models import Entry

SHORTEST = 16  # characters: as many as pages and receipts show


def read_fingerprint(typed: str) -> str | None:
    """The fingerprint that somebody typed or read aloud, whole or its first 16 characters.

    Spaces, dashes and capitals do not matter. None when it cannot be one.
    """
    characters = re.sub(r"[\s.-]", "", typed).lower()
    known = re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", characters)
    return characters if known else None


def entry_with_fingerprint(fingerprint: str) -> Entry | None:
    """The entry with this fingerprint, of which the end may be missing."""
    return Entry.objects.filter(fingerprint__startswith=fingerprint).order_by("number").first()
