"""Lines with a total, as people and programs write them below a list."""

import re
from dataclasses import replace

from .cells import is_empty

_TOTAL = re.compile(
    r"(?:(?:eind|sub)?totaal|grand +total|total|aantal|som|sum|count)"
    # How many of what is said only where the number stands behind it.
    r"(?:(?: +[^\W\d]+){0,3} *[:=]? *\d[\d.,\s]*| *[:=]?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,\s]*")


def with_totals_marked(rows, names):
    """The rows; the last of them, where they look like a total and hold nothing else, are marked so."""
    number = 0
    while number < len(rows) and _is_total(rows[-1 - number], names):
        number += 1
    first = len(rows) - number
    return rows[:first] + [replace(row, is_total=True) for row in rows[first:]]


def _is_total(row, names):
    """A total of a column that is passed over may stand beside it."""
    others = [
        (cell, names[place])
        for place, cell in enumerate(row.cells)
        if place < len(names) and names[place] != "text" and not is_empty(cell)
    ]
    return bool(_TOTAL.fullmatch(row.text.strip())) and all(
        not name and _NUMBER.fullmatch(cell.strip()) for cell, name in others
    )
