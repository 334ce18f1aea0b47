"""What a cell may hold: words as written, or a day."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_lazy
from speelruimte.shared.months import MONTH_NUMBERS, WEEKDAY_NUMBERS
from speelruimte.shared.terms import local_day
from speelruimte.shared.visible_text import has_words, turns_round

from .sheet import CellError

LONGEST = {
    "text": 20_000,
    "title": 160,
    "area": 120,
    "name": 120,
    "email": 254,
    "channel": 60,
    "number": 60,
}
_DAYS = (
    re.compile(r"(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(
        r"(?P<day>\d{1,2})(?:-| +)(?P<month>[A-Za-z]{3,9})\.?(?:-| +)(?P<year>\d{4}|\d{2})(?!\d)"
    ),
)
# What may stand before a day, as Excel writes it in full.
_WEEKDAY = re.compile(rf"(?P<weekday>{'|'.join(WEEKDAY_NUMBERS)})\b\.?,? *", re.IGNORECASE)
# As Americans write it, for a file of which somebody said so.
_AMERICAN_DAY = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)")
# What exports write behind a day: an hour, and now and then how far that is from UTC.
_TIME = re.compile(
    r"(?:T|,? +)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"(?: ?(?P<half>[AaPp])[Mm])?"
    r"(?: ?(?:(?P<utc>Z|UTC)|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})))?"
)
# Days that are none, and what they probably are.
_MONTH_FIRST = re.compile(
    r"0?(?:[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:\d{2}){1,2}\b"
    r"|\d{1,2}/\d{1,2}/(?:\d{2}){1,2} [\d:]+ ?[ap]m",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"(?:1[3-9]|2\d|3[01])/0?(?:[1-9]|1[0-2])/(?:\d{2}){1,2}\b")
_EITHER = re.compile(r"0?(?P<first>[1-9]|1[0-2])/0?(?P<second>[1-9]|1[0-2])/(?:\d{2}){1,2}\b")
_NO_DAYS = (
    (
        _MONTH_FIRST,
        gettext_lazy("Hier staat de maand vooraan. Zeg dat als u het bestand kiest."),
    ),
    (
        re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)"),
        gettext_lazy("Een jaar heeft vier cijfers."),
    ),
    (
        re.compile(r"\d{5}(?:[.,]\d+)?\Z"),
        gettext_lazy(
            "Zo telt Excel de dagen: geef de kolom daar het type datum, en sla het bestand opnieuw op."
        ),
    ),
)
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# How a workbook writes what XML cannot hold: the code of a character between two marks.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value of its own: ``why`` is a key below, ``written`` what is in the file."""

    why: str
    written: str


FORMULA, BROKEN, LOGICAL = "formula", "broken", "logical"
_REFUSED = {
    # What it shows is not in the file.
    FORMULA: gettext_lazy(
        "In de kolom ‘%(column)s’ staat een formule. Plak alleen de waarde in de cel."
    ),
    # Nobody wrote that.
    BROKEN: gettext_lazy(
        "In de kolom ‘%(column)s’ staat een foutmelding van Excel, zoals #REF!. Herstel de cel."
    ),
    # How it was shown depends on the language of Excel.
    LOGICAL: gettext_lazy(
        "In de kolom ‘%(column)s’ staat een cel met waar of onwaar. Typ de tekst die er moet staan."
    ),
}


def unescaped(text: str) -> str:
    """The text of a cell as a person typed it: ``_x000D_`` is a line end, ``_x005F_`` an underscore.

    Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
    """
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    # Two halves of one character may have been escaped apart.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def is_empty(cell) -> bool:
    """Nothing stands in the cell that anybody can see."""
    return cell is None or (isinstance(cell, str) and not has_words(cell))


def value_of(name, cell, *, heading, month_first=False):
    """What a cell comes to in the column ``name``. Raises CellError with a sentence.

    With ``month_first`` a day with strokes is read as Americans write it.
    """
    if isinstance(cell, Unreadable):
        raise CellError(_REFUSED[cell.why] % {"column": heading})
    if name == "received_on":
        return _day(cell, month_first)
    written = as_text(cell)
    if name != "text":
        written = written.strip()
    _check_written(name, written, heading)
    return written if has_words(written) else ""


def _check_written(name, written, heading):
    if _CONTROL.search(written) or turns_round(written):
        raise CellError(
            _("In de kolom ‘%(column)s’ staat een onzichtbaar teken. Typ de cel opnieuw.")
            % {"column": heading}
        )
    if len(written) > LONGEST[name]:
        raise CellError(
            _(
                "De kolom ‘%(column)s’ is te lang: er passen %(most)d tekens en het zijn er %(number)d."
            )
            % {"column": heading, "most": LONGEST[name], "number": len(written)}
        )
    if name == "email" and written and not _MAIL.fullmatch(written):
        raise CellError(_("‘%(written)s’ is geen e-mailadres.") % {"written": written[:80]})


def as_text(cell) -> str:
    """A cell as text. A whole number has no decimals, a spreadsheet adds them by itself."""
    if cell is None:
        return ""
    if isinstance(cell, Unreadable):
        return cell.written
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        has_time = (cell.hour, cell.minute) != (0, 0)
        return cell.strftime("%d-%m-%Y %H:%M" if has_time else "%d-%m-%Y")
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")


def _day(cell, month_first):
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    written = str(cell).strip()
    if not has_words(written):
        return None
    day = _read_day(written, month_first)
    if day is None and month_first and _AMERICAN_DAY.match(written):
        raise CellError(
            _("‘%(written)s’ is geen dag met de maand vooraan, zoals 03/21/2026.")
            % {"written": written[:40]}
        )
    if day is None:
        refused = _("‘%(written)s’ is geen dag. Schrijf een dag zo: 21-03-2026.")
        raise CellError(
            f"{refused % {'written': written[:40]}} {_why_no_day(written, month_first)}".strip()
        )
    return day


def _why_no_day(written, month_first):
    """What it probably is; nothing where nobody can tell."""
    plain = _without_weekday(written)
    if _read_day(plain, month_first):
        return _("Die datum valt op een andere dag van de week.")
    return next((str(said) for pattern, said in _NO_DAYS if pattern.match(plain)), "")


def _without_weekday(cell):
    """What stands behind the name of a day of the week, where there is one."""
    written = cell.strip()
    named = _WEEKDAY.match(written)
    return written[named.end() :] if named else written


def has_month_first(cell) -> bool:
    """A day that can only be read with the month before it, as Americans write it."""
    return isinstance(cell, str) and bool(_MONTH_FIRST.match(_without_weekday(cell)))


def has_day_first(cell) -> bool:
    """A day that can only be read with the day before its month."""
    return isinstance(cell, str) and bool(_DAY_FIRST.match(_without_weekday(cell)))


def may_be_two_days(cell) -> bool:
    """A day that is another one in the other order."""
    match = _EITHER.match(_without_weekday(cell)) if isinstance(cell, str) else None
    return match is not None and match["first"] != match["second"]


def two_days(cell) -> tuple[date, date] | None:
    """What such a day is with the day before the month, and the other way; None where it is no two."""
    if not may_be_two_days(cell):
        return None
    written = _without_weekday(cell)
    day, other = (_read_day(written, month_first) for month_first in (False, True))
    return (day, other) if day and other else None


def _read_day(written, month_first):
    """The day that is written, with or without an hour; the Dutch day where it says which hour that is.

    Where the day of the week stands before it, that must be the right one.
    """
    named, written = _WEEKDAY.match(written), _without_weekday(written)
    for pattern in (*((_AMERICAN_DAY,) if month_first else ()), *_DAYS):
        match = pattern.match(written)
        if match is None:
            continue
        time = _TIME.fullmatch(written, match.end())
        if match.end() != len(written) and time is None:
            return None
        if time and time["half"] and pattern is not _AMERICAN_DAY:
            return None
        try:
            day = date(_year(match["year"]), _month(match["month"]), int(match["day"]))
            if named and day.weekday() != WEEKDAY_NUMBERS[named["weekday"].lower()]:
                return None
            return day if time is None else _day_here(day, time)
        except (ValueError, OverflowError):
            return None
    return None


def _year(written):
    return int(written) + (2_000 if len(written) == 2 else 0)


def _month(written):
    """Its number; of what is no month, nought, which is in no year."""
    return int(written) if written.isdigit() else MONTH_NUMBERS.get(written.lower(), 0)


def _day_here(day, time):
    clock = timedelta(hours=_hour(time), minutes=int(time["minute"]))
    if clock >= timedelta(days=1):
        raise ValueError
    if not (time["utc"] or time["sign"]):
        return day
    ahead = timedelta(hours=int(time["hours"] or 0), minutes=int(time["minutes"] or 0))
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    utc = midnight + clock + (ahead if time["sign"] == "-" else -ahead)
    return local_day(utc)


def _hour(time):
    hour = int(time["hour"])
    if not time["half"]:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if time["half"] in "Pp" else 0)
