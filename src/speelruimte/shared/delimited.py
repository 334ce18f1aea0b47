"""Rows of cells in plain text, as spreadsheets and hands write them."""

import csv
import io
import re
from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")


class OpenQuoteError(ValueError):
    """A cell begins with a quotation mark that nobody closes; ``line`` counts from 1."""

    def __init__(self, line):
        super().__init__(line)
        self.line = line


def cells_of(
    text: str, *, separator: str, open_quotes: bool = False
) -> list[tuple[int, list[str]]]:
    """The rows, each with the line on which it begins. Line ends may be of all kinds.

    A cell that begins with a quotation mark but is not quoted as a whole is read as it stands: a
    name may begin with a word in quotation marks. A mark that is never closed raises OpenQuoteError, for
    nobody can tell where such a cell ends; with ``open_quotes`` it ends with its line.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        return list(_as_they_stand(text, separator, open_quotes))
    return rows


def _as_they_stand(text, separator, open_quotes) -> Iterator[tuple[int, list[str]]]:
    """The same where csv stumbles over a mark, or over a cell that is long."""
    mark = re.escape(separator)
    # Both parts can be empty, so that this matches at every place.
    cell_and_end = re.compile(
        rf'(?P<cell>"(?P<quoted>(?:[^"]|"")*+)"(?=[{mark}\r\n]|\Z)|(?P<plain>[^{mark}\r\n]*))'
        rf"(?P<end>\r\n|\r|\n|{mark}|\Z)"
    )
    line, begins = 1, 1
    cells: list[str] = []
    for match in cell_and_end.finditer(text):
        if match.start() == len(text) and not cells:
            return
        quoted, plain = match["quoted"], match["plain"]
        if quoted is None and plain.startswith('"') and plain.count('"') % 2 and not open_quotes:
            raise OpenQuoteError(begins)
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        line += len(_LINE_END.findall(match["cell"]))
        if match["end"] != separator:
            yield begins, cells
            line, cells = line + 1, []
            begins = line
