"""Words that may have to go: how a name is taken out of them, and the one door through a lock.

Source: wet#avg
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from speelruimte.journal.acting import action, record
from speelruimte.journal.row_marks import name_of_row
from speelruimte.people.models import ErasureOrder
from speelruimte.shared.fingerprints import canonical, fingerprint

GONE = "[weggehaald]"
# What stands where words were made unreadable: as long for a letter as for a life.
UNREADABLE = "▇▇▇"


@dataclass(frozen=True)
class Frozen:
    """A text that was frozen from other columns: its key in the journal, and how it is made anew.

    ``key`` is a pattern over ``row``; ``text`` takes the row and the needles to take out.
    """

    key: str
    text: Callable


def without(value, needles, *, gone=GONE):
    """A value with every needle in it replaced by ``gone``, in any case and as whole words.

    Looks into lists and dictionaries, and into text that is itself canonical JSON, so that what is
    frozen as such stays what its own columns would give.
    """
    if isinstance(value, str):
        frozen = _frozen(value)
        if frozen is not None:
            return canonical(without(frozen, needles, gone=gone))
        return taken_out(value, needles, gone=gone)
    if isinstance(value, list):
        return [without(item, needles, gone=gone) for item in value]
    if isinstance(value, dict):
        return {key: without(item, needles, gone=gone) for key, item in value.items()}
    return value


def taken_out(text, needles, *, gone):
    """A text with ``gone`` at every place where needles stand."""
    for start, end in reversed(spans_of(text, needles)):
        text = text[:start] + gone + text[end:]
    return text


def spans_of(text, needles) -> list[tuple[int, int]]:
    """Where needles stand in a text, from begin to end; those that overlap are one place.

    Each needle is looked for by itself: of two that overlap, one pattern would find only the first.
    """
    matches = sorted(
        match.span() for needle in needles for match in pattern_of([needle]).finditer(text)
    )
    spans: list[tuple[int, int]] = []
    for start, end in matches:
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def pattern_of(needles):
    """One pattern for all needles, the longest first; no letter or digit may stand beside one.

    Between the words of a needle any white space may stand, a line end too; a telephone number is
    known in whatever way its digits are grouped.
    """
    either = "|".join(_spaced(needle) for needle in sorted(needles, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def hook_of(needle) -> str:
    """A part of a needle that stands wherever the needle does, for a database to look for.

    Case matters to SQLite beyond plain letters, and a number may be grouped in other ways.
    """
    runs = re.findall(r"[A-Za-z0-9]+", needle)
    if _PHONE.fullmatch(needle.strip()):
        return runs[-1][-1]
    return max(runs, key=len, default=needle.strip())


# Nine digits behind a nought or the number of the country, grouped in any way.
_PHONE = re.compile(r"(?:\+31|0031|0)[\s().-]*(?:\(0\))?(?:[\s().-]*\d){9}")


def _spaced(needle):
    """The needle with any space between its words; a telephone number grouped in any way."""
    needle = needle.strip()
    if _PHONE.fullmatch(needle):
        digits = re.sub(r"\D", "", needle)[-9:]
        return r"(?:\+31|0031|0)?[\s().-]{0,4}(?:\(0\))?" + r"[\s().-]{0,3}".join(digits)
    return r"\s+".join(re.escape(word) for word in needle.split())


def _frozen(text):
    """What a text says when it is canonical JSON; else None."""
    if not text.startswith(("{", "[")):
        return None
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said if canonical(said) == text else None


@action
def erase_in_row(
    row,
    *,
    changes,
    by,
    at,
    locked,
    text_of="",
    kind=ErasureOrder.Kind.ERASURE,
    case_number="",
    noted=None,
):
    """Put other words in one row, when it is ``locked`` through an order that is closed after.

    ``changes`` maps fields to what stands there afterwards. ``text_of`` is the key under which
    the journal knows the ``text`` of this row (``answer:12``, ``contribution:7f3k``): the journal
    then gets the fingerprint of the text as it stands afterwards, to verify against from then on,
    and so does the row when it keeps one. What a row keeps a salt for is known by it. Of every
    sentence that is left the entry knows the fingerprint (``left``). ``noted`` are facts of its own.
    """
    changes, salt = dict(changes), getattr(row, "salt", "")
    facts: dict[str, Any] = {
        "left": {
            field: fingerprint(salt + value)
            for field, value in changes.items()
            if isinstance(value, str)
        }
    } | (noted or {})
    if text_of:
        after = fingerprint(salt + changes["text"])
        facts |= {"text_of": text_of, "text_fingerprint": after}
        if hasattr(row, "fingerprint"):
            changes["fingerprint"] = after
        else:
            facts["before_fingerprint"] = fingerprint(salt + row.text)
    table, fields = row._meta.db_table, sorted(changes)
    order = None
    if locked:
        order = ErasureOrder.objects.create(
            kind=kind,
            table_name=table,
            row_key=str(row.pk),
            fields=f",{','.join(_column(row, field) for field in fields)},",
            opened_at=at,
            opened_by=by.reference if by is not None and by.reference else "",
        )
    for field, value in changes.items():
        setattr(row, field, value)
    row.save(update_fields=fields)
    if order is not None:
        order.closed_at = at
        order.save(update_fields=["closed_at"])
        facts["order"] = order.pk
    record(
        "erased_lawfully",
        about=name_of_row(row),
        by=by,
        at=at,
        case_number=case_number,
        fields=fields,
        why=str(kind),
        wrote=(row,),
        **facts,
    )
    return row


def _column(row, field):
    return row._meta.get_field(field).column
