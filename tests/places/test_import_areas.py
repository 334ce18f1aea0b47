import json
from pathlib import Path

import pytest

from speelruimte.journal.models import Entry
from speelruimte.places.actions import Imported, import_areas, import_subjects
from speelruimte.places.geometry import contains
from speelruimte.places.models import Area, Subject
from speelruimte.places.queries import area_at, box_around, map_of_areas
from speelruimte.places.reading import FileRefused

LINDEWOLD = Path(__file__).parents[2] / "demo" / "lindewold.geojson"

pytestmark = pytest.mark.django_db


def square(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def feature(name, *rings, **said):
    return {
        "type": "Feature",
        "properties": {"naam": name, **said},
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
    }


SMALL = square(6.5, 53, 6.51, 53.01)


def test_lindewold_comes_in_with_ten_areas_and_sixty_thousand_people(now):
    done = import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)

    assert done == Imported(new=10, changed=0, same=0)
    assert sum(Area.objects.values_list("inhabitants", flat=True)) == 60_000
    assert Entry.objects.get(verb="areas_imported").facts["new"] == 10


def test_the_same_file_again_changes_nothing(now):
    import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)
    before = list(Area.objects.values())

    done = import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)

    assert done == Imported(new=0, changed=0, same=10)
    assert list(Area.objects.values()) == before
    assert Entry.objects.count() == 1


def test_every_spot_in_lindewold_lies_in_exactly_one_area(now):
    import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)
    areas = list(Area.objects.all())
    spots = [(6.45 + x / 137, 52.80 + y / 233) for x in range(18) for y in range(15)]

    counts = [sum(contains(a.geometry, *spot) for a in areas) for spot in spots]

    assert set(counts) == {1}


def test_a_point_finds_its_area_also_around_a_village(now):
    import_areas(text=LINDEWOLD.read_text(), file="lindewold.geojson", by=None, at=now)

    assert area_at(6.515, 52.829).key == "centrum"
    assert area_at(6.4542, 52.8564).key == "brinkdorp"
    assert area_at(6.5, 52.873).key == "buitengebied-noord"
    assert area_at(5.0, 52.0) is None


def test_a_hole_is_not_part_of_the_area_and_a_second_polygon_is(now):
    ring = {
        "type": "Feature",
        "properties": {"name": "Ring"},
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [
                [square(5, 51, 6, 52), square(5.4, 51.4, 5.6, 51.6)],
                [square(6.5, 51, 7, 52)],
            ],
        },
    }
    import_areas(text=collection(ring), file="ring.json", by=None, at=now)

    assert area_at(5.2, 51.2).key == "ring"
    assert area_at(5.5, 51.5) is None
    assert area_at(6.75, 51.5).key == "ring"
    assert area_at(6.25, 51.5) is None


def test_a_border_belongs_to_exactly_one_area(now):
    import_areas(
        text=collection(
            feature("West", square(5, 51, 6, 52)), feature("Oost", square(6, 51, 7, 52))
        ),
        file="twee.json",
        by=None,
        at=now,
    )

    assert area_at(6, 51.5).key == "oost"
    assert sum(contains(a.geometry, 6, 51.5) for a in Area.objects.all()) == 1


def test_a_table_fills_in_people_and_leaves_the_drawing(now):
    import_areas(text=collection(feature("Centrum", SMALL)), file="a", by=None, at=now)

    done = import_areas(
        text="Naam;Korte naam;Inwoners\nCentrum;centrum;8.400\nDe Lanen;;6150\n",
        file="wijken.csv",
        by=None,
        at=now,
    )

    assert done == Imported(new=1, changed=1, same=0)
    assert Area.objects.get(key="centrum").inhabitants == 8400
    assert Area.objects.get(key="centrum").geometry is not None
    assert Area.objects.get(key="de-lanen").inhabitants == 6150


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wijk;inwoners\nCentrum;3", "regel 1: de kolom ‘naam’ ontbreekt"),
        ("naam;inwoners\nCentrum;veel", "regel 2: ‘veel’ is geen aantal inwoners"),
        ("naam;korte naam\nCentrum;Het Centrum", "regel 2: de korte naam ‘Het Centrum’"),
        ("naam\nCentrum\nCentrum", "regel 3: de korte naam ‘centrum’ stond al bij regel 2"),
        ("naam;inwoners\n;3", "regel 2: er staat geen naam"),
        ("naam\nCentrum;3;4", "regel 2: er staan meer vakken"),
        ("naam\n", "er staat niets in"),
        ("", "de kolom ‘naam’ ontbreekt"),
        ("naam\n" + "x" * 121, "langer dan 120"),
        ('naam\n"Centrum" x\n', "deze regel is niet te lezen"),
        ("{ nee", "regel 1: hier klopt de opmaak"),
        ('{"type": "Topology"}', "geen GeoJSON met een lijst gebieden"),
        (collection({"type": "Feature"}), "gebied 1: er staan geen eigenschappen"),
        (collection(feature("Punt")), "gebied 1: de vorm heeft geen punten"),
        (collection(feature("Lijn", [[0, 0], [1, 1], [0, 0]])), "minder dan vier punten"),
        (collection(feature("Open", square(0, 0, 1, 1)[:-1] + [[3, 3]])), "een rand sluit niet"),
        (collection(feature("RD", square(233000, 956000, 234000, 957000))), "WGS84"),
        (collection(feature("Om", square(53, 6.5, 53.01, 6.51))), "omgewisseld erin"),
        (
            collection(feature("Golf", square(0, 0, 0.01, 0.01))),
            "gebied 1: het punt 0, 0 ligt buiten",
        ),
        (collection(feature("Ver", square(6.5, 53, 6.51, 54))), "het punt 6.51, 54 ligt buiten"),
        (collection(feature("Gat", SMALL, square(-68.3, 12, -68.2, 40))), "-68.2, 40 ligt buiten"),
        ("naam;inwoners\nCentrum;16.0", "regel 2: ‘16.0’ is geen aantal inwoners"),
        ("naam;inwoners\nCentrum;1250,5", "‘1250,5’ is geen aantal inwoners"),
        ("naam;inwoners\nCentrum;1.25.000", "‘1.25.000’ is geen aantal inwoners"),
        (collection(feature("Half", SMALL, inwoners=12.5)), "‘12.5’ is geen aantal inwoners"),
        (collection(feature("Tekst", SMALL, inwoners="16.0")), "‘16.0’ is geen aantal inwoners"),
        (collection(feature("Tekst", [["a", "b"]] * 4)), "geen paar van lengtegraad"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(now, text, said):
    with pytest.raises(FileRefused, match="Er is niets ingelezen") as refused:
        import_areas(text=text, file="bestand", by=None, at=now)

    assert any(said in fault for fault in refused.value.faults)
    assert not Area.objects.exists()
    assert not Entry.objects.exists()


def test_islands_of_the_netherlands_far_away_come_in(now):
    """Kralendijk, Oranjestad on Sint Eustatius and The Bottom, each about the place itself."""
    text = collection(
        feature("Kralendijk", square(-68.29, 12.14, -68.26, 12.17)),
        feature("Oranjestad", square(-62.99, 17.47, -62.97, 17.49)),
        feature("The Bottom", square(-63.26, 17.62, -63.24, 17.63)),
    )

    assert import_areas(text=text, file="eilanden.json", by=None, at=now).new == 3


def test_every_fault_is_told_and_nothing_of_the_rest_comes_in(now):
    with pytest.raises(FileRefused) as refused:
        import_areas(text="naam;inwoners\nGoed;3\n;4\nFout;x\n", file="wijken.csv", by=None, at=now)

    assert [fault.partition(":")[0] for fault in refused.value.faults] == [
        "wijken.csv, regel 3",
        "wijken.csv, regel 4",
    ]
    assert not Area.objects.exists()


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ({"INWONERS": 1250.0}, 1250),
        ({"Inwoners": 1250}, 1250),
        ({"aantal_inwoners": "12.500"}, 12_500),
        ({"aantalInwoners": "1.012 500"}, None),
        ({"AANT_INW": -99997}, None),
        ({"AANT_INW": "-99997.0"}, None),
        ({}, None),
    ],
)
def test_a_number_of_people_is_never_another_number(now, said, number):
    text = collection(feature("Centrum", SMALL, **said))
    if "aantalInwoners" in said:
        with pytest.raises(FileRefused):
            import_areas(text=text, file="a", by=None, at=now)
        return
    import_areas(text=text, file="a", by=None, at=now)
    assert Area.objects.get().inhabitants == number


def cbs(code, name, ring, **said):
    """An area as PDOK gives it."""
    names = {"buurtnaam": name, "buurtcode": code, "wijkcode": f"WK{code[2:8]}", "water": "NEE"}
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": names | said, "geometry": shape}


def test_neighbourhoods_as_pdok_gives_them(now):
    text = collection(
        cbs("BU19990101", "Centrum", SMALL, aantal_inwoners=2415, gemeentenaam="Lindewold"),
        cbs("BU19990102", "Verspreide huizen", SMALL, aantal_inwoners=-99997),
        cbs("BU19990201", "Verspreide huizen", SMALL, aantal_inwoners=30),
        cbs("BU19990203", "De Plas", SMALL, water="JA"),
        cbs("BU01060101", "Centrum", SMALL, gemeentenaam="Assen"),
    )
    with pytest.raises(FileRefused, match="gebieden van 2 gemeenten"):
        import_areas(text=text, file="buurten.json", by=None, at=now)

    for _again in range(2):
        import_areas(text=text, file="buurten.json", municipality="GM1999", by=None, at=now)

    assert list(Area.objects.values_list("name", "kind", "inhabitants")) == [
        ("Centrum", "buurt", 2415),
        ("Verspreide huizen", "buurt", None),
        ("Verspreide huizen (BU19990201)", "buurt", 30),
    ]


def test_a_table_of_cbs_holds_all_layers_and_one_is_chosen(now):
    text = (
        "gwb_code_10;regio;gm_naam;recs;a_inw\n"
        "GM1999;Lindewold;Lindewold;Gemeente;60000\n"
        "WK199901;Wijk 01;Lindewold;Wijk;9650\n"
        "BU19990101;Centrum;Lindewold;Buurt;.\n"
    )
    with pytest.raises(FileRefused, match="Kies er één met --area-kind: Buurt, Gemeente, Wijk"):
        import_areas(text=text, file="kwb.csv", by=None, at=now)

    import_areas(text=text, file="kwb.csv", kind="wijk", by=None, at=now)

    assert list(Area.objects.values_list("name", "inhabitants")) == [("Wijk 01", 9650)]


def test_metres_of_the_national_grid_become_degrees(now):
    """The tower of Groningen stands at 53.21938 north, 6.56820 east."""
    around = square(233_783.131, 581_965.168, 233_983.131, 582_165.168)
    text = collection(cbs("BU00140001", "Binnenstad", around))

    import_areas(text=text, file="rd.json", by=None, at=now)

    assert area_at(6.568_20, 53.219_38).key == "binnenstad"
    west, south, east, north = box_around()
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx(
        (6.568201, 53.219383), abs=5e-6
    )


def test_subjects_come_from_a_table(now):
    import_subjects(text="naam\nVerkeer\nGroen en water\n", file="o.csv", by=None, at=now)

    assert list(Subject.objects.values_list("key", flat=True)) == ["verkeer", "groen-en-water"]


def test_a_map_gets_only_areas_that_are_drawn(now):
    import_areas(text=collection(feature("Centrum", SMALL)), file="a", by=None, at=now)
    Area.objects.create(key="overal", name="Overal")

    drawn = map_of_areas(address=lambda area: f"/{area.key}/", current="centrum")

    assert [(area["key"], area["url"], area["current"]) for area in drawn] == [
        ("centrum", "/centrum/", True)
    ]
