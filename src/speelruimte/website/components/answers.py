"""Components about words and answers: threads, said and done, changes, what happened."""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join

from .data import value_of
from .library import component

DECISION_CSS = {"decided": "is-decision", "open": "is-open"}


@dataclass(frozen=True)
class Thread:
    point: Any
    verdict: str
    label: str
    decision_css: str


@component("components/thread.html")
def thread(point):
    """One point on its line from theme to answer to decision.

    point: number, title (own words), theme {name, count, url}, answer {verdict, label, text, by, since,
    earlier: each as an answer}, decision {title, text, state: decided, open (lies elsewhere) or ahead}.
    What is not there yet is drawn as still to come.
    """
    answer = value_of(point, "answer", None)
    verdict, label = value_of(answer, "verdict"), value_of(answer, "label")
    state = value_of(value_of(point, "decision", None), "state")
    css = DECISION_CSS.get(state, "is-ahead")
    return Thread(point, verdict, label, css)


@dataclass(frozen=True)
class Pair:
    pair: Any
    verdict: str
    label: str


@dataclass(frozen=True)
class SaidDid:
    pairs: tuple[Pair, ...]
    in_columns: bool


@component("components/said_did.html")
def said_did(pairs):
    """What people wrote about and what was done with it.

    pairs: theme, often, verdict, label, answer, url, process.
    """
    rows = tuple(Pair(pair, value_of(pair, "verdict"), value_of(pair, "label")) for pair in pairs)
    return SaidDid(rows, len(rows) == 3)


@dataclass(frozen=True)
class Quote:
    words: str
    who: str


@component("components/quote.html")
def quote(words, who=""):
    """A resident's own words, always in their own voice. who: who, how or when, in our words."""
    return Quote(words, who)


@dataclass(frozen=True)
class OwnWords:
    parts: Any
    note: str


@component("components/own_words.html")
def own_words(parts, note=""):
    """A contribution as it came in, with the points marked that were read in it.

    parts: text, and number where that part is a point.
    """
    return OwnWords(parts, note)


@dataclass(frozen=True)
class FirstNow:
    before: str
    after: str


@component("components/first_now.html")
def first_now(before, after):
    """Two versions of a text beside each other, with the words that went and came marked."""
    return FirstNow(*marked_changes(before, after))


# Words, spaces and marks apart, so that a comma alone does not mark a word.
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def marked_changes(before, after):
    """Both texts as HTML, word by word: <del> for what went, <ins> for what came.

    Not in a template: these texts keep their own line breaks, so nothing may stand between words.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    went, came = [], []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            went.append(format_html("{}", "".join(old[i1:i2])))
            came.append(format_html("{}", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            went.append(format_html("<del>{}</del>", "".join(old[i1:i2])))
        if j2 > j1:
            came.append(format_html("<ins>{}</ins>", "".join(new[j1:j2])))
    return _joined(went), _joined(came)


def _joined(pieces):
    return format_html_join("", "{}", ((piece,) for piece in pieces))


# How many rows of a timeline stand open; one or two more are not worth folding.
UNFOLDED = 6


@dataclass(frozen=True)
class Happened:
    entry: Any
    before: str
    after: str
    kind: str
    why: str
    text: str
    url: str


@dataclass(frozen=True)
class Timeline:
    rows: list[Happened]
    earlier: list[Happened]


@component("components/timeline.html")
def timeline(entries):
    """What happened, newest first; what is long ago stands folded below it.

    entries: day (words), title, text, kind (decision, change or empty), before and after (draws
    first and now), why, url and link (words).
    """
    rows = []
    for entry in entries:
        before, after = value_of(entry, "before"), value_of(entry, "after")
        old, new = marked_changes(before, after) if before or after else ("", "")
        said = (value_of(entry, name) for name in ("kind", "why", "text", "url"))
        rows.append(Happened(entry, old, new, *said))
    first = rows if len(rows) <= UNFOLDED + 2 else rows[:UNFOLDED]
    return Timeline(first, rows[len(first) :])


@dataclass(frozen=True)
class CalendarList:
    items: Any


@component("components/calendar_list.html")
def calendar_list(items):
    """Days to come. items: date (a date), title, text, url (optional)."""
    return CalendarList(items)


def marked(pieces):
    """Pieces of a text after each other, with no space that is not theirs; hits are marked."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece.text) if piece.is_hit else piece.text,)
            for piece in pieces
        ),
    )
