"""From cells to rows: which column is which."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_noop, ngettext
from speelruimte.shared.visible_text import has_words

from .cell_reading import CellReading
from .cells import as_text, is_empty, value_of
from .misread import shown_misread
from .sheet import CellError, ContributionRow, FileColumn, FileError, Sheet, SpreadsheetFault
from .totals import with_totals_marked

MOST_ROWS = 10_000
# The row with the names of the columns is among the first of the file.
LAST_HEADING_ROW = 20
# So many cells of a column are shown, and so much of each, where somebody says what it is.
EXAMPLES, EXAMPLE_LENGTH = 3, 60
LONGEST_HEADING = 100
# What stands above a column, and what we call it.
COLUMNS = {
    "tekst": "text",
    "titel": "title",
    "gebied": "area",
    "naam": "name",
    "e-mail": "email",
    "kanaal": "channel",
    "ontvangen op": "received_on",
    "nummer": "number",
}
# Other spellings of those, and the column that we add to rows that are given back.
OTHER_SPELLINGS = {"email": "email", "e-mailadres": "email"}
WHAT_IS_WRONG = gettext_noop("wat er niet klopt")
# What others write above such a column. We only propose: it may be something else.
_WORDS_OF_OTHERS = {
    "text": "tekst bericht reactie inbreng idee omschrijving beschrijving toelichting antwoord body "
    "description content text message comment proposal",
    "title": "titel onderwerp kop title subject heading",
    "area": "gebied wijk buurt dorp kern area district neighbourhood neighborhood scope",
    "name": "naam name author auteur afzender inzender indiener",
    "email": "e-mail email e-mailadres mail mailadres",
    "channel": "kanaal channel via",
    "received_on": "ontvangen datum date created tijdstempel timestamp ingediend published "
    "createdat publishedat createdate",
    "number": "nummer nr number id kenmerk reference referentie zaaknummer uuid",
}
# By these heads a file is known as one that we made ourselves, of words that are in.
OWN_FILE = {"zaaknummer", "activiteit", "nummer", "stand", "tekst"}
# What survey tools write in a second row of heads, below the questions.
_SECOND_HEADS = {
    *("response", "open-ended response", "antwoord", "open antwoord", "reactie", "open reactie"),
    *("open-ended-antwoord", "open-ended-reactie"),
}
# With Qualtrics more of them, of which the last has this in every cell.
_IMPORT_HEAD_BEGINS = '{"importid"'
MORE_HEADS = 2
_OF_OTHERS = {word: name for name, words in _WORDS_OF_OTHERS.items() for word in words.split()}
_ONLY_A_NUMBER = re.compile(r"\W?\s*\d[\d.,\s]*%?")
_BETWEEN = re.compile(r"[\s_./:()-]+")


def plain_heading(heading) -> str:
    """A heading as we compare it: small letters, single spaces; the beginning of a very long one."""
    return " ".join(as_text(heading).lower().split())[:LONGEST_HEADING]


def known_as(heading) -> str:
    """What a heading says outright, or empty."""
    return COLUMNS.get(plain_heading(heading)) or OTHER_SPELLINGS.get(plain_heading(heading), "")


def suggestion_for(heading) -> str:
    """What a column probably is: by our own names, else by the words that others use."""
    if name := known_as(heading):
        return name
    words = [word for word in _BETWEEN.split(plain_heading(heading)) if word]
    if any(_OF_OTHERS.get(word) == "email" for word in words):
        return "email"
    return _OF_OTHERS.get("".join(words)) or _OF_OTHERS.get(words[0] if words else "", "")


def dutch_of(name) -> str:
    """What we write above a column."""
    return next(dutch for dutch, ours in COLUMNS.items() if ours == name)


def sheet_of(
    table, *, columns: Mapping[str, str] | None = None, month_first: bool = False
) -> Sheet:
    """Rows from a table: an iterator of (row number, cells, the layout of its sheet).

    ``columns`` says which column is which, by heading: a value of ``COLUMNS``, or empty for one
    that is passed over. Without it every heading must be one of ours. With ``month_first`` days are
    read as Americans write them.
    """
    table = _with_something(table)
    if not table:
        raise FileError(_("Het bestand is leeg. Zet in de eerste rij de namen van de kolommen."))
    heading = _heading_row(table, columns)
    (row, headings, layout), body = table[heading], table[heading + 1 :]
    if len(body) > MOST_ROWS:
        raise _too_many()
    if heading:
        headings = _with_names_above(headings, table[heading - 1], row, body)
    sheet = Sheet(headings=tuple(map(as_text, headings)))
    keys = _told_apart(headings)
    names = _names(keys, headings, row, columns, sheet.faults)
    sheet.columns = _described(keys, names, body)
    if sheet.faults:
        sheet.asks_columns = bool(body)
    elif not body:
        raise FileError(_("Onder de namen van de kolommen staat niets."))
    else:
        reading = CellReading(names, keys, body, month_first=month_first)
        sheet.rows = [
            _row(row, cells, names, keys, layout, reading) for row, cells, _layout in body
        ]
        sheet.notes = (
            *reading.notes(),
            *_told_of_hidden(layout, names, keys),
            *_told_of_misread(sheet.rows),
            *_told_of_numbers(sheet.rows),
        )
        sheet.doubtful_day = reading.doubtful_day()
        sheet.rows = _looked_at_as_heads(sheet.rows, names)
        sheet.rows = with_totals_marked(sheet.rows, names)
        sheet.rows = _with_own_numbers(sheet.rows, keys)
    return sheet


def _with_names_above(headings, above, row, body):
    """The headings; a column that has none has the name that stands one row higher, as where a cell
    is two rows high. Only where something stands in the column, and the other row lies against it."""
    above_row, names_above, _hidden = above
    if above_row != row - 1:
        return headings
    width = max(len(headings), len(names_above))
    headings = [*headings, *[None] * (width - len(headings))]
    for place, name in enumerate(names_above):
        if not is_empty(name) and is_empty(headings[place]) and _holds_something(place, body):
            headings[place] = name
    return headings


def _holds_something(place, body):
    return any(place < len(cells) and not is_empty(cells[place]) for _row, cells, _layout in body)


def _told_apart(headings) -> list[str]:
    """The headings as we compare them; one that stands again gets a number behind it."""
    keys: list[str] = []
    for heading in map(plain_heading, headings):
        key, times = heading, 1
        while key and key in keys:
            times += 1
            key = f"{heading} ({times})"
        keys.append(key)
    return keys


def _looked_at_as_heads(rows, names):
    """The rows, with a fault in the first of them that look like more rows of heads."""
    number = _number_of_heads(rows, names)
    sentence = _(
        "Dit lijkt een tweede rij met namen van kolommen. Is het inbreng? Vul dan ook de andere "
        "kolommen in. Anders kunt u deze rij weglaten."
    )
    heads = [replace(row, faults=(sentence, *row.faults)) for row in rows[:number]]
    return heads + rows[number:]


def _number_of_heads(rows, names):
    # Qualtrics writes the question, and below it by what name the answer can be read in again.
    for place, row in enumerate(rows[:MORE_HEADS]):
        if all(cell.startswith(_IMPORT_HEAD_BEGINS) for cell in _written(row)):
            return place + 1
    return int(_is_second_head(rows[0], rows[1:], names))


def _told_of_hidden(layout, names, keys):
    """A sentence on columns that are read and that nobody sees who opens the file."""
    hidden = [
        f"‘{keys[place]}’"
        for place, name in enumerate(names)
        if name and place in layout.hidden_columns
    ]
    if hidden:
        yield ngettext(
            "De kolom {columns} is verborgen in het bestand en wordt wel ingelezen. Is dat niet de "
            "bedoeling, haal de kolom dan eerst weg.",
            "De kolommen {columns} zijn verborgen in het bestand en worden wel ingelezen. Is dat niet "
            "de bedoeling, haal de kolommen dan eerst weg.",
            len(hidden),
        ).format(columns=", ".join(hidden))


def _told_of_misread(rows):
    """A sentence on rows with letters that were kept as something else before."""
    first_words = {row.row: words[0] for row in rows if (words := _misread(row))}
    if first_words:
        row, word = next(iter(first_words.items()))
        yield ngettext(
            "Bij {number} rij zijn letters twee keer omgezet, zoals ‘{word}’ in rij {row}. Sla de bron "
            "opnieuw op als ‘CSV UTF-8’ of als .xlsx, anders komt dit zo op de website.",
            "Bij {number} rijen zijn letters twee keer omgezet, zoals ‘{word}’ in rij {row}. Sla de "
            "bron opnieuw op als ‘CSV UTF-8’ of als .xlsx, anders komt dit zo op de website.",
            len(first_words),
        ).format(number=len(first_words), word=word, row=row)


def _misread(row):
    return [*filter(None, map(shown_misread, (row.text, row.title, row.area, row.name)))]


def _told_of_numbers(rows):
    """A sentence on rows whose words are a number, as a line with a total is."""
    numbers = [row.row for row in rows if _ONLY_A_NUMBER.fullmatch(row.text.strip())]
    if numbers:
        yield ngettext(
            "Bij {number} rij is de tekst alleen een getal: rij {rows}. Is dat geen inbreng, haal de "
            "rij dan eerst uit het bestand.",
            "Bij {number} rijen is de tekst alleen een getal, zoals bij rij {rows}. Is dat geen "
            "inbreng, haal de rijen dan eerst uit het bestand.",
            len(numbers),
        ).format(number=len(numbers), rows=", ".join(map(str, numbers[:EXAMPLES])))


def _written(row):
    return [plain_heading(cell) for cell in row.cells if not is_empty(cell)]


def _is_second_head(first, others, names):
    if all(cell in _SECOND_HEADS for cell in _written(first)):
        return True
    # A survey numbers and dates every answer, and not its second row of heads.
    places = [place for place, name in enumerate(names) if name in ("number", "received_on")]
    return bool(places and len(others) > 1) and all(
        _is_empty_at(first, place) and not any(_is_empty_at(row, place) for row in others)
        for place in places
    )


def _is_empty_at(row, place):
    return place >= len(row.cells) or is_empty(row.cells[place])


def _with_own_numbers(rows, keys):
    """The rows, with the number that we gave them where we made this file ourselves."""
    if not set(keys) >= OWN_FILE:
        return rows
    place = keys.index("nummer")
    return [
        row if _is_empty_at(row, place) else replace(row, own_number=row.cells[place].strip())
        for row in rows
    ]


def _with_something(table):
    """The rows in which something stands; no more of them than a file may have."""
    rows: list = []
    for row in table:
        if all(map(is_empty, row[1])):
            continue
        if len(rows) > MOST_ROWS + LAST_HEADING_ROW:
            raise _too_many()
        rows.append(row)
    return rows


def _too_many():
    return FileError(
        _("Er staan meer dan %(most)d rijen in. Deel het bestand in stukken.") % {"most": MOST_ROWS}
    )


def _heading_row(table, columns):
    """Where the names of the columns stand; other lines may stand above them."""
    rows = [cells for row, cells, _layout in table if row <= LAST_HEADING_ROW]
    wanted = {heading for heading, name in (columns or {}).items() if name} or {"tekst"}
    for place, cells in enumerate(rows):
        if wanted <= set(_told_apart(cells)):
            return place
    for place, cells in enumerate(rows):
        suggested = {suggestion_for(cell) for cell in cells if len(as_text(cell)) <= 60}
        if "text" in suggested and len(suggested - {""}) > 1:
            return place
    return 0


def _names(keys, headings, row, columns, faults):
    """What each cell holds: None for a column without a name, which must stay empty, and "" for
    one that is passed over."""
    names, seen = [], set()
    for key, cell in zip(keys, headings, strict=True):
        heading = plain_heading(cell)
        name = _name_of(key, heading, columns)
        is_second = bool(name) and name in seen
        names.append(None if not key else "" if is_second else name or "")
        if not key or name == "":
            continue
        if name is None:
            faults.append(
                SpreadsheetFault(
                    row,
                    _("De kolom ‘%(heading)s’ kennen we niet. Gebruik: %(names)s.")
                    % {"heading": heading[:60], "names": ", ".join(COLUMNS)},
                )
            )
        elif is_second:
            faults.append(
                SpreadsheetFault(
                    row, _("De kolom ‘%(heading)s’ staat er twee keer.") % {"heading": heading}
                )
            )
        seen.add(name)
    if "text" not in seen:
        faults.append(
            SpreadsheetFault(
                row, _("De kolom ‘tekst’ ontbreekt. Daarin staat wat iemand zei of schreef.")
            )
        )
    return names


def _name_of(key, heading, columns):
    """Our name for a column, empty to pass it over, None when we do not know.

    ``key`` is its heading, told apart from the same one before it: who chooses columns names that.
    """
    if heading == WHAT_IS_WRONG:
        return ""
    if columns is not None:
        return columns.get(key, "")
    return known_as(heading) or None


def _described(keys, names, body):
    """The columns with a name, as somebody sees them who says which is which."""
    columns, taken = [], {name for name in names if name}
    for place, key in enumerate(keys):
        if not key or key == WHAT_IS_WRONG:
            continue
        suggested = names[place] or suggestion_for(key)
        if not names[place] and suggested in taken:
            suggested = ""
        taken.add(suggested)
        cells = (as_text(cells[place]) for _row, cells, _layout in body if place < len(cells))
        written = (" ".join(text.split())[:EXAMPLE_LENGTH] for text in cells if has_words(text))
        examples = tuple(islice(written, EXAMPLES))
        columns.append(FileColumn(key, names[place] or "", suggested, examples))
    return columns


def _shown_otherwise(row, names, layout):
    """Sentences on a row of which somebody who opens the file sees less or more than it holds."""
    if row in layout.hidden_rows:
        yield _("Deze rij is verborgen in het bestand. Maak hem zichtbaar of haal hem weg.")
    if merged := layout.merged_at(row, {place for place, name in enumerate(names) if name}):
        yield _(
            "Hier zijn cellen samengevoegd (%(cells)s). Maak ze los en vul in elke rij in wat er hoort."
        ) % {"cells": merged.name}


def _row(row, cells, names, keys, layout, reading):
    values, text_refused = {}, False
    faults = list(_shown_otherwise(row, names, layout))
    for place, cell in enumerate(cells):
        name = names[place] if place < len(names) else None
        try:
            if name:
                values[name] = value_of(
                    name,
                    reading.read(place, name, cell),
                    heading=keys[place],
                    month_first=reading.month_first,
                )
            elif name is None and not is_empty(cell):
                raise CellError(
                    _(
                        "In kolom %(letters)s staat iets, maar die kolom heeft geen naam. "
                        "Geef de kolom een naam, of maak hem leeg."
                    )
                    % {"letters": _letters(place)}
                )
        except CellError as error:
            faults.append(str(error))
            if name == "text":
                values["text"], text_refused = as_text(cell), True
    if not values.get("text") and not text_refused:
        faults.append(_("De tekst ontbreekt. Vul in wat iemand zei of schreef."))
    return ContributionRow(
        row=row,
        faults=tuple(faults),
        cells=tuple(map(as_text, cells)),
        **{"text": "", **values},
    )


def _letters(place) -> str:
    """How a spreadsheet calls a column: A to Z, then AA."""
    place, last = divmod(place, 26)
    return (_letters(place - 1) if place else "") + chr(ord("A") + last)
