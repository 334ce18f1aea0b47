"""The text of a table that somebody gives a command: CSV, GeoJSON, or a workbook."""

from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from .failure import CommandError


def given_text(path) -> str:
    """The text of a file, read as words in a file are; of a workbook, its first sheet as a table.

    Raises CommandError.
    """
    from speelruimte.connections.spreadsheet.reading import text_of_table
    from speelruimte.connections.spreadsheet.sheet import FileError

    try:
        return text_of_table(Path(path).read_bytes())
    except FileError as error:
        raise CommandError(f"{path}: {error}") from error
    except OSError as error:
        raise CommandError(
            _("{path} is niet te lezen: {why}.").format(path=path, why=why_not(error))
        ) from error
