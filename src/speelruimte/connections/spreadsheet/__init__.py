"""Contributions in a spreadsheet: XLSX and CSV, as people make them.

Reading needs no Django and no database; what waits (`uploads`, `waiting`, `taking_in`) does.

`read(data)` gives the rows, or every fault with its row and a sentence; never half of both.
"""

from .columns import MOST_ROWS, ContributionRow, Sheet, SpreadsheetFault
from .reading import read_spreadsheet

__all__ = ["MOST_ROWS", "SpreadsheetFault", "ContributionRow", "Sheet", "read_spreadsheet"]
