"""Whether anybody can see a text."""

import unicodedata

# Spaces and ends of lines, control marks, marks of layout such as a joiner, halves of characters.
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs")


def has_words(text: str) -> bool:
    """At least one character can be seen: spaces and marks without width are no text."""
    return any(unicodedata.category(character) not in _UNSEEN for character in text)
