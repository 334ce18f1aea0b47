"""Points and polygons on a map, in longitude and latitude (WGS84, degrees). Pure functions.

A geometry is GeoJSON as it was read: a Polygon or a MultiPolygon, the first ring of a polygon
around it and every further ring a hole.
"""


def polygons_of(geometry) -> list:
    """The polygons of a geometry, each a list of rings."""
    if not geometry:
        return []
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    return list(geometry["coordinates"])


def box_of(geometry) -> tuple[float, float, float, float]:
    """The box around a geometry: west, south, east, north."""
    points = [point for rings in polygons_of(geometry) for point in rings[0]]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def contains(geometry, longitude: float, latitude: float) -> bool:
    """Whether the point lies in one of the polygons and in none of that polygon's holes."""
    for around, *holes in polygons_of(geometry):
        if _inside(around, longitude, latitude):
            return not any(_inside(hole, longitude, latitude) for hole in holes)
    return False


def _inside(ring, longitude, latitude):
    """Count how often a line from the point to the east crosses the ring: odd is inside.

    A corner belongs to the edge that ends above it only, so a line through a corner counts once,
    and a point on a border between two areas lies in exactly one of them.
    """
    inside = False
    for (x1, y1, *_), (x2, y2, *_rest) in zip(ring, ring[1:], strict=False):
        if (y1 > latitude) == (y2 > latitude):
            continue
        if longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def middle_of(geometry) -> tuple[float, float] | None:
    """The centre of gravity of the largest polygon, when it lies inside; else None."""
    rings = [rings[0] for rings in polygons_of(geometry)]
    longitude, latitude, surface = max(
        (_gravity(ring) for ring in rings), key=lambda part: abs(part[2]), default=(0, 0, 0)
    )
    inside = surface and contains(geometry, longitude, latitude)
    return (longitude, latitude) if inside else None


def _gravity(ring):
    # Measured from the first corner: degrees are large numbers beside the size of a street.
    x0, y0 = ring[0][:2]
    surface = x = y = 0.0
    for (x1, y1, *_), (x2, y2, *_rest) in zip(ring, ring[1:], strict=False):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        surface += cross / 2
        x += (x1 + x2 - 2 * x0) * cross
        y += (y1 + y2 - 2 * y0) * cross
    if not surface:
        return x0, y0, 0.0
    return x0 + x / (6 * surface), y0 + y / (6 * surface), surface
