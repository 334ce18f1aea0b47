"""The lines of a search text: each says one thing about a process, and where it is said.

A line is written as the key of its place, a tab, and what is said there. So search can tell where
it found something, and the place itself is not found.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

_BETWEEN = "\t"


class Said(StrEnum):
    """Where something is said of a process."""

    SUMMARY = "summary"
    TITLE = "title"
    CASE = "case"
    AREA = "area"
    SUBJECT = "subject"
    INITIATIVE = "initiative"
    FRAME = "frame"
    ACTIVITY = "activity"
    PLACE = "place"  # where people come together
    OPTION = "option"  # what people choose between, such as the plans of a vote
    THEME = "theme"
    ANSWER = "answer"
    WAIVER = "waiver"
    RESULT = "result"
    DECISION = "decision"
    FEEDBACK = "feedback"
    STOPPED = "stopped"
    LESSON = "lesson"


def written_as(said: Iterable[tuple[Said, str]]) -> str:
    """A search text of these lines, each once and without what is empty."""
    lines = dict.fromkeys((place, " ".join((text or "").split())) for place, text in said)
    return "\n".join(f"{place}{_BETWEEN}{text}" for place, text in lines if text)


def lines_of(written: str) -> Iterator[tuple[str, str]]:
    """The key of the place, and what is said there; without a key where it is not known."""
    for line in written.splitlines():
        place, between, text = line.partition(_BETWEEN)
        yield (place, text) if between else ("", line)


def words_of(written: str) -> str:
    """What a search text says, without where."""
    return "\n".join(text for _place, text in lines_of(written))
