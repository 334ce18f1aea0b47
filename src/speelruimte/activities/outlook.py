"""What would happen with each row of a file of words; nothing is changed here."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.models import Contribution, Move
from speelruimte.activities.rules import check_can_enter, check_words_count, timing_of
from speelruimte.journal.models import Entry
from speelruimte.people.intake import Channel
from speelruimte.places.models import Area
from speelruimte.shared.codes import ALPHABET
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import fingerprint

NEW, KNOWN, ALIKE, TOTAL, FAULT = "new", "known", "alike", "total", "fault"
# What is said of a row that will be taken in, by its timing.
TAKEN_IN_AS = {
    "": gettext_lazy("Wordt ingelezen."),
    Contribution.Timing.EARLY: gettext_lazy(
        "Wordt ingelezen. Het kwam vóór de eerste dag en krijgt een eigen antwoord."
    ),
    Contribution.Timing.LATE: gettext_lazy(
        "Wordt ingelezen. Het kwam na de laatste dag en krijgt een eigen antwoord."
    ),
}
# What people write in the column "kanaal".
CHANNELS = {
    "": Channel.FILE,
    "bestand": Channel.FILE,
    "website": Channel.WEBSITE,
    "site": Channel.WEBSITE,
    "online": Channel.WEBSITE,
    "papier": Channel.PAPER,
    "formulier": Channel.PAPER,
    "telefoon": Channel.PHONE,
    "brief": Channel.LETTER,
    "post": Channel.LETTER,
    "e-mail": Channel.MAIL,
    "email": Channel.MAIL,
    "mail": Channel.MAIL,
    "bijeenkomst": Channel.MEETING,
    "avond": Channel.MEETING,
    "balie": Channel.COUNTER,
    "gesprek": Channel.COUNTER,
    "balie of gesprek": Channel.COUNTER,
}
# How a spreadsheet or an export writes a whole number: with signs between the thousands, and nothing
# but noughts behind it.
_THOUSANDS = re.compile(
    r"(\d{1,3})((?P<sign>[.,' \u00a0\u202f])\d{3}(?:(?P=sign)\d{3})*)(?:[.,]0+)?"
)
_WITH_NOUGHTS = re.compile(r"(\d+)[.,]0+")
_OWN_KEY = re.compile(f"[{ALPHABET}]{{10}}")


def plain_number(written) -> str:
    """A number of a row as it is compared: 1.000, 1,000 and 1000.0 are 1000."""
    written = written.strip()
    if grouped := _THOUSANDS.fullmatch(written):
        return grouped[1] + grouped[2].replace(grouped["sign"], "")
    with_noughts = _WITH_NOUGHTS.fullmatch(written)
    return with_noughts[1] if with_noughts else written


def plain_origin(written) -> str:
    """Where a file came from, as it is compared: capitals and spaces do not matter."""
    return " ".join(written.casefold().split())


@dataclass(frozen=True)
class KnownRow:
    """Of words that are in already: what a row of a file is held against.

    ``was_changed`` are words that were erased, or made unreadable in part: their text differs.
    """

    text: str
    was_changed: bool
    receipt_hash: str
    content: tuple[str, str, str]
    has_number: bool


@dataclass(frozen=True)
class Outlook:
    """What will happen with one row.

    It is taken in (NEW), passed over because it is in already (KNOWN), because the same words of
    the same person are (ALIKE) or because it looks like a total below the list (TOTAL), or it has
    faults (FAULT), told in ``sentence``. What is new may be
    ``is_double``: the same words are in under another number, or stand elsewhere in the file.
    ``is_our_own`` is a row of a file that we made ourselves of what is in. ``area`` is the one that the
    row names, where it is known.
    """

    row: Any
    what: str
    sentence: str = ""
    area: Area | None = None
    known: KnownRow | None = None
    is_double: bool = False
    is_our_own: bool = False

    @property
    def channel(self) -> str:
        """How it came in, in our words; as it stands in the file where that is no word of ours."""
        channel = CHANNELS.get(self.row.channel.lower())
        return str(channel.label) if channel else self.row.channel

    @property
    def is_new(self):
        return self.what == NEW


def outlook(
    activity, rows, *, origin, file_fingerprint, on, again=False, with_totals=False
) -> list[Outlook]:
    """Per row what an import would do. Changes nothing.

    A row is known by activity, origin and ``number``, or by the file and its place in it, and a row
    of our own files by what we number our words by, wherever they are now. A row that is known by
    none of these is held against the words and the name of what is in: a list that has grown, or was
    saved as another kind of file, holds the same rows. Within one file two neighbours with one letter
    are two contributions, so each one that is in stands for one row only. With ``again`` such rows
    come in all the same, and with ``with_totals`` what looks like a total; what has a number of its own
    comes in with a warning.

    Source: market#op-papier
    """
    known = _Known(activity, rows, origin=origin, file_fingerprint=file_fingerprint)
    areas = _areas_by_name()
    foreseen = []
    for row in rows:
        area = areas.get(row.area.lower()) if row.area else None
        faults = [*row.faults, *_faults(row, known, area, origin)]
        row_outlook = _foreseen(row, activity, known, faults, on, again, with_totals)
        foreseen.append(replace(row_outlook, area=area))
    return foreseen


def _areas_by_name():
    """By name and short name, also of what went into another since."""
    every = list(Area.everything.all())
    used = {area.pk: area for area in every if area.merged_into_id is None}
    # What is in use goes before what went by that name once.
    every.sort(key=lambda area: area.merged_into_id is None)
    return {
        name: used[area.merged_into_id or area.pk]
        for area in every
        for name in (area.name.lower(), area.key)
    }


class _Known:
    """What is in already, and which numbers stand in the file more than once."""

    def __init__(self, activity, rows, *, origin, file_fingerprint):
        self.by_number, self.by_row, self.first_row = {}, {}, {}
        self.our_own = _our_own(rows)
        self._own_here, self._first_with = {}, {}
        origin = plain_origin(origin)
        self._alike = {True: Counter(), False: Counter()}
        redacted = {}
        for words in _came_here(activity).iterator():
            content = _content(words.text, words.contact__name, words.contact__email)
            gone = words.state == Contribution.State.ERASED
            known = KnownRow(
                words.text,
                bool(gone or words.redaction_reason),
                words.receipt_hash,
                content,
                bool(words.origin_number),
            )
            if words.public_key in self.our_own:
                self._own_here[words.public_key] = known
            if words.origin_number and plain_origin(words.origin) == origin:
                self.by_number[plain_number(words.origin_number)] = known
            elif words.origin_file == file_fingerprint and not words.origin_number:
                self.by_row[words.origin_row] = known
            if words.redaction_reason and not gone:
                redacted[f"contribution:{words.public_key}"] = words.salt
            self._alike[known.has_number][content] += 1
        self._before_redaction = _before_redaction(redacted)
        for row in rows:
            self._see(row)

    def _see(self, row):
        """Remember where a number and words stand first, and what a row stands for."""
        if row.number:
            self.first_row.setdefault(plain_number(row.number), row.row)
        else:
            self._first_with.setdefault(_content(row.text, row.name, row.email), row.row)
        if (known := self.of(row) or self._own_here.get(self.own_key(row))) is not None:
            # It stands for this row and for no other.
            self._alike[known.has_number][known.content] -= 1

    def own_key(self, row):
        """What we number these words by, where the row comes from a file that we made."""
        return next((key for key in _own_keys(row) if key in self.our_own), None)

    def of(self, row):
        if row.number:
            return self.by_number.get(plain_number(row.number))
        return self.by_row.get(row.row)

    def first_with_number(self, row):
        """The first row of the file with the number of this one."""
        return self.first_row[plain_number(row.number)]

    def doubt(self, row):
        """Why a row that is new may be the same as another; nothing when there is no such doubt."""
        content = _content(row.text, row.name, row.email)
        if row.number:
            if self._alike[True][content] > 0:
                self._alike[True][content] -= 1
                return _("Let op: dezelfde woorden zijn al binnen onder een ander nummer.")
            return ""
        first = self._first_with[content]
        if first == row.row:
            return ""
        return _("Let op: dezelfde woorden staan ook in rij %(other)s.") % {"other": first}

    def is_alike(self, row):
        """The same words of the same person are in, and stood for no row of this file yet.

        Rows with a number of their own are told apart by it: only what came in without one is alike.
        """
        content = _content(row.text, row.name, row.email)
        for has_number in (False,) if row.number else (False, True):
            if self._alike[has_number][content] > 0:
                self._alike[has_number][content] -= 1
                return True
        return any(
            fingerprint(salt + row.text) in fingerprints
            for salt, fingerprints in self._before_redaction
        )


def _own_keys(row):
    """What in this row may be what we number our own words by."""
    return [key for key in (row.own_number, row.number) if _OWN_KEY.fullmatch(key)]


def _our_own(rows) -> dict[str, str]:
    """The state of the words, wherever they are, of which a row of the file holds our own number."""
    keys = {key for row in rows for key in _own_keys(row)}
    if not keys:
        return {}
    contributions = Contribution.objects.filter(public_key__in=keys)
    return dict(contributions.values_list("public_key", "state"))


def _came_here(activity):
    """All words that came in here, also those that went to another process since."""
    went_away = Move.objects.filter(came_from=activity).values("contribution")
    return Contribution.objects.filter(Q(activity=activity) | Q(pk__in=went_away)).values_list(
        *("text", "state", "redaction_reason", "receipt_hash", "salt", "public_key"),
        *("contact__name", "contact__email"),
        *("origin", "origin_number", "origin_row", "origin_file"),
        named=True,
    )


def _before_redaction(redacted):
    """Salt, and the fingerprints of the words as they were, of words with a part made unreadable.

    The words themselves are kept elsewhere, for few to read; the journal tells whether a row of a
    file is those words, so that nobody brings them back unseen.
    """
    if not redacted:
        return []
    earlier: dict[str, set[str]] = {}
    entries = Entry.objects.filter(verb="contribution_redacted", about__in=redacted)
    for entry in entries:
        earlier.setdefault(entry.about, set()).add(entry.facts["before_fingerprint"])
    return [(redacted[key], fingerprints) for key, fingerprints in earlier.items()]


def _content(text, name, email):
    """Words and person as they are compared: spaces and line ends differ per kind of file."""
    return " ".join(text.split()), (name or "").strip().lower(), (email or "").strip().lower()


def _foreseen(row, activity, known, faults, on, again, with_totals):
    if (own_key := known.own_key(row)) is not None:
        return _of_our_own(row, known.our_own[own_key])
    existing = known.of(row)
    if existing is not None and not row.faults:
        if existing.text == row.text or existing.was_changed:
            sentence = _("Is al ingelezen en blijft zoals het is.")
            return Outlook(row, KNOWN, sentence, known=existing)
        faults = [_other_text(row), *faults]
    is_total = row.is_total and not with_totals
    received_on = row.received_on or on
    faults += _wrong_moment(activity, row, received_on, on)
    if faults and not is_total:
        return Outlook(row, FAULT, " ".join(faults))
    if known.is_alike(row) and not again:
        return Outlook(row, ALIKE, _("Dezelfde woorden zijn al binnen. Wordt overgeslagen."))
    if is_total:
        return Outlook(row, TOTAL, _("Dit lijkt een totaal en geen inbreng. Wordt overgeslagen."))
    timing = timing_of(activity, received_on=received_on)
    doubt = known.doubt(row)
    sentence = f"{TAKEN_IN_AS[timing]} {doubt}".strip()
    return Outlook(row, NEW, sentence, is_double=bool(doubt))


def _of_our_own(row, state):
    """A row of a file that we made ourselves, whatever was done to the words since."""
    sentence = (
        _("Komt uit ons eigen bestand: ingetrokken en komt niet terug.")
        if state in (Contribution.State.WITHDRAWN, Contribution.State.ERASED)
        else _("Komt uit ons eigen bestand: al binnen en blijft zoals het is.")
    )
    return Outlook(row, KNOWN, sentence, is_our_own=True)


def _other_text(row):
    return _(
        "Nummer %(number)s is al ingelezen, met een andere tekst. Haal deze rij uit het bestand, "
        "of geef de nieuwe tekst een eigen nummer."
    ) % {"number": row.number}


def _wrong_moment(activity, row, received_on, on):
    """Why words that came on this day cannot be taken in from a file; nothing when they can."""
    try:
        check_words_count(activity.trajectory)
        channel = CHANNELS.get(row.channel.lower(), Channel.FILE)
        check_can_enter(activity, received_on=received_on, on=on, channel=channel)
    except RuleBroken as broken:
        return [broken.sentence]
    return []


def _faults(row, known, area, origin):
    """Everything that is wrong with a row, whatever else is."""
    if row.number and not origin:
        yield _("Er staat een nummer bij. Geef dan ook een naam voor de herkomst van het bestand.")
    if row.number and known.first_with_number(row) != row.row:
        yield _("Nummer %(number)s staat ook in rij %(other)s. Geef elke rij een eigen nummer.") % {
            "number": row.number,
            "other": known.first_with_number(row),
        }
    if row.area and area is None:
        yield _("Het gebied ‘%(area)s’ kennen we niet. Kies een gebied van de gemeente.") % {
            "area": row.area
        }
    if row.channel.lower() not in CHANNELS:
        yield _("Het kanaal ‘%(channel)s’ kennen we niet. Kies uit: %(names)s.") % {
            "channel": row.channel,
            "names": ", ".join(name for name in CHANNELS if name),
        }
