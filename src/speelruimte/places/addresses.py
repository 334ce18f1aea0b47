"""Streets and postcodes as an address file gives them, such as an extract of the BAG. Pure.

One row per address or per range of numbers; columns are known by their name, in any order. Rows
of one street, postcode and area come together: which addresses there are is not kept.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from speelruimte.places.properties import letters_of
from speelruimte.places.reading import FileRefused
from speelruimte.places.sought import as_sought, postcode_of

COLUMNS = {
    "street": (
        *("straat", "straatnaam", "street", "openbareruimte", "openbareruimtenaam"),
        *("naamopenbareruimte",),
    ),
    "postcode": ("postcode", "pc", "pc6", "postcode6"),
    "area": (
        *("gebied", "area", "wijk", "wijknaam", "buurt", "buurtnaam", "dorp", "kern"),
        *("gebiedsnaam", "kortenaam"),
    ),
    "town": ("woonplaats", "woonplaatsnaam", "plaats", "plaatsnaam", "town"),
    "numbers": ("huisnummer", "huisnummers", "nummer", "nummers", "huisnr", "reeks", "number"),
    "first": ("van", "huisnummervan", "nummervan", "vanaf", "from"),
    "last": ("tot", "totenmet", "t/m", "tm", "huisnummertot", "nummertot", "to"),
}
NEEDED = ("street", "area")
LONGEST_NAME = 80
MOST_NUMBER = 99_999
# Some faults come back on thousands of lines: each is told once, with how often.
MOST_FAULTS = 200
# 12, 12a, 12-14, 2 t/m 20, 1 tot en met 9; a letter or addition behind a number says nothing here.
_NUMBERS = re.compile(
    r"(\d{1,5}) ?[a-z]{0,4}(?:(?: ?[-–] ?| ?t/m | ?tot en met | tot )(\d{1,5}) ?[a-z]{0,4})?", re.I
)


@dataclass(frozen=True)
class StretchRow:
    """The numbers of one street with one postcode in one area, by the key of that area."""

    street: str
    town: str
    postcode: str
    area: str
    first: int | None
    last: int | None


class _Faults:
    """What is wrong, each once, with the first line it stands on and how many more."""

    def __init__(self, file):
        self.file = file
        self.found = {}

    def add(self, line, sentence):
        first, times = self.found.get(sentence, (line, 0))
        self.found[sentence] = (first, times + 1)

    def raise_them(self):
        told = [
            f"{self.file}, {_place(line, times)}: {sentence}"
            for sentence, (line, times) in list(self.found.items())[:MOST_FAULTS]
        ]
        if len(self.found) > MOST_FAULTS:
            told.append(
                _("En nog %(number)s andere fouten.") % {"number": len(self.found) - MOST_FAULTS}
            )
        if told:
            raise FileRefused(told)


def _place(line, times):
    if times == 1:
        return _("regel %(line)s") % {"line": line}
    return _("regel %(line)s en nog %(more)s") % {"line": line, "more": times - 1}


def read_addresses(text, *, file, areas: Mapping[str, str]) -> list[StretchRow]:
    """The stretches of streets in a table. Raises FileRefused with every fault.

    ``areas`` gives the key of an area by each of its names, of which the key is one.
    """
    faults = _Faults(file)
    known = {as_sought(name): key for name, key in areas.items()}
    stretches: dict[tuple, StretchRow] = {}
    rows = 0
    for line, row in _rows(text.lstrip("\ufeff"), faults):
        rows += 1
        stretch = _stretch(line, row, known, faults)
        if stretch is not None:
            same = (as_sought(stretch.street), stretch.town, stretch.postcode, stretch.area)
            stretches[same] = _joined(stretches.get(same), stretch)
    if not rows and not faults.found:
        faults.add(1, _("er staat geen adres in."))
    faults.raise_them()
    return list(stretches.values())


def _rows(text, faults):
    """Each row by what its columns say, with its line."""
    mark = max(";,\t", key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        header = [letters_of(name) for name in next(lines, [])]
        places = {
            what: next((header.index(name) for name in names if name in header), None)
            for what, names in COLUMNS.items()
        }
        missing = [what for what in NEEDED if places[what] is None]
        if missing:
            for what in missing:
                faults.add(
                    1,
                    _("de kolom ‘%(column)s’ ontbreekt. Zet de namen van de kolommen bovenaan.")
                    % {"column": COLUMNS[what][0]},
                )
            return
        for row in lines:
            if any(cell.strip() for cell in row):
                yield (
                    lines.line_num,
                    {
                        what: " ".join(row[place].split())
                        for what, place in places.items()
                        if place is not None and place < len(row)
                    },
                )
    except csv.Error:
        faults.add(lines.line_num, _("deze regel is niet te lezen. Kijk naar de aanhalingstekens."))


def _stretch(line, row, known, faults):
    """One row, or None after a fault."""
    street, town = row.get("street", ""), row.get("town", "")
    area = known.get(as_sought(row.get("area", "")))
    numbers = _numbers(row)
    wrong = list(_wrong(row, street, town, area, numbers))
    for sentence in wrong:
        faults.add(line, sentence)
    if wrong:
        return None
    return StretchRow(street, town, postcode_of(row.get("postcode", "")), area, *numbers)


def _wrong(row, street, town, area, numbers):
    if not as_sought(street):
        yield _("er staat geen straat.")
    if max(len(street), len(town)) > LONGEST_NAME:
        yield _("de naam ‘%(name)s…’ is langer dan %(most)s tekens. Kort hem in.") % {
            "name": max(street, town, key=len)[:30],
            "most": LONGEST_NAME,
        }
    if area is None:
        yield (
            _("het gebied ‘%(area)s’ kennen we niet. Schrijf de naam zoals bij de gebieden.")
            % {"area": row.get("area", "")[:60]}
            if row.get("area")
            else _("er staat geen gebied.")
        )
    if row.get("postcode") and not postcode_of(row["postcode"]):
        yield _("‘%(given)s’ is geen postcode. Schrijf vier cijfers en twee letters.") % {
            "given": row["postcode"][:20]
        }
    if numbers is None:
        yield _("‘%(given)s’ is geen huisnummer of reeks, zoals 12 of 2-20.") % {
            "given": (row.get("numbers") or f"{row.get('first', '')}-{row.get('last', '')}")[:20]
        }


def _numbers(row):
    """The first and last number of a row; None twice where it gives none, None where it is wrong."""
    given = row.get("numbers") or "-".join(
        filter(None, [row.get("first", ""), row.get("last", "")])
    )
    if not given:
        return None, None
    match = _NUMBERS.fullmatch(given)
    if not match:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last else None


def _joined(earlier, other):
    if earlier is None:
        return other
    if earlier.first is None or other.first is None:
        return StretchRow(earlier.street, earlier.town, earlier.postcode, earlier.area, None, None)
    first, last = min(earlier.first, other.first), max(earlier.last, other.last)
    return StretchRow(earlier.street, earlier.town, earlier.postcode, earlier.area, first, last)
