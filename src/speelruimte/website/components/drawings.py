"""The drawings: doors by rank, icons, the door of a room. Colours come from the style sheet.

Every drawing is decoration: the word beside it says the same, so all are hidden from readers.
"""

from functools import cache

from django.utils.safestring import mark_safe

HIDDEN = 'aria-hidden="true" focusable="false"'

_WALLS = '<path class="f-wall" d="M0 66h44v14H0zM96 66h44v14H96z"/>'
_WINDOW = (
    f'{_WALLS}<path d="M45.5 69h49v8h-49z" class="s-wall f-white" stroke-width="3"/>'
    '<path class="s-wall" d="M44 73h52" stroke-width="2"/>'
)
# The end of the leaf for each rank from 1: 25, 57, 90 and 140 degrees open.
_LEAF_ENDS = {1: "91.1 51", 2: "72.4 29.4", 3: "44 21", 4: "3.1 40.9"}


def _open_door(end):
    swing = f"M96 73A52 52 0 0 0 {end}"
    return (
        '<path class="f-floor" d="M42 66h56v14H42z"/>'
        f'<path class="f-floor" d="M44 73 96 73A52 52 0 0 0 {end}Z"/>'
        f'<path class="s-wall" d="{swing}" stroke-width="1.5" stroke-dasharray="4 3"/>'
        f'<path class="s-door" d="M44 73 {end}" stroke-width="6"/>{_WALLS}'
    )


_DOORS = {0: _WINDOW} | {rank: _open_door(end) for rank, end in _LEAF_ENDS.items()}
DOOR_CLASSES = {
    "mini": ' class="sr-mini"',
    "large": ' class="sr-mini sr-mini--large"',
    "picture": ' class="sr-door-picture"',
    "card": ' class="sr-room__door"',
    "scale": "",
}
DOORS = {
    (rank, size): mark_safe(f'<svg{css} viewBox="0 0 140 80" {HIDDEN}>{drawing}</svg>')
    for rank, drawing in _DOORS.items()
    for size, css in DOOR_CLASSES.items()
}


def door_drawing(say, size="mini"):
    """The door seen from above for a say from 0 (a window) to 4 (wide open).

    Nothing when say is None or empty: what is no say has no door.
    """
    return "" if say is None or say == "" else DOORS[(int(say), size)]


def room_door_drawing(say):
    """The door in the right wall of the room, opening inward; shut when say is None."""
    if say is None or say == "":
        return mark_safe(
            f'<svg viewBox="0 0 110 100" {HIDDEN}><path class="f-door" d="M97 16h8v76h-8z"/></svg>'
        )
    return _ROOM_DOOR


_ROOM_DOOR = mark_safe(
    f'<svg viewBox="0 0 110 100" {HIDDEN}><path class="f-light" d="M95 16h15v76H95z"/>'
    '<path class="f-light" d="M97 92A76 76 0 0 1 30.2 54L97 16Z"/>'
    '<path class="s-wall" d="M96 92A76 76 0 0 1 30.2 54" stroke-width="1.5" stroke-dasharray="4 4"/>'
    '<path class="s-door" d="M98 15 28.5 55" stroke-width="8"/></svg>'
)

_ICONS = {
    "check": '<path d="M4 13l5 5L20 6" stroke-width="3"/>',
    "partly": '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" stroke="none"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "equal": '<path d="M5 9h14M5 15h14"/>',
    "outside": '<path d="M4 4h9v16H4zM13 12h8M17.5 8.5L21 12l-3.5 3.5"/>',
    "lock": '<rect x="4" y="11" width="16" height="10" fill="currentColor"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>',
    "room": '<path d="M3 20V4h18v16M3 20h5M16 20h5"/><path d="M16 20A8 8 0 0 0 8 12v8" stroke-width="1.6"/>',
    "question": '<path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3"/><path d="M12 18.5v.3" stroke-width="3"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "info": '<path d="M12 10.5v7" stroke-width="3"/><path d="M12 6v.3" stroke-width="3.4"/>',
    "warning": '<path d="M12 3 22 21H2z"/><path d="M12 10v5" stroke-width="2.6"/><path d="M12 18v.2" stroke-width="2.8"/>',
}
ICONS = {
    name: mark_safe(
        f'<svg class="sr-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="2.2" stroke-linecap="square" {HIDDEN}>{drawing}</svg>'
    )
    for name, drawing in _ICONS.items()
}

SEAL = mark_safe(
    f'<svg viewBox="0 0 100 100" {HIDDEN}><circle class="f-door" cx="50" cy="50" r="48"/>'
    '<circle class="s-white" cx="50" cy="50" r="41" stroke-width="1.5" stroke-dasharray="2 4"/>'
    '<path class="s-white" d="M26 30h48v40H58M42 70H26V30" stroke-width="6"/>'
    '<path class="f-light" d="M42 70h16A16 16 0 0 0 42 54z"/>'
    '<path class="s-white" d="M42 72V53" stroke-width="4"/></svg>'
)


@cache
def cells_drawing(here, total):
    """Rooms in a bar: those walked grey, the present one yellow with a dot, the rest white."""
    width = (154 - 2 - 2 * total) / total
    cells = []
    for number in range(1, total + 1):
        x = 2 + (number - 1) * (width + 2)
        fill = "f-quiet" if number < here else "f-floor" if number == here else "f-white"
        cells.append(f'<path class="{fill}" d="M{x:.2f} 2h{width:.2f}v11h-{width:.2f}z"/>')
        if number < here:
            cells.append(f'<path class="f-quiet" d="M{x + width:.2f} 5h2v5h-2z"/>')
        elif number == here:
            cells.append(f'<circle class="f-here" cx="{x + width / 2:.2f}" cy="7.5" r="3"/>')
    return mark_safe(
        f'<svg viewBox="0 0 154 15" {HIDDEN}><path class="f-wall" d="M0 0h154v15H0z"/>'
        f"{''.join(cells)}</svg>"
    )
