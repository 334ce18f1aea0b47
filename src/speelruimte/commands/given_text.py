"""The text of a table that somebody gives a command: CSV, GeoJSON, or a workbook."""

from pathlib import Path

from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _

from .failure import CommandError


def given_text(path) -> str:
    """The text of a file; of a workbook, its first sheet as a table. Raises CommandError."""
    from speelruimte.connections.spreadsheet.reading import is_workbook, text_of_workbook
    from speelruimte.connections.spreadsheet.sheet import FileError

    try:
        data = Path(path).read_bytes()
        return text_of_workbook(data) if is_workbook(data) else data.decode("utf-8-sig")
    except FileError as error:
        raise CommandError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise CommandError(
            _("{path} is geen leesbare tekst. Bewaar het bestand als UTF-8.").format(path=path)
        ) from error
    except OSError as error:
        raise CommandError(
            _("{path} is niet te lezen: {why}.").format(path=path, why=why_not(error))
        ) from error
