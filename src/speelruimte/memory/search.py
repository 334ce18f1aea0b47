"""Finding processes: those that ended by everything about them, running ones by what they are."""

import re
from dataclasses import dataclass

from speelruimte.memory import index
from speelruimte.memory.models import Remembered
from speelruimte.memory.stems import asked, matches, plain, words_of
from speelruimte.trajectories.models import PRIVATE_STEPS, Trajectory

AROUND = 90  # letters before the first word that was found
LENGTH = 240  # letters of a text that are shown
# More processes than this never run at once; who has more finds the newest.
MOST_RUNNING = 400


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
    """Processes that hold every word, in any of its forms: running ones first, then the memory."""
    sought = asked(typed)
    if not sought:
        return []
    running = _running(sought)[:limit]
    keys = index.find(typed, limit=limit - len(running)) if len(running) < limit else []
    rows = (
        Remembered.objects.filter(pk__in=keys)
        .select_related("trajectory", "trajectory__subject")
        .prefetch_related("trajectory__areas", "trajectory__lessons")
        .in_bulk()
    )
    found = [rows[key] for key in keys if key in rows]
    return running + [Hit(row.trajectory, snippet(row.words, sought), row) for row in found]


def _running(sought):
    rows = (
        Trajectory.objects.running()
        .exclude(step__in=PRIVATE_STEPS)
        .select_related("subject")
        .prefetch_related("areas")[:MOST_RUNNING]
    )
    found = []
    for trajectory in rows:
        names = [area.name for area in trajectory.areas.all()]
        subject = trajectory.subject.name if trajectory.subject else ""
        text = f"{trajectory.summary} {trajectory.title} {subject} {' '.join(names)}"
        words = set(words_of(text))
        if all(any(matches(word, one) for word in words) for one in sought):
            found.append(Hit(trajectory, snippet(trajectory.summary, sought)))
    return found


def snippet(text, sought) -> list[Piece]:
    """A part of a text around the first word that was found, as people wrote it."""
    text = " ".join(text.split())
    hits = [
        found.span()
        for found in re.finditer(r"[a-z0-9]+", plain(text))
        if any(matches(found.group(), one) for one in sought)
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
