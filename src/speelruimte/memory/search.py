"""Finding processes by everything that is said about them, while they run and afterwards."""

import re
from dataclasses import dataclass

from speelruimte.memory import index
from speelruimte.memory.models import Remembered, SearchText
from speelruimte.memory.stems import asked, matches, without_accents
from speelruimte.trajectories.models import Trajectory

AROUND = 90  # letters before the first word that was found
LENGTH = 240  # letters of a text that are shown


@dataclass(frozen=True)
class Piece:
    """A part of a text that is shown; ``is_hit`` when it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Hit:
    """A process that was found. ``remembered`` is None while it runs."""

    trajectory: Trajectory
    snippet: list[Piece]
    remembered: Remembered | None = None


def search(typed, *, limit=30) -> list[Hit]:
    """Processes that hold every word, in any of its forms: running ones first, then the memory.

    One query in the index and three for what is shown, however many processes there are.
    """
    sought = asked(typed)
    keys = index.find_documents(typed, limit=limit) if sought else []
    rows = (
        SearchText.objects.filter(pk__in=keys)
        .select_related(
            "trajectory",
            "trajectory__subject",
            "trajectory__remembered",
            "trajectory__decision",
        )
        .prefetch_related("trajectory__areas", "trajectory__lessons")
        .defer("stems")
        .in_bulk()
    )
    written = [rows[key] for key in keys if key in rows]
    return [
        Hit(
            row.trajectory,
            snippet(row.words, sought),
            getattr(row.trajectory, "remembered", None),
        )
        for row in written
    ]


def _as_sentences(text):
    """What was said in separate places, each closed as a sentence, and nothing of it twice."""
    lines = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    return " ".join(line if line[-1] in ".!?:;…" else f"{line}." for line in lines if line)


def snippet(text, sought) -> list[Piece]:
    """A part of a text around the first word that was found, as people wrote it."""
    text = _as_sentences(text)
    hits = [
        match.span()
        for match in re.finditer(r"[a-z0-9]+", without_accents(text))
        if any(matches(match.group(), token) for token in sought)
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
