"""Cells that do not hold what they show: HTML of an export, or a word for no address. What was
read otherwise than it stands is said per column."""

from collections import Counter
from collections.abc import Iterator, Sequence

from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import ngettext

from .cells import as_text, has_day_first, has_month_first, may_be_two_days, two_days
from .markup import has_references, is_markup, plain_text, without_references
from .sheet import CellError, DoubtfulDay

# In these columns stand words that a website may have kept as HTML.
_WORDS = ("text", "title", "area", "name")
# What people and forms write where an e-mail address is asked and not given.
_NO_ADDRESS = {
    *("-", "--", "---", "–", "—", ".", "/", "x", "?"),
    *("nvt", "n.v.t.", "n.v.t", "n/a", "n.a.", "na", "n. v. t."),
    *("geen", "none", "leeg", "empty", "null", "nil", "onbekend", "unknown", "nee", "no"),
    *("anonymous", "anoniem", "anonymous user", "anonieme gebruiker", "niet ingevuld"),
    *("geen e-mail", "geen email", "geen mail", "geen e-mailadres", "geen mailadres", "no email"),
}


class CellReading:
    """Reads the cells of one file. ``names`` says which column is which, ``keys`` are their headings;
    with ``month_first`` days are as Americans write them.
    """

    def __init__(
        self, names: Sequence[str | None], keys: Sequence[str], body, *, month_first: bool = False
    ):
        self._keys = keys
        self._plain: Counter[int] = Counter()
        self._empty: Counter[int] = Counter()
        self._example: dict[int, str] = {}
        # Signs in other columns are written as HTML writes them only where the words are HTML.
        self._is_markup = any(map(_is_markup, _cells_of("text", names, body)))
        self.month_first = month_first
        # Where one day can only be read in the other order, so may all the others.
        self._has_other_order = has_day_first if month_first else has_month_first
        self._days = [
            (row, cells[place])
            for place, name in enumerate(names)
            for row, cells, _layout in body
            if name == "received_on" and place < len(cells)
        ]
        self._is_mixed = any(self._has_other_order(cell) for _row, cell in self._days)

    def read(self, place: int, name: str, cell):
        """What the cell holds: as it stands, as plain text, or nothing. Raises CellError where that
        cannot be told from the cell alone."""
        if not isinstance(cell, str):
            return cell
        doubted = may_be_two_days(cell) and not self._has_other_order(cell)
        if name == "received_on" and self._is_mixed and doubted:
            raise CellError(self._two_days() % {"written": cell.strip()[:40]})
        if name == "email" and " ".join(cell.lower().split()) in _NO_ADDRESS:
            self._empty[place] += 1
            self._example.setdefault(place, cell.strip())
            return None
        if name not in _WORDS:
            return cell
        if _is_markup(cell):
            self._plain[place] += 1
            return plain_text(as_text(cell))
        if self._is_markup and has_references(cell):
            self._plain[place] += 1
            return without_references(cell)
        return cell

    def doubtful_day(self) -> DoubtfulDay | None:
        """The first day that may be two, where no other day says which of both orders this file has."""
        if any(has_day_first(cell) or has_month_first(cell) for _row, cell in self._days):
            return None
        for row, cell in self._days:
            if days := two_days(cell):
                return DoubtfulDay(row, cell.strip()[:40], *days)
        return None

    def _two_days(self):
        if self.month_first:
            return _(
                "‘%(written)s’ kan twee dagen zijn: bij andere rijen staat de dag vooraan. "
                "Schrijf een dag zo: 21-03-2026."
            )
        return _(
            "‘%(written)s’ kan twee dagen zijn: bij andere rijen staat de maand vooraan. "
            "Zeg dat als u het bestand kiest, of schrijf een dag zo: 21-03-2026."
        )

    def notes(self) -> Iterator[str]:
        """A sentence for each column in which something was read otherwise than it stands."""
        for place, key in enumerate(self._keys):
            if number := self._plain[place]:
                yield ngettext(
                    "In de kolom ‘{column}’ staat bij {number} rij HTML. Die lezen we als gewone "
                    "tekst: alinea’s en lijstjes blijven, vet en cursief niet.",
                    "In de kolom ‘{column}’ staat bij {number} rijen HTML. Die lezen we als gewone "
                    "tekst: alinea’s en lijstjes blijven, vet en cursief niet.",
                    number,
                ).format(column=key, number=number)
            if number := self._empty[place]:
                yield ngettext(
                    "In de kolom ‘{column}’ staat bij {number} rij geen e-mailadres, maar "
                    "‘{example}’. Dat lezen we als leeg.",
                    "In de kolom ‘{column}’ staat bij {number} rijen geen e-mailadres, maar iets "
                    "als ‘{example}’. Dat lezen we als leeg.",
                    number,
                ).format(column=key, number=number, example=self._example[place])


def _cells_of(wanted, names, body):
    """The cells of the column with this name, of all rows."""
    for place in (place for place, name in enumerate(names) if name == wanted):
        yield from (cells[place] for _row, cells, _layout in body if place < len(cells))


def _is_markup(cell):
    return isinstance(cell, str) and is_markup(cell)
