"""The route in three lengths: the plan with rooms, the bar of the workbench, cells in a table."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .data import value_of
from .drawings import cells_drawing
from .library import component

STATE_CLASSES = {
    "done": "is-done",
    "skipped": "is-done",
    "here": "is-here",
    "next": "is-here",
    "ahead": "is-ahead",
    "stopped": "is-here is-stopped",
    "ended": "is-here is-stopped",
    "shut": "is-closed",
}


@dataclass(frozen=True)
class Step:
    step: Any
    state: str
    css: str
    day: str  # in words, or that it was skipped
    url: str


@dataclass(frozen=True)
class Steps:
    steps: list[Step]


@component("components/route_picture.html")
def route_picture(steps):
    """All rooms of the route. steps: nr, name, day (words), url; state
    is done, skipped, here, next (it is up to this and that has not begun), ahead, stopped, shut or ended.

    Two rows, both read from left to right; one column on a phone.
    """
    return Steps(_drawn(steps))


@component("components/steps_bar.html")
def steps_bar(steps):
    """The same steps as one bar, for the workbench; on a phone only the present one has a name."""
    return Steps(_drawn(steps))


def _drawn(steps):
    """Each step with its class; the one before the present one opens onto its yellow floor."""
    drawn: list[Step] = []
    for position, step in enumerate(steps):
        state = value_of(step, "state")
        follows = steps[position + 1] if position + 1 < len(steps) else {}
        opens = state in ("done", "skipped") and value_of(follows, "state") in (
            "here",
            "next",
            "ended",
        )
        css = STATE_CLASSES[state] + (" is-before-here" if opens else "")
        day = _("overgeslagen") if state == "skipped" else value_of(step, "day")
        drawn.append(Step(step, state, css, day, value_of(step, "url")))
    return drawn


@dataclass(frozen=True)
class StepsCells:
    drawing: str
    words: str
    name: str


@component("components/steps_cells.html")
def steps_cells(here, name, total=12):
    """The route in a table row: tiny cells and, in words, "7 van 12: Meedoen"."""
    words = _("%(here)s van %(total)s:") % {"here": here, "total": total}
    return StepsCells(cells_drawing(here, total), words, name)
