"""From cells to rows: which column is which, and what a cell may hold."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from speelruimte.shared.messages import gettext as _

MOST_ROWS = 10_000
LONGEST = {
    "text": 20_000,
    "title": 160,
    "area": 120,
    "name": 120,
    "email": 254,
    "channel": 60,
    "number": 60,
}
# What stands above a column, and what we call it.
COLUMNS = {
    "tekst": "text",
    "titel": "title",
    "gebied": "area",
    "naam": "name",
    "e-mail": "email",
    "kanaal": "channel",
    "ontvangen op": "received_on",
    "nummer": "number",
}
_DAYS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"),
)
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CellError(ValueError):
    """A cell that cannot be read; the text is a sentence."""


class FileError(ValueError):
    """A file that cannot be read at all; the text is a sentence."""


@dataclass(frozen=True)
class SpreadsheetFault:
    """What is wrong. ``row`` counts as the spreadsheet does (the headings are row 1); None is
    the file as a whole."""

    row: int | None
    sentence: str

    def __str__(self):
        return (
            self.sentence
            if self.row is None
            else _("Rij %(number)d: %(sentence)s") % {"number": self.row, "sentence": self.sentence}
        )


@dataclass(frozen=True)
class ContributionRow:
    """One contribution as it stands in the file; ``row`` is its place there."""

    row: int
    text: str
    title: str = ""
    area: str = ""
    name: str = ""
    email: str = ""
    channel: str = ""
    received_on: date | None = None
    number: str = ""


@dataclass
class Sheet:
    """What was read: rows, or faults and then no rows."""

    rows: list[ContributionRow] = field(default_factory=list)
    faults: list[SpreadsheetFault] = field(default_factory=list)


class Formula:
    """Stands for a cell with a formula: what it shows is not in the file."""


class Broken:
    """Stands for a cell that shows an error such as #REF!: nobody wrote that."""


def sheet_of(table) -> Sheet:
    """Rows from a table: an iterator of (row number, cells), the headings first."""
    table = iter(table)
    sheet = Sheet()
    first = next(((row, cells) for row, cells in table if not _is_empty(cells)), None)
    if first is None:
        raise FileError(_("Het bestand is leeg. Zet in de eerste rij de namen van de kolommen."))
    places = _columns(first[1], first[0], sheet.faults)
    for row, cells in table:
        if _is_empty(cells):
            continue
        if len(sheet.rows) >= MOST_ROWS:
            raise FileError(
                _("Er staan meer dan %(most)d rijen in. Deel het bestand in stukken.")
                % {"most": MOST_ROWS}
            )
        sheet.rows.append(_row(row, cells, places, sheet.faults))
    if not sheet.rows and not sheet.faults:
        raise FileError(_("Onder de namen van de kolommen staat niets."))
    if sheet.faults:
        sheet.rows = []
    return sheet


def _is_empty(cells):
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _columns(cells, row, faults):
    """Which cell holds what: None for a column without a name, which must stay empty, and "" for
    a name we do not know, which is said once."""
    places, seen = [], set()
    for cell in cells:
        heading = " ".join(str(cell or "").lower().split())
        name = COLUMNS.get(heading)
        places.append(name if name or not heading else "")
        if not heading:
            continue
        if name is None:
            faults.append(
                SpreadsheetFault(
                    row,
                    _("De kolom ‘%(heading)s’ kennen we niet. Gebruik: %(names)s.")
                    % {"heading": heading[:60], "names": ", ".join(COLUMNS)},
                )
            )
        elif name in seen:
            faults.append(
                SpreadsheetFault(
                    row, _("De kolom ‘%(heading)s’ staat er twee keer.") % {"heading": heading}
                )
            )
        seen.add(name)
    if "text" not in seen:
        faults.append(
            SpreadsheetFault(
                row, _("De kolom ‘tekst’ ontbreekt. Daarin staat wat iemand zei of schreef.")
            )
        )
    return places


def _row(row, cells, places, faults):
    values = {}
    for position, cell in enumerate(cells):
        name = places[position] if position < len(places) else None
        try:
            if name:
                values[name] = _cell(name, cell)
            elif name is None and cell is not None and str(cell).strip():
                raise CellError(_("Er staat iets in een kolom zonder naam."))
        except CellError as error:
            faults.append(SpreadsheetFault(row, str(error)))
    if "text" in places and not values.get("text", "").strip() and not _faulty(faults, row):
        faults.append(
            SpreadsheetFault(row, _("De tekst ontbreekt. Vul in wat iemand zei of schreef."))
        )
    return ContributionRow(row=row, **{"text": "", **values})


def _faulty(faults, row):
    return any(fault.row == row for fault in faults)


def _cell(name, cell):
    if cell is Formula:
        raise CellError(
            _("In de kolom ‘%(column)s’ staat een formule. Plak alleen de waarde in de cel.")
            % {"column": _dutch(name)}
        )
    if cell is Broken:
        raise CellError(
            _(
                "In de kolom ‘%(column)s’ staat een foutmelding van Excel, zoals #REF!. Herstel de cel."
            )
            % {"column": _dutch(name)}
        )
    if name == "received_on":
        return _day(cell)
    written = _written(cell)
    if name != "text":
        written = written.strip()
    if _CONTROL.search(written):
        raise CellError(
            _("In de kolom ‘%(column)s’ staat een onzichtbaar teken. Typ de cel opnieuw.")
            % {"column": _dutch(name)}
        )
    if len(written) > LONGEST[name]:
        raise CellError(
            _(
                "De kolom ‘%(column)s’ is te lang: er passen %(most)d tekens en het zijn er %(number)d."
            )
            % {"column": _dutch(name), "most": LONGEST[name], "number": len(written)}
        )
    if name == "email" and written and not _MAIL.fullmatch(written):
        raise CellError(_("‘%(written)s’ is geen e-mailadres.") % {"written": written[:80]})
    return written


def _written(cell):
    """A cell as text. A whole number has no decimals, a spreadsheet adds them by itself."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y")
    return str(cell)


def _day(cell):
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    written = str(cell).strip()
    if not written:
        return None
    for order, pattern in ((1, _DAYS[0]), (-1, _DAYS[1])):
        if match := pattern.fullmatch(written):
            year, month, day = (int(part) for part in match.groups()[::order])
            try:
                return date(year, month, day)
            except ValueError:
                break
    raise CellError(
        _("‘%(written)s’ is geen dag. Schrijf een dag zo: 21-03-2027.") % {"written": written[:40]}
    )


def _dutch(name):
    return next(dutch for dutch, ours in COLUMNS.items() if ours == name)
