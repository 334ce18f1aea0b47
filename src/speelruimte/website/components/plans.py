"""Components that draw a plan from above: the scale, the room, the promise, cards and ways in."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .data import value_of
from .drawings import SEAL, door_drawing, room_door_drawing
from .library import component


@dataclass(frozen=True)
class Level:
    label: str
    promise: str
    drawing: str
    is_current: bool


@dataclass(frozen=True)
class InfluenceScale:
    rows: list[Level]
    over: bool


@component("components/influence_scale.html")
def influence_scale(levels, current="", over=False):
    """The municipality's levels of influence as doors, from little to much.

    levels: key, label, promise (what it means for you), say (0 to 4 or None). current: a key.
    over: taking part is behind us, so the current one held.
    """
    rows = [
        Level(
            label=value_of(level, "label"),
            promise=value_of(level, "promise"),
            drawing=door_drawing(value_of(level, "say", None), "scale"),
            is_current=value_of(level, "key") == current,
        )
        for level in levels
    ]
    return InfluenceScale(rows, over)


@dataclass(frozen=True)
class OpenQuestion:
    title: str
    text: str
    label: str
    drawing: str


@dataclass(frozen=True)
class Room:
    fixed: Any
    questions: list[OpenQuestion]
    unknown: Any
    door: Any
    over: bool
    stopped: bool
    door_drawing: str


@component("components/room.html")
def room(fixed, open, unknown=(), door=None, over=False, stopped=False):
    """The room: what is fixed (wall), open (floor), not yet known (dashed), and the door.

    fixed: title, text. open: title, text, say, label. unknown: text.
    door: url, label, until (a sentence); None when there is nothing to do.
    over: taking part is behind us, so what was open is told in the past.
    stopped: none of it holds any more, and what was not known is looked for no more.
    """
    questions = [
        OpenQuestion(
            title=value_of(item, "title"),
            text=value_of(item, "text"),
            label=value_of(item, "label"),
            drawing=door_drawing(value_of(item, "say", None)),
        )
        for item in open
    ]
    door_drawing_of_room = room_door_drawing(2 if door else None)
    return Room(fixed, questions, unknown, door, over, bool(stopped), door_drawing_of_room)


@dataclass(frozen=True)
class PromiseCard:
    title: str
    promises: Any
    adopted: str
    links: Any
    seal: str


@component("components/promise_card.html")
def promise_card(promises, adopted="", title="", links=()):
    """What the municipality owes people, and by whom and when that was adopted.

    promises: text, missed for what was not kept, lapsed for what holds no more. adopted: one
    sentence; without it the card says that it is a draft.
    links: url and label, such as the versions.
    """
    title, seal = title or _("Dit beloven we u"), SEAL if adopted else ""
    return PromiseCard(title, promises, adopted, links, seal)


@dataclass(frozen=True)
class ProcessCard:
    card: Any
    heading: int
    drawing: str


@component("components/process_card.html")
def process_card(card, heading=3):
    """One process as a room with a door; stands in lists of 25, so it is one flat template.

    card: title, url, area, fixed, open, level (word), say, until (words); number when on a map.
    """
    return ProcessCard(card, int(heading), door_drawing(value_of(card, "say", None), "card"))


@dataclass(frozen=True)
class ThreeDoors:
    idea: Any
    taking_part: Any
    contact: Any


@component("components/three_doors.html")
def three_doors(doors):
    """The wall with three front doors of the home page: an idea, taking part, a person.

    doors: exactly three, in that order, with title, url and text.
    """
    return ThreeDoors(*doors)


@dataclass(frozen=True)
class WayIn:
    item: Any
    picture: str
    drawing: str
    kind: str


@dataclass(frozen=True)
class WaysIn:
    rows: list[WayIn]


@component("components/ways.html")
def ways(items):
    """The ways to take part now. items: title, text, url, action (words on the button), level,
    say, picture (map, choice, meeting, paper, talk or list), main (a solid button).
    """
    rows = [
        WayIn(
            item=item,
            picture=f"components/pictures/{value_of(item, 'picture', 'list')}.svg",
            drawing=door_drawing(value_of(item, "say", None)),
            kind="primary" if value_of(item, "main", False) else "secondary",
        )
        for item in items
    ]
    return WaysIn(rows)


@dataclass(frozen=True)
class InOrder:
    """Steps of people one after another, in a picture of their order."""

    steps: Any


@component("components/who_decides.html")
def who_decides(steps):
    """Who does what, in order; the last one who decides is dark.

    steps: title, text, decides (true for who decides).
    """
    return InOrder(steps)


@dataclass(frozen=True)
class WhatNext:
    steps: Any


@component("components/what_next.html")
def what_next(steps):
    """What happens after this. steps: when, title, text."""
    return WhatNext(steps)
