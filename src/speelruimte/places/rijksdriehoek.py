"""From the Dutch national grid (Rijksdriehoeksmeting, metres) to longitude and latitude.

Polynomials of Schreutelkamp and Strang van Hees (2001), to within half a metre.
"""

# Amersfoort, where the grid begins: metres, and degrees in WGS84.
_X, _Y = 155_000.0, 463_000.0
_LONGITUDE, _LATITUDE = 5.387_206_21, 52.155_174_40
# Powers of the distance to the east and to the north in 100 km, and seconds of arc.
_NORTH = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
_EAST = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)


def is_on_the_grid(x: float, y: float) -> bool:
    """A point in metres within the grid, which no degrees can be."""
    return 0 <= x <= 300_000 and 300_000 <= y <= 630_000


def degrees_of(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude (WGS84) of a point in metres, to seven decimals (a centimetre)."""
    east, north = (x - _X) / 100_000, (y - _Y) / 100_000

    def seconds(terms):
        return sum(factor * east**p * north**q for p, q, factor in terms)

    return (
        round(_LONGITUDE + seconds(_EAST) / 3_600, 7),
        round(_LATITUDE + seconds(_NORTH) / 3_600, 7),
    )
