"""Tables as files, row by row: nothing waits in memory until the last row is there.

XLSX holds days as days, which can be sorted, and every other cell as text, exactly as it was. In a CSV a cell that a spreadsheet would take for a
formula gets an apostrophe in front, for a CSV cannot say that a cell is text.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

from .cells import as_text

Rows = Iterable[Sequence[object]]
# So much text goes out at once, in characters.
PIECE = 32_000
# What a cell of Excel can hold.
MOST_IN_A_CELL = 32_767
_BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot hold, and what would be taken for the way in which that is written.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>",
    # Two ways to show a cell: as it is, and as a day.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
_FIRST_DAY = date(1899, 12, 30)  # the day before the days of a workbook, which count from 1


def csv_of(rows: Rows) -> Iterator[bytes]:
    """The rows as CSV that Excel opens by itself: UTF-8 with a mark, semicolons."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([_no_formula(as_text(cell)) for cell in row])
        if buffer.tell() > PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer):
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _no_formula(text):
    return f"'{text}" if text.startswith(_BEGINS_LIKE_A_FORMULA) else text


class _Outlet(io.RawIOBase):
    """Where the zip writes: what it wrote since the last look."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def writable(self):
        return True

    def write(self, data):
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self):
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def xlsx_of(rows: Rows) -> Iterator[bytes]:
    """The rows as a workbook of one sheet."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _PARTS.items():
            packed.writestr(name, _HEAD + text)
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
                if piece := outlet.taken():
                    yield piece
            sheet.write(b"</sheetData></worksheet>")
    yield outlet.taken()


def _cell(value):
    if isinstance(value, date) and not isinstance(value, datetime):
        return f'<c s="1"><v>{(value - _FIRST_DAY).days}</v></c>'
    text = as_text(value)[:MOST_IN_A_CELL]
    if not text:
        return "<c/>"
    written = escape(_NOT_IN_XML.sub(_escaped, text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _escaped(match):
    """The code of a character between two marks, as workbooks write it (``cells.unescaped``)."""
    return "".join(f"_x{ord(character):04X}_" for character in match[0])
