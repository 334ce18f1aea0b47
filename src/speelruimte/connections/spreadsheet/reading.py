"""Telling a spreadsheet from what only looks like one, and reading its cells."""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from speelruimte.shared.delimited import OpenQuoteError, cells_of
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_lazy

from .cells import BROKEN, FORMULA, LOGICAL, Unreadable, as_text, is_empty, unescaped
from .columns import MOST_ROWS, known_as, plain_heading, sheet_of, suggestion_for
from .layout import Layout, layout_of
from .misread import shown_misread
from .sheet import FileError, Sheet, SpreadsheetFault

MOST_BYTES = 10_000_000
# What an XLSX of 10,000 long rows may unpack to; more is no list of contributions.
MOST_UNPACKED = 250_000_000
MOST_PARTS = 1_000
# Of all formats of cells we only need which are days. Worn files hold tens of thousands of them,
# and reading one takes as long as reading a row.
MOST_STYLES = 2_000_000
MOST_STRINGS = 40_000_000
# What packs tighter than this holds one thing over and over.
MOST_PACKED, LARGE = 150, 5_000_000
MOST_COLUMNS = 60
# Rows that hold nothing are passed over, but not without end.
MOST_LINES = 10 * MOST_ROWS
# Letters and signs outside ASCII that Dutch and its nearest neighbours use. Anything else in a file that
# is not UTF-8 means that we would read the wrong letters, and change somebody's own words.
LETTERS = set(
    "àáâäãåæçèéêëìíîïñòóôöõøœùúûüÀÁÂÄÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜß€‘’‚“”„–—…•·´¨«»°²³½¼¾§±×%\u00a0"
)


def read_spreadsheet(
    data: bytes, *, columns: Mapping[str, str] | None = None, month_first: bool = False
) -> Sheet:
    """The contributions in a file, with what is wrong. XLSX or CSV is seen from the content.

    ``columns`` says which column is which, and ``month_first`` that days are as Americans write them
    (``columns.sheet_of``).
    """
    try:
        return sheet_of(_table(data), columns=columns, month_first=month_first)
    except FileError as error:
        return Sheet(faults=[SpreadsheetFault(None, str(error))])


def is_workbook(data: bytes) -> bool:
    """The file is a zip, as workbooks are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def text_of_table(data: bytes) -> str:
    """A table as text, for who reads it so: the first sheet of a workbook, or a plain file in
    whichever letters Excel wrote it. Raises FileError."""
    if is_workbook(data):
        text = _text_of_workbook(data)
    else:
        _refuse_old_workbook(data)
        text = _decoded(data)
    if misread := shown_misread(text):
        raise FileError(
            _(
                "Er staat ‘%(written)s’ in: deze letters zijn twee keer omgezet. "
                "Sla de bron opnieuw op als ‘CSV UTF-8’ of als .xlsx."
            )
            % {"written": misread}
        )
    return text


def _text_of_workbook(data):
    """The first sheet as the text of a CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    lines = list(_table(data))
    _check_shown(lines)
    writer.writerows(map(as_text, cells) for _row, cells, _layout in lines)
    return text.getvalue()


def _check_shown(lines):
    """Every row holds what it shows, and is shown."""
    with_something = [line for line in lines if not all(map(is_empty, line[1]))]
    for row, _cells_of_row, layout in with_something:
        if row in layout.hidden_rows:
            raise FileError(
                _("Rij %(row)d is verborgen in het bestand. Maak hem zichtbaar of haal hem weg.")
                % {"row": row}
            )
        # A title may lie over all columns; over rows, the second one lacks what it shows.
        if cells := layout.continued_at(row):
            raise FileError(
                _(
                    "Rij %(row)d: hier zijn cellen samengevoegd (%(cells)s). Maak ze los en vul in "
                    "elke rij in wat er hoort."
                )
                % {"row": row, "cells": cells.name}
            )


def _table(data):
    if not data:
        raise FileError(_("Het bestand is leeg."))
    if len(data) > MOST_BYTES:
        raise FileError(
            _("Het bestand is te groot: er passen %(most)d MB. Deel het in stukken.")
            % ({"most": MOST_BYTES // 1_000_000})
        )
    if is_workbook(data):
        return _workbook(data)
    _refuse_old_workbook(data)
    return _comma_separated(data)


def _refuse_old_workbook(data):
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileError(
            _(
                "Dit is een oud Excel-bestand, of er zit een wachtwoord op. "
                "Sla het op als .xlsx zonder wachtwoord."
            )
        )


def _workbook(data):
    """Rows of the first sheet of an XLSX, with formulas marked."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check_zip(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and drawings that we do not need
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            first, *others = workbook.worksheets
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()
            _check_others(others)
            with workbook._archive.open(first._worksheet_path) as opened:
                layout = layout_of(opened, most_columns=MOST_COLUMNS)
            for number, cells in _cells(first):
                yield number, cells, layout
    except (InvalidFileException, KeyError, ValueError, IndexError, TypeError, AttributeError) as e:
        if isinstance(e, FileError):
            raise
        raise FileError(_NOT_A_WORKBOOK) from e
    except (ParseError, SyntaxError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as e:
        raise FileError(_NOT_A_WORKBOOK) from e


_NOT_A_WORKBOOK = gettext_lazy(
    "Dit Excel-bestand is beschadigd. Open het, sla het opnieuw op als .xlsx."
)


def _check_others(sheets):
    """Only the first sheet is read. Words on another one must not be left behind unseen."""
    for sheet in sheets:
        headings = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True), ())
        if any(plain_heading(heading) == "tekst" for heading in headings):
            raise FileError(
                _(
                    "Op het blad ‘%(title)s’ staat ook een kolom ‘tekst’. We lezen alleen het eerste "
                    "blad. "
                    "Zet alles op één blad."
                )
                % {"title": sheet.title}
            )


def _cells(sheet):
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_LINES:
            raise FileError(_("Er staan te veel lege rijen in. Verwijder de lege rijen."))
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        yield number, cells


# Cells that hold no value of their own, by the letter openpyxl has for them.
_UNREADABLE = {"f": FORMULA, "e": BROKEN, "b": LOGICAL}


def _value(cell):
    why = _UNREADABLE.get(cell.data_type)
    if why is not None and cell.value is not None:
        return Unreadable(why, str(cell.value))
    return unescaped(cell.value) if isinstance(cell.value, str) else cell.value


def _check_zip(data):
    """A spreadsheet, of a size that fits, without tricks in its XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise FileError(
                    _("Dit is een zip-bestand, maar geen Excel-bestand. Kies een .xlsx of .csv.")
                )
            too_large = sum(part.file_size for part in parts) > MOST_UNPACKED
            if too_large or len(parts) > MOST_PARTS:
                raise FileError(_("Het Excel-bestand is uitgepakt te groot. Deel het in stukken."))
            for part in parts:
                _check_size(part)
                if part.filename.endswith((".xml", ".rels")):
                    _check_xml(packed, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileError(_NOT_A_WORKBOOK) from error


def _check_size(part):
    if part.filename == "xl/styles.xml" and part.file_size > MOST_STYLES:
        raise FileError(
            _(
                "In dit Excel-bestand staat te veel opmaak. Kopieer alleen de waarden naar een "
                "nieuw bestand, of sla het op als CSV UTF-8."
            )
        )
    too_long = part.filename == "xl/sharedStrings.xml" and part.file_size > MOST_STRINGS
    folded = part.file_size > LARGE and part.file_size > MOST_PACKED * part.compress_size
    if too_long or folded:
        raise FileError(_("Het Excel-bestand is uitgepakt te groot. Deel het in stukken."))


def _check_xml(packed, part):
    with packed.open(part) as opened:
        start = opened.read(4_096)
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise FileError(_("In dit Excel-bestand zit iets dat er niet hoort. We lezen het niet."))


def _comma_separated(data):
    """Rows of a CSV with semicolons, commas or tabs."""
    text = _decoded(data)
    try:
        rows = cells_of(text, separator=_separator(text))
    except OpenQuoteError as error:
        raise FileError(
            _("Bij regel %(number)d klopt het bestand niet: er ontbreekt een aanhalingsteken.")
            % {"number": error.line}
        ) from error
    if len(rows) > MOST_LINES:
        raise FileError(_("Er staan te veel lege rijen in. Verwijder de lege rijen."))
    layout = Layout()
    for number, (_line, cells) in enumerate(rows, start=1):
        yield number, cells, layout


def _decoded(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = _unicode_text(data)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _windows(data)
    if "\x00" in text:
        raise FileError(_("Dit is geen spreadsheet. Kies een .xlsx of .csv."))
    return text


def _unicode_text(data):
    """What Excel calls Unicode-tekst: its first mark says how it is written."""
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise FileError(_WRONG_LETTERS) from error


def _windows(data):
    """Windows-1252, as Excel on Windows writes a CSV, when every letter in it makes sense."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileError(_WRONG_LETTERS) from error
    if any(ord(character) > 126 and character not in LETTERS for character in text):
        raise FileError(_WRONG_LETTERS)
    return text


_WRONG_LETTERS = gettext_lazy(
    "We kunnen niet zien welke letters hier staan. Sla het bestand op als ‘CSV UTF-8’ of als .xlsx."
)


def _separator(text):
    """The sign between the headings that gives the most columns we know, else the one used most."""
    lines = text.lstrip().splitlines()[:20]

    def headings(sign):
        named = [[part.strip().strip('"') for part in line.split(sign)] for line in lines]
        known = max(sum(bool(known_as(part)) for part in parts) for parts in named)
        suggested = max(sum(bool(suggestion_for(part)) for part in parts) for parts in named)
        return known, suggested, lines[0].count(sign)

    return max(";,\t", key=headings) if lines else ";"
