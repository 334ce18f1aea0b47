"""The maps: what lies within an area is drawn too, and no name runs off the sheet."""

from django.template import engines

from speelruimte.places.drawing import Drawing
from speelruimte.website.idea_map import _name


def square(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_a_village_is_a_hole_in_what_lies_around_it():
    around = {
        "type": "Polygon",
        "coordinates": [square(6, 52, 7, 53), square(6.4, 52.4, 6.6, 52.6)],
    }
    village = {"type": "MultiPolygon", "coordinates": [[square(6.4, 52.4, 6.6, 52.6)]]}
    areas = [
        {"key": "dorp", "name": "Dorp", "geometry": village, "url": "/dorp/"},
        {"key": "om", "name": "Om", "geometry": around, "url": "/om/"},
    ]

    html = engines["django"].from_string("{% area_map areas 'Kaart' %}").render({"areas": areas})

    paths = [part.partition('"')[0] for part in html.split(' d="')[1:]]
    assert [path.count("M") for path in paths] == [1, 2]
    assert paths[0] in paths[1]
    assert html.count('fill-rule="evenodd"') == 2


def test_no_name_runs_off_the_sheet_and_what_lies_beside_it_has_none():
    sheet = Drawing.around((6, 52, 7, 53), width=280)

    def at(west, name="De Lanen"):
        geometry = {"type": "Polygon", "coordinates": [square(west, 52.4, west + 0.1, 52.6)]}
        return str(_name({"name": name, "geometry": geometry}, sheet))

    assert 'x="26.0"' in at(5.99)
    assert 'x="254.0"' in at(6.91)
    assert at(7.1) == ""
    assert at(5.7) == ""
    assert at(6.4, "Een naam die breder is dan het hele blad waarop zij staat") == ""
