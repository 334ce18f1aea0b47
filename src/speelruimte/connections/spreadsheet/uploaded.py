"""Reading a file that somebody sends over the web: apart, so that it can hold up nobody else."""

from collections.abc import Mapping

from speelruimte.connections.contained import TooHeavyError, contained
from speelruimte.shared.messages import gettext as _

from .reading import read_spreadsheet
from .sheet import Sheet, SpreadsheetFault


def read_uploaded(
    data: bytes, *, columns: Mapping[str, str] | None = None, month_first: bool = False
) -> Sheet:
    """As read_spreadsheet, within limits of time and memory; what passes them is a fault of the file."""
    try:
        return contained(read_spreadsheet, data, columns=columns, month_first=month_first)
    except TooHeavyError:
        return Sheet(
            faults=[
                SpreadsheetFault(
                    None,
                    _(
                        "Dit bestand is te zwaar om te lezen. Kopieer alleen de waarden naar een "
                        "nieuw bestand, of sla het op als CSV UTF-8."
                    ),
                )
            ]
        )
