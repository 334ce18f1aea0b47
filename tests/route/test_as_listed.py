"""The list of streets is held to the file that was taken in last, and to areas that became one."""

import pytest

from speelruimte.places.actions import import_addresses, rename_place
from speelruimte.places.models import Street, Stretch
from speelruimte.route.as_listed import AsListed
from speelruimte.route.merging import merge_places
from speelruimte.route.verification import verify
from tests.steps.writing import writing_by_hand

BAG = """straat;postcode;van;tot;gebied
Lindelaan;9401AB;1;9;Centrum
Lindelaan;9401AB;11;21;Vaartzijde
Sluiskade;9402CD;;;Vaartzijde
"""


@pytest.fixture
def list_taken_in(areas, now):
    import_addresses(text=BAG, file="bag.csv", by=None, at=now)


def found():
    finding = verify()
    assert finding.faults == []
    return [sentence for sentence in finding.beside if "stratenlijst" in sentence]


def by_hand():
    return writing_by_hand(because="somebody changes the list in the database")


def elsewhere(areas):
    return Stretch.objects.filter(postcode="9402CD").update(area=areas["de-lanen"])


CHANGES = {
    "without stretches": lambda _areas: Stretch.objects.all().delete(),
    "without the list": lambda _areas: Street.objects.all().delete(),
    "one stretch less": lambda _areas: Stretch.objects.get(postcode="9402CD").delete(),
    "one stretch more": lambda areas: Stretch.objects.create(
        street=Street.objects.get(key="sluiskade"), area=areas["centrum"], postcode="9402CE"
    ),
    "another area": elsewhere,
    "another postcode": lambda _areas: Stretch.objects.filter(first=1).update(postcode="9409ZZ"),
    "another street": lambda _areas: Stretch.objects.filter(first=1).update(
        street=Street.objects.get(key="sluiskade")
    ),
    "another first number": lambda _areas: Stretch.objects.filter(first=1).update(first=3),
    "another last number": lambda _areas: Stretch.objects.filter(last=9).update(last=7),
    "another name": lambda _areas: Street.objects.filter(key="sluiskade").update(name="Kade"),
    "another town": lambda _areas: Street.objects.filter(key="sluiskade").update(town="Elders"),
    "another address": lambda _areas: Street.objects.filter(key="sluiskade").update(key="kade"),
    "sought otherwise": lambda _areas: Street.objects.filter(key="sluiskade").update(sought="kade"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_list_that_was_changed_in_the_database_is_named(list_taken_in, areas, change):
    assert found() == []

    with by_hand():
        change(areas)

    [sentence] = found()
    assert sentence.startswith("De stratenlijst is in de database veranderd.")
    assert "volgens het logboek zijn het er 2 en 3. Lees de lijst opnieuw in." in sentence


def test_a_list_that_was_taken_in_anew_is_as_it_was_read(list_taken_in, areas, now):
    with by_hand():
        Stretch.objects.all().delete()

    import_addresses(text=BAG, file="bag.csv", by=None, at=now)

    assert found() == []


def test_what_is_done_with_areas_changes_nothing_and_a_change_before_it_stays_known(
    list_taken_in, areas, cast, now
):
    merge = {"by": cast.wim, "at": now, "on": now.date()}
    gone, into = areas["vaartzijde"], areas["centrum"]
    rename_place(gone, name="Vaart", was=gone.name, field="name", by=cast.wim, at=now)
    merge_places(areas["oosterveld"], into=areas["de-lanen"], **merge)
    assert found() == []
    merge_places(gone, into=into, **merge)
    assert found() == []
    assert Stretch.objects.count() == 2

    with by_hand():
        Stretch.objects.filter(postcode="9402CD").update(postcode="9409ZZ")
    merge_places(into, into=areas["de-lanen"], **merge)
    assert found() == [
        "De stratenlijst was in de database al veranderd toen er gebieden werden samengevoegd. Lees de "
        "lijst opnieuw in."
    ]

    import_addresses(text=BAG, file="bag.csv", may_remove_many=True, by=None, at=now)
    assert found() == []


def test_a_list_of_which_no_entry_knows_is_named(areas):
    assert found() == []
    with by_hand():
        Street.objects.create(key="kade", name="Kade", sought="kade")

    assert found() == ["De stratenlijst staat in de database, en het logboek weet er niets van."]


def test_the_list_is_read_in_one_go(list_taken_in, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(AsListed().faults())
