"""Numbers as the format writes them: digits, and a point before the decimals."""

import re
from fractions import Fraction

_AMOUNT = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?")
# In Dutch "12.000" is twelve thousand, in this format it would be twelve.
_GROUPED = re.compile(r"([+-]?[1-9][0-9]{0,2})[.,]([0-9]{3})")
_WHOLE = re.compile(r"[0-9]{1,9}")


def amount(text):
    """The exact amount, or None where the text is no amount or could be two."""
    text = text.strip()
    return Fraction(text) if _AMOUNT.fullmatch(text) and not _GROUPED.fullmatch(text) else None


def two_readings(text):
    """The two amounts, written so that they are one, that a number such as 12.000 may be; or None."""
    grouped = _GROUPED.fullmatch(text.strip())
    if grouped is None:
        return None
    before, after = grouped.groups()
    decimals = after[:2] if after.endswith("0") else f"{after}0"
    return f"{before}{after}", f"{before}.{decimals}"


def whole(text):
    """The whole number of zero or more, or None where the text is none."""
    return int(text.strip()) if _WHOLE.fullmatch(text.strip()) else None
