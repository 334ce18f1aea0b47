"""Lindewold on the map: four neighbourhoods, drawn by hand, somewhere in Drenthe."""


def _area(key, name, *points, current=False):
    """A neighbourhood; points in thousandths of a degree beside 6.50 east, 53.00 north."""
    ring = [[6.5 + x / 1000, 53 + y / 1000] for x, y in points]
    return {
        "key": key,
        "name": name,
        "url": f"/meedenken/?gebied={key}",
        "current": current,
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


AREAS = [
    _area("vaartzijde", "Vaartzijde", (0, 6), (9, 5), (11, 13), (10, 22), (2, 23), (-1, 14)),
    _area(
        "centrum",
        "Centrum",
        (11, 13),
        (20, 11),
        (24, 14),
        (23, 23),
        (14, 25),
        (10, 22),
        current=True,
    ),
    _area("oosterveld", "Oosterveld", (24, 14), (33, 10), (36, 18), (33, 25), (23, 23)),
    _area(
        "de-lanen",
        "De Lanen",
        (9, 5),
        (14, 1),
        (25, 0),
        (33, 4),
        (33, 10),
        (24, 14),
        (20, 11),
        (11, 13),
    ),
]
MARKERS = [
    {"number": 1, "lon": 6.5163, "lat": 53.0215, "name": "De Brink", "url": "/meedenken/brink/"},
    {
        "number": 2,
        "lon": 6.5045,
        "lat": 53.0182,
        "name": "Speelplek Vaartzijde",
        "url": "/meedenken/speelplek/",
    },
    {
        "number": 3,
        "lon": 6.5305,
        "lat": 53.0222,
        "name": "Tijden van de buurtbus",
        "url": "/meedenken/buurtbus/",
    },
]
HOME = {"lon": 6.5135, "lat": 53.0102}
