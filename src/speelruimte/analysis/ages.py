"""From or until which age a sentence speaks of people: "vanaf acht jaar", "16 jaar en ouder". Pure.

Only ages that draw a line between who is meant and who is not; a term of six years is none.
"""

import re

from speelruimte.shared.number_words import NUMBER_WORDS

_IN_WORDS = (*NUMBER_WORDS, "eenentwintig")
_NUMBER = r"(?P<age>\d{1,3}|" + "|".join(_IN_WORDS) + ")"
_LINES = tuple(
    re.compile(rf"\b{before}{_NUMBER}{after}", re.IGNORECASE)
    for before, after in (
        ("", r"\s*(?:jaar|jr\.?)\s+(?:en|of)\s+(?:ouder|jonger)\b"),
        ("", r"\s*\+(?!\w)"),
        (
            r"(?:vanaf|boven|onder|ouder dan|jonger dan|minstens)\s+(?:de\s+|uw\s+)?",
            r"\s*(?:jaar|jr\b|ste\b|e\b)",
        ),
    )
)


def ages_in(text: str) -> frozenset[int]:
    """Every age at which this text draws a line."""
    named = (match["age"].lower() for line in _LINES for match in line.finditer(text))
    return frozenset(_IN_WORDS.index(age) if age in _IN_WORDS else int(age) for age in named)
