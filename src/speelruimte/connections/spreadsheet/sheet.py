"""What was read from a spreadsheet: rows with what is wrong in each, and the file's own columns."""

from dataclasses import dataclass, field
from datetime import date

from speelruimte.shared.messages import gettext as _


class CellError(ValueError):
    """A cell that cannot be read; the text is a sentence."""


class FileError(ValueError):
    """A file that cannot be read at all; the text is a sentence."""


@dataclass(frozen=True)
class SpreadsheetFault:
    """What is wrong. ``row`` counts as the spreadsheet does (from 1); None is the whole file."""

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
    """One contribution as it stands in the file; ``row`` is its place there.

    ``faults`` are sentences: with one or more of them the row is not to be taken in. ``cells`` are
    all its cells as they are in the file, also those of columns that are passed over. ``own_number``
    is what we number our own words by, where the file is one that we made of them. ``is_total`` says
    that it looks like a line with a total below the list.
    """

    row: int
    text: str
    title: str = ""
    area: str = ""
    name: str = ""
    email: str = ""
    channel: str = ""
    received_on: date | None = None
    number: str = ""
    own_number: str = ""
    is_total: bool = False
    faults: tuple[str, ...] = ()
    cells: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: its heading as written, what it is taken for, and what stands in it.

    ``meaning`` is one of the names in ``COLUMNS`` or empty for a column that is passed over;
    ``suggested`` is our guess where nobody chose. ``examples`` are the first few cells with
    something in them.
    """

    heading: str
    meaning: str
    suggested: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class DoubtfulDay:
    """A day that is another one in the other order, in a file of which no day tells which it is."""

    row: int
    written: str
    day_first: date
    month_first: date

    def __str__(self):
        return _("‘{written}’ in rij {row}").format(written=self.written, row=self.row)


@dataclass
class Sheet:
    """What was read.

    ``faults`` concern the file as a whole or its columns; then there are no rows. Where those
    can be solved by saying which column is which, ``asks_columns`` is true and ``columns`` are given.
    ``headings`` are the cells above the columns, as written. ``notes`` are sentences on what was read
    otherwise than it stands in the file. ``doubtful_day`` is the first day that may be two days, where
    all that tell it leave it open; somebody has to say it then.
    """

    rows: list[ContributionRow] = field(default_factory=list)
    faults: list[SpreadsheetFault] = field(default_factory=list)
    columns: list[FileColumn] = field(default_factory=list)
    asks_columns: bool = False
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubtful_day: DoubtfulDay | None = None

    @property
    def all_faults(self) -> list[SpreadsheetFault]:
        """Those of the file and then those of every row."""
        of_rows = (
            SpreadsheetFault(row.row, sentence) for row in self.rows for sentence in row.faults
        )
        return [*self.faults, *of_rows]
