"""Numbers as the format writes them: digits, and a point before the decimals."""

import re
from fractions import Fraction

_AMOUNT = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,9}")


def amount(text):
    """The exact amount, or None where the text is no amount."""
    return Fraction(text.strip()) if _AMOUNT.fullmatch(text.strip()) else None


def whole(text):
    """The whole number of zero or more, or None where the text is none."""
    return int(text.strip()) if _WHOLE.fullmatch(text.strip()) else None
