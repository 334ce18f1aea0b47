"""Own words in sentences, where a point can begin; and where it begins once words were replaced."""

import re
from dataclasses import dataclass

# Behind the end of a sentence and a space, or a line that ends: something new begins.
_BREAK = re.compile(r"(?<=[.!?…])[\"'’”)\]]*[ \t]+(?=[^\Wa-z_]|[\"'‘“(\[▇-])|[ \t]*\n\s*")


@dataclass(frozen=True)
class Sentence:
    """A sentence or a line, from ``start`` to ``end`` in the text."""

    start: int
    end: int
    text: str


def sentences_of(text) -> list[Sentence]:
    """The sentences and lines of a text in their order; together they hold all its words."""
    breaks = [match.end() for match in _BREAK.finditer(text)]
    starts = [0, *breaks]
    ends = [*breaks, len(text)]
    sentences = [
        Sentence(start, end, text[start:end].strip())
        for start, end in zip(starts, ends, strict=True)
    ]
    sentences = [sentence for sentence in sentences if sentence.text]
    return [
        Sentence(0, sentence.end, sentence.text) if not number else sentence
        for number, sentence in enumerate(sentences)
    ]


def moved(spans, matches, gone) -> list[tuple[int, int]]:
    """Where these spans of a text lie once each of ``matches`` in it was replaced by ``gone``.

    What was replaced over the border of two spans stands in both.
    """
    return [
        (
            _moved(start, matches, len(gone), is_end=False),
            _moved(end, matches, len(gone), is_end=True),
        )
        for start, end in spans
    ]


def _moved(place, matches, length, *, is_end):
    shift = 0
    for start, end in matches:
        if place <= start:
            break
        if place < end:
            return start + shift + (length if is_end else 0)
        shift += length - (end - start)
    return place + shift
