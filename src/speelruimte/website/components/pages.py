"""Components that only a few pages use: a person to call, and many threads into one decision."""

from dataclasses import dataclass

from .data import value_of
from .library import component

THREADS_PER_POINT = 8


@dataclass(frozen=True)
class SomebodyToAsk:
    name: str
    initials: str
    question: str
    text: str
    url: str
    link: str


@component("components/person.html")
def person(name, question, text, url="", link=""):
    """Somebody to turn to. question: what for. text: a sentence about this person."""
    initials = "".join(part[0] for part in name.split() if part[0].isupper())[:2]
    return SomebodyToAsk(name, initials or name[:1].upper(), question, text, url, link)


@dataclass(frozen=True)
class Line:
    """One thread of the drawing, and the dot that it begins at."""

    css: str
    width: int
    path: str
    dashes: str = ""
    dot_css: str = ""
    dot_y: int = 0
    dot_size: int = 0


@dataclass(frozen=True)
class DecisionThreads:
    title: str
    height: int
    lines: tuple[Line, ...]
    marks: tuple[int, ...]


@component("components/decision_threads.html")
def decision_threads(points, title):
    """Threads of many people coming together in one decision; those of the reader are yellow.

    points: up to four, each with decided (false: this one leads elsewhere). title: in words.
    """
    points = list(points)[:4]
    lines: list[Line] = []
    heights = tuple(30 + 50 * nr for nr in range(len(points)))
    for nr, (point, y) in enumerate(zip(points, heights, strict=True)):
        lines += _others(nr, y)
        decided = value_of(point, "decided", False)
        end = f"270 {y} 290 105 372 105" if decided else f"260 {y} 290 {y + 16} 340 {y + 24}"
        lines.append(Line("s-light", 4, f"M190 {y}C{end}", dashes="" if decided else "3 7"))
    height = max(150, 20 + 50 * len(points))
    return DecisionThreads(title, height, tuple(lines), heights)


def _others(nr, y):
    """The threads that come together in one point, the fifth being the reader's own."""
    drawn = []
    for thread in range(THREADS_PER_POINT):
        start = 8 + nr * 50 + thread * 6
        css, width, dot, size = ("s-thread", 2, "f-thread", 3)
        if thread == 4:
            css, width, dot, size = ("s-light", 4, "f-light", 5)
        path = f"M6 {start}C90 {start} 110 {y} 190 {y}"
        drawn.append(Line(css, width, path, dot_css=dot, dot_y=start, dot_size=size))
    return drawn
