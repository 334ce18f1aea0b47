"""Whether anybody can see a text, and whether it reads as it is written."""

import re
import unicodedata

# Spaces and ends of lines, control marks, marks of layout such as a joiner, halves of characters.
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs")

# What turns the direction of what comes after it, unseen: others read other words than are kept.
# Letters of another script have a direction of their own and need none of these.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def turns_round(text: str) -> bool:
    """Something in it turns the direction of reading."""
    return _TURNS.search(text) is not None


def as_it_reads(text: str) -> str:
    """The text without what turns the direction of reading."""
    return _TURNS.sub("", text)


def has_words(text: str) -> bool:
    """At least one character can be seen: spaces and marks without width are no text."""
    return any(unicodedata.category(character) not in _UNSEEN for character in text)
