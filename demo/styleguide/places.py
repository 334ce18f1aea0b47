"""Lindewold on the map: four neighbourhoods, drawn by hand, somewhere in Drenthe."""


def _points(*pairs):
    """Thousandths of a degree beside 6.50 east, 53.00 north, as longitude and latitude."""
    return [[round(6.5 + x / 1000, 5), round(53 + y / 1000, 5)] for x, y in pairs]


def _area(key, name, *pairs, current=False):
    ring = _points(*pairs)
    return {
        "key": key,
        "name": name,
        "url": f"/meedenken/?gebied={key}",
        "current": current,
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


AREAS = [
    _area(
        "vaartzijde", "Vaartzijde",
        (0, 5), (5, 4.2), (9, 4.6), (10.6, 8), (10.4, 11), (11.6, 13.6), (9.4, 17.2), (9, 20),
        (3, 20.6), (0.6, 18), (-0.6, 12),
    ),
    _area(
        "centrum", "Centrum",
        (11.6, 13.6), (15, 12), (20.4, 11.2), (24.4, 12.8), (25, 16.4), (23.4, 20), (17, 20.8),
        (13, 20), (9, 20), (9.4, 17.2), current=True,
    ),
    _area(
        "oosterveld", "Oosterveld",
        (24.4, 12.8), (27, 11), (32, 10), (38, 11.4), (39, 15), (36.6, 19.4), (30, 21), (23.4, 20),
        (25, 16.4),
    ),
    _area(
        "de-lanen", "De Lanen",
        (9, 4.6), (12, 2), (19, 0.6), (27, 0), (34, 1.6), (36, 6), (32, 10), (27, 11), (24.4, 12.8),
        (20.4, 11.2), (15, 12), (11.6, 13.6), (10.4, 11), (10.6, 8),
    ),
]  # fmt: skip
MARKERS = [
    {"number": 1, "lon": 6.5205, "lat": 53.0186, "name": "De Brink", "url": "/meedenken/brink/"},
    {"number": 2, "lon": 6.504, "lat": 53.0152, "name": "Speelplek Vaartzijde", "url": "/meedenken/speelplek/"},
    {"number": 3, "lon": 6.5325, "lat": 53.0186, "name": "Tijden van de buurtbus", "url": "/meedenken/buurtbus/"},
]  # fmt: skip
