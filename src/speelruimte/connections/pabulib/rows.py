"""From bytes to the rows of the three blocks, with line numbers. Knows nothing of their meaning."""

from dataclasses import dataclass, field

from speelruimte.shared.delimited import cells_of
from speelruimte.shared.messages import gettext as _

from .faults import PabulibError, PabulibFault

BLOCKS = ("META", "PROJECTS", "VOTES")


@dataclass(slots=True)
class PabulibBlock:
    """The rows of one block: column names, and (line number, cells) per row."""

    line: int
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def read_blocks(data):
    """The blocks of a file by name. Raises PabulibError where the bytes are no such file."""
    blocks_by_name = {}
    current = None
    for line, cells in cells_of(_text(data), separator=";", open_quotes=True):
        if not any(cell.strip() for cell in cells):
            continue
        name = cells[0].strip().upper()
        if name in BLOCKS and not any(cell.strip() for cell in cells[1:]):
            if name in blocks_by_name:
                raise _error(line, _("het blok {name} staat er twee keer in.").format(name=name))
            current = blocks_by_name[name] = PabulibBlock(line)
        elif current is None:
            raise _error(
                line, _("het bestand begint niet met het blok META. Is dit een .pb-bestand?")
            )
        elif not current.columns:
            current.columns = [cell.strip().lower() for cell in _without_padding(cells, 1)]
        else:
            current.rows.append((line, _without_padding(cells, len(current.columns))))
    return blocks_by_name


def _without_padding(cells, needed):
    """The cells without the empty ones that a spreadsheet adds to make all rows equally long."""
    number = len(cells)
    while number > needed and not cells[number - 1].strip():
        number -= 1
    return cells[:number]


def _text(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(
            line, _("dit is geen UTF-8-tekst. Bewaar het bestand opnieuw als UTF-8.")
        ) from error


def _error(line, sentence):
    return PabulibError([PabulibFault(line, sentence)])
