"""How well two colours can be told apart, and which shades of one colour stand on our pages. Pure.

Colours are written as #rrggbb. The measure is that of WCAG 2.2 (1.4.3).
"""

from collections.abc import Callable

# What AA asks of text.
ENOUGH = 4.5
WHITE = "#ffffff"
# The darkest of what our own colour stands on as text: yellow where one can take part, grey lines.
STANDS_ON = ("#ffe084", "#e8ede9", WHITE)
# The shades of our own green, from dark to light, by their number in the stylesheet. Every shade of
# another colour is as light as the green one, so what could be read on it can still be read.
OURS = {
    800: "#07392a",
    700: "#0a4a37",
    600: "#0f5c45",
    500: "#1b7d61",
    400: "#3f8a70",
    300: "#7fb59d",
    200: "#b9d9ca",
    100: "#dfefe7",
    50: "#eff7f3",
}
MAIN = 600
_STEPS = 24


def luminance(colour: str) -> float:
    """How light a colour is, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """From 1 for the same to 21 for black on white."""
    lighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(colour: str) -> bool:
    """As text on all that it stands on, and below white letters."""
    return all(contrast(colour, ground) >= ENOUGH for ground in STANDS_ON)


def nearest_readable(colour: str) -> str:
    """The same colour, as much darker as it must be to be readable."""
    if is_readable(colour):
        return colour
    parts = _parts(colour)

    def darkened(share):
        return _written(tuple(int(part * (1 - share)) for part in parts))

    return darkened(_least(lambda share: is_readable(darkened(share))))


def shades(main: str) -> dict[int, str]:
    """The shades of a main colour, by their number in the stylesheet; each as light as ours."""
    return {
        number: main if number == MAIN else _as_light_as(ours, main)
        for number, ours in OURS.items()
    }


def _as_light_as(ours, main):
    """The main colour with so much black or white in it; a dark one stays darker than the main."""
    wanted, parts = luminance(ours), _parts(main)
    if wanted < luminance(OURS[MAIN]):
        wanted *= min(1.0, luminance(main) / luminance(OURS[MAIN]))
    if wanted <= luminance(main):
        return _mixed(parts, 0, lambda mixed: luminance(mixed) <= wanted)
    return _mixed(parts, 255, lambda mixed: luminance(mixed) >= wanted)


def _mixed(parts, other, is_there):
    def mix(share):
        # Away from the main colour: darker is rounded down, lighter up.
        nudge = 0.999 if other else 0
        return _written(tuple(int(part + (other - part) * share + nudge) for part in parts))

    return mix(_least(lambda share: is_there(mix(share))))


def _least(is_enough: Callable[[float], bool]) -> float:
    """The smallest share, from 0 to 1, that is enough; all of it always is."""
    low, high = 0.0, 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _parts(colour):
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _written(parts):
    return "#" + "".join(f"{min(255, part):02x}" for part in parts)


def _linear(part):
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
