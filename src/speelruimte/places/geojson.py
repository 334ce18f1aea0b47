"""The drawings in a GeoJSON file: polygons in longitude and latitude, or in metres of the grid."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from speelruimte.places.geometry import polygons_of
from speelruimte.places.rijksdriehoek import degrees_of, is_on_the_grid

# Boxes in which the Netherlands lies: west, south, east, north, in degrees. The first is around the
# part in Europe, with the water that CBS and PDOK count as a municipality's.
_HERE = (
    (3.0, 50.6, 7.4, 53.8),
    (-68.6, 11.9, -68.0, 12.5),  # Bonaire
    (-63.4, 17.3, -62.8, 17.8),  # Saba and Sint Eustatius
)


class GeoJSONError(ValueError):
    """The file is no such file. ``line`` counts from 1, or is None; the text is a sentence."""

    def __init__(self, sentence, line=None):
        super().__init__(sentence)
        self.line = line


def features_of(text) -> list:
    """What stands in the list of the file. Raises GeoJSONError."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise GeoJSONError(
            _("hier klopt de opmaak van het bestand (JSON) niet."), error.lineno
        ) from error
    except RecursionError as error:
        raise GeoJSONError(_("het zit te diep in elkaar om te lezen.")) from error
    features = data.get("features") if data.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise GeoJSONError(_("dit is geen GeoJSON met een lijst gebieden (FeatureCollection)."))
    return features


def in_degrees(shape) -> dict:
    """The drawing, with metres of the national grid turned into degrees."""
    points = list(_points(shape))
    if not all(_is_pair(point) and is_on_the_grid(*point[:2]) for point in points):
        return shape
    polygons = [
        [[list(degrees_of(*point[:2])) for point in ring] for ring in rings]
        for rings in polygons_of(shape)
    ]
    coordinates = polygons[0] if shape["type"] == "Polygon" else polygons
    return {"type": shape["type"], "coordinates": coordinates}


def turned_round(shape) -> bool:
    """Latitude stands before longitude: the other way round it would lie in the Netherlands."""
    points = list(_points(shape))
    return (
        bool(points)
        and all(not _lies_here(*point[:2]) for point in points)
        and all(_lies_here(point[1], point[0]) for point in points)
    )


def _lies_here(longitude, latitude):
    return any(
        west <= longitude <= east and south <= latitude <= north
        for west, south, east, north in _HERE
    )


def _points(shape) -> Iterator:
    for rings in polygons_of(shape):
        for ring in rings:
            yield from ring


def geometry_fault(shape) -> str:
    """What is wrong with a drawing, or nothing."""
    return form_fault(shape) or _point_fault(shape)


def form_fault(shape) -> str:
    """What is wrong with how a drawing is built up, wherever it lies; or nothing."""
    if not isinstance(shape, dict) or shape.get("type") not in ("Polygon", "MultiPolygon"):
        return _("de vorm is geen vlak (Polygon of MultiPolygon).")
    coordinates = shape.get("coordinates")
    polygons = [coordinates] if shape["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        return _("de vorm heeft geen punten.")
    for rings in polygons:
        if not isinstance(rings, list) or not rings:
            return _("de vorm heeft geen punten.")
        for ring in rings:
            if fault := _ring_fault(ring):
                return fault
    return ""


def _ring_fault(ring):
    if not isinstance(ring, list) or len(ring) < 4:
        return _("een rand heeft minder dan vier punten.")
    if not all(map(_is_pair, ring)):
        return _("een punt is geen paar van lengtegraad en breedtegraad.")
    if ring[0][:2] != ring[-1][:2]:
        return _("een rand sluit niet: het laatste punt is niet gelijk aan het eerste.")
    return ""


def _point_fault(shape):
    for point in _points(shape):
        if not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
            return _(
                "het punt %(x)s, %(y)s is geen lengtegraad en breedtegraad (WGS84), en ligt ook niet "
                "in het stelsel van de Rijksdriehoeksmeting. Zet het bestand eerst om."
            ) % {"x": point[0], "y": point[1]}
    if turned_round(shape):
        first = next(_points(shape))
        return _(
            "het punt %(x)s, %(y)s ligt buiten Nederland, en omgewisseld erin. Zet eerst de "
            "lengtegraad en dan de breedtegraad: %(y)s, %(x)s."
        ) % {"x": first[0], "y": first[1]}
    outside = next((point for point in _points(shape) if not _lies_here(*point[:2])), None)
    if outside is not None:
        return _(
            "het punt %(x)s, %(y)s ligt buiten Nederland. Verbeter dat punt, of kies een bestand met "
            "alleen gebieden van uw gemeente."
        ) % {"x": outside[0], "y": outside[1]}
    return ""


def _is_pair(point):
    return isinstance(point, list) and len(point) >= 2 and all(map(_is_number, point[:2]))


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)
