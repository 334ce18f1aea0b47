"""What a sheet shows otherwise than its cells hold: hidden rows and columns, and merged cells."""

import re
from dataclasses import dataclass, field

from speelruimte.shared.messages import gettext as _

from .sheet import FileError

# Over so many rows together cells may be merged; more is a sheet of merged cells and no list.
MOST_MERGED = 100_000
_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell)\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_COLUMNS = re.compile(rb"\bmin=[\"'](\d+)[\"'].*?\bmax=[\"'](\d+)[\"']", re.DOTALL)
_COLUMNS_BACKWARDS = re.compile(rb"\bmax=[\"'](\d+)[\"'].*?\bmin=[\"'](\d+)[\"']", re.DOTALL)
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_RANGE = re.compile(rb"\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")


@dataclass(frozen=True)
class Merged:
    """Cells that are shown as one: only the first of them holds something. Columns count from 0."""

    name: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass
class Layout:
    """Of one sheet; a file of plain text has none. Rows count from 1, columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[int, set[Merged]] = field(default_factory=dict)  # by row

    def merged_at(self, row: int, places: set[int]) -> Merged | None:
        """Merged cells by which a row has less in these columns than it shows."""
        for cells in sorted(self.merged.get(row, ()), key=lambda cells: cells.left):
            touched = sum(cells.left <= place <= cells.right for place in places)
            if touched > 1 or (touched and row > cells.top):
                return cells
        return None

    def continued_at(self, row: int) -> Merged | None:
        """Merged cells that began in a row before this one."""
        return next((cells for cells in self.merged.get(row, ()) if row > cells.top), None)


def layout_of(opened, *, most_columns: int) -> Layout:
    """The layout of a sheet, from its XML. Raises FileError where too much is merged."""
    layout, merged, rest = Layout(), set(), b""
    while chunk := opened.read(1_000_000):
        text = rest + chunk
        for tag, said in _TAG.findall(text):
            if tag == b"mergeCell":
                merged.update(_RANGE.findall(said))
            elif _HIDDEN.search(said):
                _hide(layout, said, is_row=tag == b"row", most_columns=most_columns)
        # A tag that is cut in two is found whole with the next chunk.
        rest = text[text.rfind(b"<") :][:10_000]
    _merge(layout, merged)
    return layout


def _hide(layout, said, *, is_row, most_columns):
    if is_row:
        if number := _ROW_NUMBER.search(said):
            layout.hidden_rows.add(int(number[1]))
        return
    if match := _COLUMNS.search(said):
        first, last = int(match[1]), int(match[2])
    elif match := _COLUMNS_BACKWARDS.search(said):
        last, first = int(match[1]), int(match[2])
    else:
        return
    layout.hidden_columns.update(range(first - 1, min(last, most_columns)))


def _merge(layout, ranges):
    number = 0
    for left, top, right, bottom in ranges:
        name = f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}"
        cells = Merged(name, _place(left), int(top), _place(right), int(bottom))
        number += max(0, cells.bottom - cells.top) + 1
        if number > MOST_MERGED:
            raise FileError(_("Er zijn te veel cellen samengevoegd. Maak ze los."))
        for row in range(cells.top, cells.bottom + 1):
            layout.merged.setdefault(row, set()).add(cells)


def _place(letters):
    """A is 0, Z is 25, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
