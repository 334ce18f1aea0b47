"""Codes that people copy from paper: no look-alikes, a check character, groups of four."""

import re
import secrets
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # 30 characters: no 0, 1, I, L, O or U


@dataclass(frozen=True)
class CodeShape:
    """How long a code is without its check character, and how it begins.

    ``name`` is what keeps what is kept of two codes apart that look the same.
    """

    name: str
    characters: int
    prefix: str


# The shortest that people are given, with its check character.
_SHORTEST = 12
_IN_GROUPS = re.compile(r"S[A-Z][-–—\s][A-Z0-9]{4}([-–—\s][A-Z0-9]{4}){2,4}")

RECEIPT = CodeShape("receipt", characters=11, prefix="SR")  # SR-7F3K-2Q9D-M4TX


def code_of(drawn: str, *, prefix: str = "") -> str:
    """These characters with their check character, in groups of four.

    ``code_of("7F3K2Q9DM4T", prefix="SR")`` looks like ``SR-7F3K-2Q9D-M4TX``.
    """
    return _grouped(drawn + check_character(drawn), prefix)


def new_public_key() -> str:
    """A short name for a row in addresses and in the journal: random, ten characters, 49 bits.

    It says nothing about how many there are or in which order they came, and stays the same when
    the rows are moved to another database.
    """
    return "".join(secrets.choice(ALPHABET) for _place in range(10))


def check_character(text: str) -> str:
    """Luhn's sum over 30 characters: finds each wrong character and most swapped neighbours."""
    total = 0
    for position, character in enumerate(reversed(text)):
        value = ALPHABET.index(character)
        if position % 2 == 0:
            value *= 2
            value = value // len(ALPHABET) + value % len(ALPHABET)
        total += value
    return ALPHABET[-total % len(ALPHABET)]


def read_code(typed: str, shape: CodeShape) -> str | None:
    """The code as it was given out, from what somebody typed; None when it cannot be one.

    Small letters, spaces, dashes and a missing prefix do not matter.
    """
    characters, prefix = shape.characters, shape.prefix
    code = "".join(character for character in typed.upper() if character.isalnum())
    if prefix and code.startswith(prefix) and len(code) == characters + 1 + len(prefix):
        code = code[len(prefix) :]
    if len(code) != characters + 1 or any(character not in ALPHABET for character in code):
        return None
    if check_character(code[:-1]) != code[-1]:
        return None
    return _grouped(code, prefix)


def is_marked(typed: str, shape: CodeShape) -> bool:
    """Whether somebody typed a code of this very kind, with the letters it begins with."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    return letters.startswith(shape.prefix) and read_code(typed, shape) is not None


def looks_like_code(typed: str) -> bool:
    """Whether somebody typed one of the codes that people are given, whatever it is for, and no words.

    Of one with a slip in it only when it stands in groups of four behind its two letters.
    """
    code = "".join(character for character in typed.upper() if character.isalnum())
    if not any(character.isdigit() for character in code):
        return False
    if _IN_GROUPS.fullmatch(typed.strip().upper()):
        return True
    return any(_is_whole(body) for body in (code, code[2:] if code.startswith("S") else ""))


def _is_whole(code):
    is_long = len(code) >= _SHORTEST and len(code) % 4 == 0
    return is_long and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def _grouped(text, prefix):
    groups = [text[start : start + 4] for start in range(0, len(text), 4)]
    return "-".join([prefix, *groups] if prefix else groups)
