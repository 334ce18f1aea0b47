"""Components that draw a plan from above: the scale, the room, the promise, cards and ways in."""

from django.utils.translation import gettext as _

from .data import value_of
from .drawings import SEAL, door_drawing, room_door_drawing
from .library import register


@register.inclusion_tag("components/influence_scale.html")
def influence_scale(levels, current=""):
    """The municipality's levels of influence as doors, from little to much.

    levels: key, label, promise (what it means for you), say (0 to 4 or None). current: a key.
    """
    rows = [
        {
            "label": value_of(level, "label"),
            "promise": value_of(level, "promise"),
            "drawing": door_drawing(value_of(level, "say", None), "scale"),
            "is_current": value_of(level, "key") == current,
        }
        for level in levels
    ]
    return {"rows": rows}


@register.inclusion_tag("components/room.html")
def room(fixed, open, unknown=(), door=None, over=False):
    """The room: what is fixed (wall), open (floor), not yet known (dashed), and the door.

    fixed: title, text. open: title, text, say, label. unknown: text.
    door: url, label, until (a sentence); None when there is nothing to do.
    over: taking part is behind us, so what was open is told in the past.
    """
    questions = [
        {
            "title": value_of(item, "title"),
            "text": value_of(item, "text"),
            "label": value_of(item, "label"),
            "drawing": door_drawing(value_of(item, "say", None)),
        }
        for item in open
    ]
    return {
        "fixed": fixed,
        "questions": questions,
        "unknown": unknown,
        "door": door,
        "over": over,
        "door_drawing": room_door_drawing(2 if door else None),
    }


@register.inclusion_tag("components/promise_card.html")
def promise_card(promises, adopted="", title="", links=(), heading=3):
    """What the municipality owes people, and by whom and when that was adopted.

    promises: sentences. adopted: one sentence; without it the card says that it is a draft.
    links: url and label, such as the versions.
    """
    return {
        "title": title or _("Dit beloven we u"),
        "promises": promises,
        "adopted": adopted,
        "links": links,
        "seal": SEAL if adopted else "",
        "heading": int(heading),
    }


@register.inclusion_tag("components/process_card.html")
def process_card(card, heading=3):
    """One process as a room with a door; stands in lists of 25, so it is one flat template.

    card: title, url, area, fixed, open, level (word), say, until (words); number when on a map.
    """
    return {
        "card": card,
        "heading": int(heading),
        "drawing": door_drawing(value_of(card, "say", None), "card"),
    }


@register.inclusion_tag("components/three_doors.html")
def three_doors(doors):
    """The wall with three front doors of the home page: an idea, taking part, a person.

    doors: exactly three, in that order, with title, url and text.
    """
    idea, taking_part, contact = doors
    return {"idea": idea, "taking_part": taking_part, "contact": contact}


@register.inclusion_tag("components/ways.html")
def ways(items):
    """The ways to take part now. items: title, text, url, action (words on the button), level,
    say, picture (map, choice, meeting, paper, talk or list), main (a solid button).
    """
    rows = [
        {
            "item": item,
            "picture": f"components/pictures/{value_of(item, 'picture', 'list')}.svg",
            "drawing": door_drawing(value_of(item, "say", None)),
            "kind": "primary" if value_of(item, "main", False) else "secondary",
        }
        for item in items
    ]
    return {"rows": rows}


@register.inclusion_tag("components/who_decides.html")
def who_decides(steps, heading=4):
    """Who does what, in order; the last one who decides is dark.

    steps: title, text, decides (true for who decides).
    """
    return {"steps": steps, "heading": int(heading)}


@register.inclusion_tag("components/what_next.html")
def what_next(steps):
    """What happens after this. steps: when, title, text."""
    return {"steps": steps}
