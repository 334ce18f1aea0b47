"""Finding processes by everything that is said about them, while they run and afterwards."""

import re
from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import IN_LISTS, ListedWords, contributions_listed
from speelruimte.memory import index
from speelruimte.memory.lines import Said, lines_of
from speelruimte.memory.models import Remembered, SearchText
from speelruimte.memory.stems import asked, matches, without_accents, words_in
from speelruimte.memory.words import MOST_FOUND, begins, find_words, sought_in, words_that_hold
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.trajectories.announcing import (
    SAID_FOR,
    is_announced_in,
    prepared_openly,
    stopped_unseen,
    was_known_when_it_stopped,
)
from speelruimte.trajectories.lying import fetch_areas
from speelruimte.trajectories.models import Trajectory

AROUND = 90  # letters before the first word that was found
LENGTH = 240  # letters of a text that are shown
MOST_LINES = 3
# Stand beside what was found whatever it was.
NOT_REPEATED = (Said.TITLE, Said.AREA)
SHOWN_WITH = ("subject", "remembered", "decision", "policy", "waiver")


@dataclass(frozen=True)
class Piece:
    """A part of a text that is shown; ``is_hit`` when it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Found:
    """Where something was found, as the key of a place (``lines.Said``), and the words there."""

    place: str
    snippet: list[Piece]


@dataclass(frozen=True)
class Hit:
    """A process that was found, and where. ``remembered`` is None while it runs."""

    trajectory: Trajectory
    found: list[Found]
    remembered: Remembered | None = None


def search(typed, *, limit=30) -> list[Hit]:
    """Processes that hold every word, in any of its forms: running ones first, then the memory.

    One query in the index, two for what is shown and one more for the lessons of what ended, however
    many processes there are.
    """
    sought = asked(typed)
    keys = index.find_documents(typed, limit=limit) if sought else []
    rows = {row.pk: row for row in _written(keys=keys)} if keys else {}
    fetch_areas([row.trajectory for row in rows.values()])
    ended = [row.trajectory for row in rows.values() if hasattr(row.trajectory, "remembered")]
    prefetch_related_objects(ended, "lessons")
    return [
        Hit(
            row.trajectory,
            where_found(row.words, sought),
            getattr(row.trajectory, "remembered", None),
        )
        for row in (rows[key] for key in keys if key in rows)
    ]


@compiled_query
def _written(*, keys):
    return (
        SearchText.objects.filter(pk__in=keys)
        .select_related(*(f"trajectory__{name}" for name in SHOWN_WITH))
        .defer("stems", *(f"trajectory__{name}" for name in POLICY_TEXTS))
    )


def search_prepared(typed, *, day) -> list[Trajectory]:
    """Plans in preparation that residents may know of, called or lying as somebody asks.

    By no word that residents do not read of them yet. Two queries.
    """
    sought = asked(typed)
    prepared = _prepared_openly(day=day) if sought else []
    announced = [trajectory for trajectory in prepared if is_announced_in(trajectory)]
    fetch_areas(announced)
    return [
        trajectory for trajectory in announced if all(_names(trajectory, token) for token in sought)
    ]


def search_stopped_in_preparation(typed, *, day) -> list[Trajectory]:
    """As ``search_prepared``, of the plans that stopped while they were prepared."""
    sought = asked(typed)
    stopped = _stopped_unseen(since=day - SAID_FOR) if sought else []
    fetch_ahead(stopped, "passages", "held_back")
    known = [trajectory for trajectory in stopped if was_known_when_it_stopped(trajectory)]
    fetch_areas(known)
    return [
        trajectory for trajectory in known if all(_names(trajectory, token) for token in sought)
    ]


@compiled_query
def _prepared_openly(*, day):
    return prepared_openly(Trajectory.objects.select_related("subject"), day=day)


@compiled_query
def _stopped_unseen(*, since):
    return stopped_unseen(Trajectory.objects.select_related("subject"), since=since)


def _names(trajectory, token):
    known = (trajectory.title, trajectory.subject, *trajectory.areas.all())
    return any(matches(word, token) for name in known if name for word in words_in(str(name)))


def where_found(written, sought) -> list[Found]:
    """The fewest lines that hold the words, the first ones first; what it is about where none does."""
    missing, lines = set(sought), []
    for place, text in lines_of(written):
        here = {token for token in missing if _holds(place, text, token)}
        if not here:
            continue
        missing -= here
        if place not in NOT_REPEATED:
            lines.append(Found(place, snippet(text, sought)))
        if not missing or len(lines) == MOST_LINES:
            break
    if lines:
        return lines
    place, text = next(lines_of(written), ("", ""))
    return [Found(place, snippet(text, sought))]


def _holds(place, text, token):
    if place == Said.CASE:
        return text == token
    return any(matches(word, token) for word in words_in(text))


@dataclass(frozen=True)
class FoundWords:
    """Somebody's words that were found."""

    contribution: Contribution
    snippet: list[Piece]


@dataclass(frozen=True)
class PageOfWords:
    """Some of the words that were found. ``total`` is how many were; ``is_cut`` when there are more."""

    rows: list[FoundWords]
    total: int
    is_cut: bool
    number: int
    last: int


def listed_words(trajectory, *, saying="", narrowed=None, **where) -> ListedWords:
    """As ``contributions_listed``, of the words of a process that hold all of this: none is left out."""
    if not saying:
        return contributions_listed(trajectory, narrowed=narrowed, **where)
    with index.planned_for_these_words():
        return contributions_listed(
            trajectory, narrowed=words_that_hold(saying) & (narrowed or Q()), **where
        )


def search_words(typed, *, number=1, size=25) -> PageOfWords:
    """A page of published words that hold all these words or beginnings, the newest day first.

    At most ``MOST_FOUND`` are looked through: the ones that came in last. Three queries.
    """
    keys = find_words(typed, most=MOST_FOUND + 1)
    readable = list(
        Contribution.objects.readable()
        .filter(pk__in=keys[:MOST_FOUND], trajectory__in=Trajectory.objects.public())
        .order_by("-received_at", "-pk")
        .values_list("pk", flat=True)
    )
    last = max(1, -(-len(readable) // size))
    number = min(max(1, number), last)
    shown = readable[(number - 1) * size : number * size]
    rows = (
        Contribution.objects.select_related("trajectory", "area", "placement__theme")
        .only(*IN_LISTS, "place", "trajectory__title", "trajectory__slug")
        .in_bulk(shown)
    )
    sought = sought_in(typed)
    return PageOfWords(
        [FoundWords(rows[key], _snippet_of(rows[key], sought)) for key in shown],
        len(readable),
        len(keys) > MOST_FOUND,
        number,
        last,
    )


def _snippet_of(contribution, sought):
    parts = (contribution.title, contribution.text, contribution.place)
    texts = [text for text in parts if any(begins_in(text, token) for token in sought)]
    return snippet(texts[0] if texts else contribution.text, sought, is_it=begins)


def begins_in(text, sought):
    """Some word of a text is, or begins with, what is looked for."""
    return any(begins(word, sought) for word in words_in(text))


def snippet(text, sought, is_it=matches) -> list[Piece]:
    """A part of a text around the first word that was found, as people wrote it.

    ``is_it`` says whether a word of the text is what was looked for.
    """
    text = " ".join(text.split())
    hits = [
        match.span()
        for match in re.finditer(r"[a-z0-9]+", without_accents(text))
        if any(is_it(match.group(), token) for token in sought)
    ]
    start = max(0, hits[0][0] - AROUND) if hits else 0
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = text.rfind(" ", start, end)
    pieces, at = [Piece("… ")] if start else [], start
    for first, last in hits:
        if first < at or last > end:
            continue
        pieces += [Piece(text[at:first]), Piece(text[first:last], is_hit=True)]
        at = last
    pieces += [Piece(text[at:end]), Piece(" …" if end < len(text) else "")]
    return [piece for piece in pieces if piece.text]
