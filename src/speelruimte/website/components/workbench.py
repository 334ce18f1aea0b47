"""Components of the workbench: the gate, the tasks, questions already answered."""

from dataclasses import dataclass
from typing import Any

from .library import component


@dataclass(frozen=True)
class Gate:
    rows: list
    next_step: str
    actions: Any
    heading: int
    ident: str


@component("components/gate.html")
def gate(missing, next_step, actions=(), heading=2, ident="poort"):
    """What still keeps this process from its next step, or that the door is open.

    missing: sentence and more (of the same page), who (should do it), url and link (where); plain
    sentences are fine too.
    actions: arguments of button, for what can be done from here.
    """
    rows = [{"sentence": row} if isinstance(row, str) else row for row in missing]
    return Gate(rows, next_step, actions, int(heading), ident)


@dataclass(frozen=True)
class Tasks:
    groups: Any


@component("components/tasks.html")
def tasks(groups):
    """To-dos in groups. groups: title, tasks; a task has when, left (words), title, text, url,
    action (words of the link) and late (true when it should have been done).
    """
    return Tasks(groups)


@dataclass(frozen=True)
class Notes:
    items: Any


@component("components/notes.html")
def notes(items):
    """A short list on a sheet. items: title, text (behind the title), note (below), url."""
    return Notes(items)
