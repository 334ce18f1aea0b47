"""Contributions in a spreadsheet: XLSX and CSV, as people make them.

Reading needs no Django and no database; what waits (`uploads`, `waiting`, `taking_in`) does.

`read_spreadsheet(data)` gives every row with what is wrong in it, and what is wrong with the file;
`uploaded.read_uploaded(data)` does so in a process of its own, with limits.
"""

from .columns import MOST_ROWS
from .reading import read_spreadsheet
from .sheet import ContributionRow, DoubtfulDay, FileColumn, Sheet, SpreadsheetFault

__all__ = [
    "MOST_ROWS",
    "ContributionRow",
    "DoubtfulDay",
    "FileColumn",
    "Sheet",
    "SpreadsheetFault",
    "read_spreadsheet",
]
