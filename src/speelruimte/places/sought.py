"""Names and postcodes as people type them, and as they are looked for. Pure."""

import re
import unicodedata

_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3}) ?([a-z]{2})(?![a-z])", re.I)
# What stands behind the name of a street: 12, 12a, 12-3, 12 bis.
_NUMBER = re.compile(r"\s+(\d{1,5})(?:[\s/-]*\w{1,4}){0,2}$")


def as_sought(name) -> str:
    """Without capitals, accents, spaces and signs: "'t Hóf 2e" is "thof2e", "Kerkstr." kerkstraat."""
    plain = unicodedata.normalize("NFKD", str(name).lower())
    letters = "".join(sign for sign in plain if sign.isalnum())
    return letters + "aat" if letters.endswith("str") else letters


def postcode_of(typed) -> str:
    """The postcode that stands in what was typed, as 9401AB; empty without one."""
    match = _POSTCODE.search(str(typed))
    return f"{match[1]}{match[2].upper()}" if match else ""


def without_number(typed) -> tuple[str, int | None]:
    """The name of a street and the number behind it, where there is one."""
    match = _NUMBER.search(typed)
    return (typed[: match.start()], int(match[1])) if match else (typed, None)
