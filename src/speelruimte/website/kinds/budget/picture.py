"""The drawing of a round: as wide as there are payers, as high as each pays.

So its surface is the cost of the plan, and drawings of one vote can be laid beside each other.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 160
MOST_STEPS = 60


@dataclass(frozen=True)
class Block:
    """A step of the drawing; numbers are text, so that no comma comes in them."""

    css: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class RoundPicture:
    blocks: tuple[Block, ...]
    width: int = WIDTH
    height: int = HEIGHT


def round_picture(payers, *, everyone, highest):
    """Who paid what in one round.

    ``payers``: (number of people, amount each) from the highest amount down. ``everyone``: the
    number of ballots, the full width. ``highest``: the highest price of all rounds, the full
    height. Decoration: the words beside it say the same.
    """
    if not everyone or not highest:
        return None
    blocks, x = [], 0.0
    for number, amount in _merged(payers):
        width = WIDTH * number / everyone
        height = max(2.0, float(HEIGHT * amount / highest))
        css = "sr-pays" if amount == payers[0][1] else "sr-pays-rest"
        blocks.append(Block(css, _r(x), _r(HEIGHT - height), _r(width), _r(height)))
        x += width
    return RoundPicture(tuple(blocks))


def _merged(payers):
    """No more steps than an eye can see: neighbours are drawn with their mean."""
    payers = list(payers)
    while len(payers) > MOST_STEPS:
        first, rest = payers[:1], payers[1:]
        pairs = [rest[place : place + 2] for place in range(0, len(rest), 2)]
        payers = first + [
            (sum(n for n, _a in pair), sum(n * a for n, a in pair) / sum(n for n, _a in pair))
            for pair in pairs
        ]
    return payers


def _r(number):
    return f"{number:.1f}".rstrip("0").rstrip(".")
