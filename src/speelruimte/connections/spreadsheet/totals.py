"""Lines with a total, as people and programs write them below a list."""

import re
from dataclasses import replace

from .cells import is_empty

_TOTAL = re.compile(
    r"(?:(?:eind|sub)?totaal|grand +total|total|aantal|som|sum|count|gemiddeld[e]?|average)"
    # How many of what is said only where the number stands behind it.
    r"(?:(?: +\w+){0,3} *[:=]? *\d[\d.,\s]*| *[:=]?)"
    # Where the list is from stands below it too.
    r"|(?:bron|source) *:.*",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"subtota", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,\s]*")


def with_totals_marked(rows, names):
    """The rows; the last of them, where they look like a total and hold nothing else, are marked so, and
    wherever it stands a total of a part.
    """
    number = 0
    while number < len(rows) and _total_in(rows[-1 - number], names):
        number += 1
    first = len(rows) - number
    return [
        replace(row, is_total=True)
        if place >= first or _SUBTOTAL.match(_total_in(row, names))
        else row
        for place, row in enumerate(rows)
    ]


def _total_in(row, names):
    """What says in a row that it is a total, or nothing. Beside it stand only numbers, in whatever
    column; but what has a number of its own in the list is a row of it.
    """
    filled = [
        (cell.strip(), names[place] if place < len(names) else "")
        for place, cell in enumerate(row.cells)
        if not is_empty(cell)
    ]
    said = [cell for cell, _name in filled if not _NUMBER.fullmatch(cell)]
    is_numbered = any(name == "number" and _NUMBER.fullmatch(cell) for cell, name in filled)
    if len(said) != 1 or is_numbered or not _TOTAL.fullmatch(said[0]):
        return ""
    return said[0]
