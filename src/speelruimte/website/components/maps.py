"""The map of areas, drawn on the server from longitude and latitude."""

import math
from dataclasses import dataclass
from typing import Any

from .data import value_of
from .library import component

WIDTH = 560
MARGIN = 14
# How wide a marker is with the room around it, a letter of a name, and how high a line: pixels.
MARKER, LETTER, LINE = 42, 11.5, 27


@dataclass(frozen=True)
class AreaMap:
    title: str
    ident: str
    listed: bool
    width: int = WIDTH
    height: int = 0
    areas: Any = ()
    markers: Any = ()


@component("components/area_map.html")
def area_map(areas, title, markers=(), ident="kaart", listed=True):
    """A map of areas with numbered processes; the same links stand in a list below it.

    Without ``listed`` the page itself names them beside the map, with the same numbers.

    areas: key, name, geometry (GeoJSON Polygon or MultiPolygon, longitude and latitude), url,
    current (true for the area the page is about), open (one can take part there now). markers: number, lon, lat, name, url.
    A map without areas is left out.
    """
    shapes = [(area, _rings_of(value_of(area, "geometry", {}))) for area in areas]
    points = [point for _area, rings in shapes for ring in rings for point in ring]
    if not points:
        return AreaMap(title, ident, listed)
    page = _Projection(points)
    placed = _apart(
        [page.at(value_of(marker, "lon"), value_of(marker, "lat")) for marker in markers]
    )
    # The current area last, so that its wall lies over the others.
    drawn = [
        _drawn_area(area, rings, page, _holes_of(value_of(area, "geometry", {})))
        for area, rings in sorted(shapes, key=lambda s: bool(value_of(s[0], "current", False)))
    ]
    _place_names(drawn, placed)
    return AreaMap(
        title=title,
        ident=ident,
        listed=listed,
        height=page.height,
        areas=drawn,
        markers=[{"marker": marker, "at": at} for marker, at in zip(markers, placed, strict=True)],
    )


def _apart(places):
    """The same places, moved to the right where a marker would lie over an earlier one."""
    placed = []
    for place in places:
        at = dict(place)
        while any(
            abs(at["x"] - other["x"]) < MARKER and abs(at["y"] - other["y"]) < MARKER
            for other in placed
        ):
            at["x"] = round(at["x"] + MARKER, 1)
        placed.append(at)
    return placed


def _place_names(drawn, markers):
    """Put each name where it lies over no marker and no other name; else leave it out.

    Markers matter more than names: every process stands in the list below the map too.
    """
    taken = [_box(at, MARKER, MARKER) for at in markers]
    for row in drawn:
        row["name_at"] = None
        wide = LETTER * len(str(value_of(row["area"], "name", "")))
        for down in (0, -LINE, LINE, -1.6 * LINE, 1.6 * LINE):
            at = {"x": row["middle"]["x"], "y": round(row["middle"]["y"] + down, 1)}
            box = _box(at, wide, LINE)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                row["name_at"] = at
                break


def _box(at, wide, high):
    return at["x"] - wide / 2, at["y"] - high / 2, at["x"] + wide / 2, at["y"] + high / 2


def _overlap(first, other):
    return (
        first[0] < other[2] and other[0] < first[2] and first[1] < other[3] and other[1] < first[3]
    )


def _rings_of(geometry):
    """The outer rings of a Polygon or MultiPolygon."""
    coordinates = geometry.get("coordinates", ())
    if geometry.get("type") == "MultiPolygon":
        return [polygon[0] for polygon in coordinates]
    return [coordinates[0]] if coordinates else []


def _holes_of(geometry):
    """What lies within a Polygon or MultiPolygon and is no part of it: a village in its surroundings."""
    coordinates = geometry.get("coordinates", ())
    polygons = coordinates if geometry.get("type") == "MultiPolygon" else [coordinates]
    return [ring for polygon in polygons for ring in polygon[1:]]


class _Projection:
    """Longitude and latitude to the drawing: true to shape around the middle of the points."""

    def __init__(self, points):
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        self.left, self.top = min(lons), max(lats)
        self.stretch = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide = (max(lons) - self.left) * self.stretch or 1e-6
        self.scale = (WIDTH - 2 * MARGIN) / wide
        self.height = round((self.top - min(lats)) * self.scale + 2 * MARGIN)

    def at(self, lon, lat):
        return {
            "x": round((lon - self.left) * self.stretch * self.scale + MARGIN, 1),
            "y": round((self.top - lat) * self.scale + MARGIN, 1),
        }


def _drawn_area(area, rings, page, holes=()):
    drawn, left_out = (
        [[page.at(lon, lat) for lon, lat, *_height in ring] for ring in some]
        for some in (rings, holes)
    )
    path = "".join(
        "M" + "L".join(f"{p['x']} {p['y']}" for p in ring) + "Z" for ring in [*drawn, *left_out]
    )
    largest = max(drawn, key=lambda ring: abs(_signed_area(ring)))
    css = "is-open" if value_of(area, "open", False) else ""
    css = "is-here" if value_of(area, "current", False) else css
    return {"area": area, "path": path, "css": css, "middle": _middle_of(largest)}


def _signed_area(ring):
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(a["x"] * b["y"] - b["x"] * a["y"] for a, b in pairs) / 2


def _middle_of(ring):
    """The centre of gravity of a ring; the mean of its points when it has no surface."""
    surface = _signed_area(ring)
    if not surface:
        return {axis: round(sum(p[axis] for p in ring) / len(ring), 1) for axis in ("x", "y")}
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a["x"] * b["y"] - b["x"] * a["y"]
        x += (a["x"] + b["x"]) * cross
        y += (a["y"] + b["y"]) * cross
    return {"x": round(x / (6 * surface), 1), "y": round(y / (6 * surface), 1)}
