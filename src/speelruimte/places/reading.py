"""Areas and subjects as files give them: GeoJSON or a table. Every fault gets a line of its own."""

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from speelruimte.places.geojson import (
    GeoJSONError,
    features_of,
    form_fault,
    geometry_fault,
    in_degrees,
)
from speelruimte.places.properties import NAMES, InhabitantsError, Properties, letters_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.slugs import short_name

LONGEST_NAME = 120


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

    def add(self, place, *, name, key, known, code=""):
        """One row. ``code`` tells two areas of one name apart, where the file has such codes."""
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
        if not key and short_name(name) in self._seen and code:
            name = f"{name} ({code})"
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


def read_areas(text, *, file, municipality="", kind="") -> list[PlaceRow]:
    """The areas in a text: GeoJSON when it starts with a brace, else a table. Or FileRefused.

    A file of CBS or PDOK may hold more than one wants: only areas of ``municipality`` (a code such
    as GM0106) and of ``kind`` (such as wijk) come in, and no water.
    """
    reading = _Reading(file)
    text = text.lstrip("\ufeff")
    is_geojson = text.lstrip().startswith("{")
    given = (_features if is_geojson else _table)(text, reading)
    wanted = [
        (place, said, shape)
        for place, said, shape in given
        if not said.is_water
        and (not municipality or said.municipality in ("", municipality))
        and (not kind or said.kind.lower() == kind.lower())
    ]
    _check_one_layer([said for _place, said, _shape in wanted], reading)
    for place, said, shape in wanted:
        known = _checked_known(place, said, shape, reading)
        if known is not None:
            reading.add(place, name=said.name, key=said.key, known=known, code=said.code)
    return reading.done()


def _check_one_layer(wanted, reading):
    """A file with codes of CBS must not hold areas of others, or areas within each other."""
    municipalities = {said.municipality for said in wanted} - {""}
    if len(municipalities) > 1:
        reading.fault(
            _("het hele bestand"),
            _(
                "er staan gebieden van %(number)s gemeenten in. Zet de CBS-code van uw gemeente in "
                "het beleid, of haal de andere gemeenten weg."
            )
            % {"number": len(municipalities)},
        )
    layers = {said.code[:2] for said in wanted if said.code}
    if len(layers) > 1:
        reading.fault(
            _("het hele bestand"),
            _("er staan verschillende soorten gebieden in. Kies er één met --area-kind: %(kinds)s.")
            % {"kinds": ", ".join(sorted({said.kind for said in wanted if said.kind}))},
        )


def read_subjects(text, *, file) -> list[PlaceRow]:
    """The subjects in a table with ``naam`` and, when one likes, ``korte naam``. Or FileRefused."""
    reading = _Reading(file)
    for place, said, _shape in _table(text.lstrip("\ufeff"), reading):
        reading.add(place, name=said.name, key=said.key, known={})
    return reading.done()


# A table -----------------------------------------------------------------------------------------


def _table(text, reading):
    """Rows of a table with their line: columns by their name, split by ``;``, ``,`` or a tab."""
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        if not set(map(letters_of, header)) & set(NAMES):
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
            yield place, Properties.of(dict(zip(header, row, strict=False))), None
    except csv.Error:
        reading.fault(
            _("regel %(number)s") % {"number": rows.line_num},
            _("deze regel is niet te lezen. Kijk naar de aanhalingstekens."),
        )


def _checked_known(place, said, shape, reading):
    """What the file says besides the name; None after a fault."""
    known: dict[str, object] = {}
    if said.kind:
        known["kind"] = said.kind
    if shape is not None:
        known["geometry"] = {"type": shape["type"], "coordinates": shape["coordinates"]}
    try:
        if (inhabitants := said.inhabitants()) is not None:
            known["inhabitants"] = inhabitants
    except InhabitantsError as error:
        return reading.fault(place, str(error))
    return known


# GeoJSON -----------------------------------------------------------------------------------------


def _features(text, reading):
    """The areas of a GeoJSON file with their place and drawing, in degrees."""
    try:
        features = features_of(text)
    except GeoJSONError as error:
        place = (
            _("regel %(number)s") % {"number": error.line} if error.line else _("het hele bestand")
        )
        reading.fault(place, str(error))
        return
    for number, feature in enumerate(features, start=1):
        place = _("gebied %(number)s") % {"number": number}
        said = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(said, dict):
            reading.fault(place, _("er staan geen eigenschappen (properties) bij."))
            continue
        shape = feature.get("geometry")
        fault = form_fault(shape)
        if not fault:
            shape = in_degrees(shape)
            fault = geometry_fault(shape)
        if fault:
            reading.fault(place, fault)
            continue
        yield place, Properties.of(said), shape
