"""Areas and subjects as files give them: GeoJSON or a table. Every fault gets a line of its own."""

import csv
import io
import json
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.slugs import short_name

LONGEST_NAME = 120
NAMES = ("naam", "name")
KEYS = ("korte naam", "key")
INHABITANTS = ("inwoners", "inhabitants")
KINDS = ("soort", "kind")


class FileRefused(RuleBroken):
    """Nothing of the file was taken in. ``faults`` are whole lines: file, place, what is wrong."""

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__(
            _("Er is niets ingelezen. Verbeter het bestand en probeer het opnieuw. ")
            + " ".join(self.faults),
            field="file",
            code="faulty_file",
        )


@dataclass(frozen=True)
class PlaceRow:
    """One area or subject of a file. ``known`` holds only what the file says."""

    key: str
    name: str
    known: dict = field(default_factory=dict)


class _Reading:
    """What was read so far, and what was wrong with it."""

    def __init__(self, file):
        self.file = file
        self.rows = []
        self.faults = []
        self._seen = {}

    def fault(self, place, sentence):
        self.faults.append(f"{self.file}, {place}: {sentence}")

    def add(self, place, *, name, key, known):
        name, key = str(name or "").strip(), str(key or "").strip()
        if not name:
            return self.fault(place, _("er staat geen naam. Vul ‘naam’ in."))
        if len(name) > LONGEST_NAME:
            return self.fault(
                place,
                _("de naam is langer dan %(most)s tekens. Kort hem in.") % {"most": LONGEST_NAME},
            )
        if key and key != short_name(key):
            return self.fault(
                place,
                _(
                    "de korte naam ‘%(key)s’ mag alleen kleine letters, cijfers en streepjes "
                    "hebben. Schrijf ‘%(right)s’."
                )
                % {"key": key, "right": short_name(key)},
            )
        key = key or short_name(name)
        if key in self._seen:
            return self.fault(
                place,
                _("de korte naam ‘%(key)s’ stond al bij %(place)s. Kies een andere.")
                % {"key": key, "place": self._seen[key]},
            )
        self._seen[key] = place
        return self.rows.append(PlaceRow(key=key, name=name, known=known))

    def done(self):
        if not self.rows and not self.faults:
            self.fault(_("het hele bestand"), _("er staat niets in om in te lezen."))
        if self.faults:
            raise FileRefused(self.faults)
        return self.rows


def read_areas(text, *, file) -> list[PlaceRow]:
    """The areas in a text: GeoJSON when it starts with a brace, else a table. Or FileRefused."""
    reading = _Reading(file)
    text = text.lstrip("\ufeff")
    if text.lstrip().startswith("{"):
        _read_geojson(text, reading)
    else:
        for place, row in _table(text, reading):
            known = _checked_known(place, row, reading)
            if known is not None:
                reading.add(place, name=_first(row, NAMES), key=_first(row, KEYS), known=known)
    return reading.done()


def read_subjects(text, *, file) -> list[PlaceRow]:
    """The subjects in a table with ``naam`` and, when one likes, ``korte naam``. Or FileRefused."""
    reading = _Reading(file)
    for place, row in _table(text.lstrip("\ufeff"), reading):
        reading.add(place, name=_first(row, NAMES), key=_first(row, KEYS), known={})
    return reading.done()


# A table -----------------------------------------------------------------------------------------


def _table(text, reading):
    """Rows of a table with their line: columns by their name, split by ``;``, ``,`` or a tab."""
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if not set(header) & set(NAMES):
            reading.fault(
                _("regel 1"), _("de kolom ‘naam’ ontbreekt. Zet de namen van de kolommen bovenaan.")
            )
            return
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            place = _("regel %(number)s") % {"number": rows.line_num}
            if len(row) > len(header):
                reading.fault(place, _("er staan meer vakken dan er kolommen zijn."))
                continue
            yield place, dict(zip(header, row, strict=False))
    except csv.Error:
        reading.fault(
            _("regel %(number)s") % {"number": rows.line_num},
            _("deze regel is niet te lezen. Kijk naar de aanhalingstekens."),
        )


def _first(row, names):
    return next((row[name] for name in names if row.get(name) not in (None, "")), "")


def _checked_known(place, row, reading):
    """Inhabitants and kind, where the file gives them; None after a fault."""
    known: dict[str, str | int] = {}
    if kind := str(_first(row, KINDS)).strip():
        known["kind"] = kind[:40]
    given = _first(row, INHABITANTS)
    if given == "":
        return known
    if isinstance(given, bool) or not str(given).strip().replace(".", "").isdigit():
        reading.fault(
            place,
            _("‘%(given)s’ is geen aantal inwoners. Schrijf alleen cijfers.") % {"given": given},
        )
        return None
    # A dot between thousands: 12.500 is twelve thousand five hundred people.
    known["inhabitants"] = int(str(given).strip().replace(".", ""))
    return known


# GeoJSON -----------------------------------------------------------------------------------------


def _read_geojson(text, reading):
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        reading.fault(
            _("regel %(number)s") % {"number": error.lineno},
            _("hier klopt de opmaak van het bestand (JSON) niet."),
        )
        return
    except RecursionError:
        reading.fault(_("het hele bestand"), _("het zit te diep in elkaar om te lezen."))
        return
    features = data.get("features") if data.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        reading.fault(
            _("het hele bestand"),
            _("dit is geen GeoJSON met een lijst gebieden (FeatureCollection)."),
        )
        return
    for number, feature in enumerate(features, start=1):
        _read_feature(_("gebied %(number)s") % {"number": number}, feature, reading)


def _read_feature(place, feature, reading):
    said = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(said, dict):
        reading.fault(place, _("er staan geen eigenschappen (properties) bij."))
        return
    fault = geometry_fault(feature.get("geometry"))
    if fault:
        reading.fault(place, fault)
        return
    known = _checked_known(place, said, reading)
    if known is None:
        return
    shape = feature["geometry"]
    known["geometry"] = {"type": shape["type"], "coordinates": shape["coordinates"]}
    reading.add(place, name=_first(said, NAMES), key=_first(said, KEYS), known=known)


def geometry_fault(shape) -> str:
    """What is wrong with a drawing, or nothing."""
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
    for point in ring:
        if not (isinstance(point, list) and len(point) >= 2 and all(map(_is_number, point[:2]))):
            return _("een punt is geen paar van lengtegraad en breedtegraad.")
        if not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
            return _(
                "het punt %(x)s, %(y)s is geen lengtegraad en breedtegraad (WGS84). "
                "Zet het bestand eerst om."
            ) % {"x": point[0], "y": point[1]}
    if ring[0][:2] != ring[-1][:2]:
        return _("een rand sluit niet: het laatste punt is niet gelijk aan het eerste.")
    return ""


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)
