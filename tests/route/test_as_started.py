"""About which areas a process is, and from which ideas it came, is held to the entries."""

import pytest

from speelruimte.places.actions import import_areas
from speelruimte.places.models import Area
from speelruimte.route.merging import merge_places
from speelruimte.route.verification import verify
from speelruimte.trajectories.actions import join_initiative
from tests.steps.bare import an_initiative
from tests.steps.writing import changed_in_database, writing_by_hand


@pytest.fixture
def named(trajectory):
    """What verifying says of this process."""
    return lambda: [
        said.partition("iets anders over: ")[2]
        for said in verify().beside
        if said.startswith(trajectory.key)
    ]


def put_by_hand(rows, *others):
    with writing_by_hand(because="somebody changes in the database what a process is about"):
        rows.set(others)


def test_a_process_that_was_put_in_another_area_is_named(trajectory, areas, named):
    assert named() == []

    put_by_hand(trajectory.areas, areas["de-lanen"])
    assert named() == ["gebieden."]
    put_by_hand(trajectory.areas)
    assert named() == ["gebieden."]
    put_by_hand(trajectory.areas, areas["centrum"])
    assert named() == []


def test_an_idea_that_was_taken_from_a_process_or_put_with_it_is_named(
    trajectory, policy, cast, now, named
):
    own, other = trajectory.initiatives.get(), an_initiative(policy, case_number="2027-0077")
    put_by_hand(trajectory.initiatives, own, other)
    assert named() == ["initiatieven."]

    put_by_hand(trajectory.initiatives, own)
    join_initiative(trajectory, initiative=other, by=cast.marleen, at=now)
    assert named() == []
    put_by_hand(trajectory.initiatives, other)
    assert named() == ["initiatieven."]


def test_an_area_that_went_into_another_takes_its_processes_along(
    trajectory, areas, cast, now, today, named
):
    who = {"by": cast.wim, "at": now, "on": today}
    merge_places(areas["centrum"], into=areas["vaartzijde"], **who)
    merge_places(areas["vaartzijde"], into=areas["de-lanen"], **who)
    assert named() == []

    put_by_hand(trajectory.areas, areas["vaartzijde"])

    assert named() == ["gebieden."]


def test_an_area_that_was_changed_in_the_database_is_named(areas, cast, now, today):
    def faults():
        return [said for said in verify().beside if said.startswith("places_")]

    text = "naam;inwoners\nCentrum;100\nVaartzijde;200\nOosterveld;1\nDe Lanen;1\nNoord;300\n"
    import_areas(text=text, file="gebieden.csv", by=None, at=now)
    merge_places(areas["vaartzijde"], into=areas["centrum"], by=cast.wim, at=now, on=today)
    assert faults() == []

    square = {"type": "Polygon", "coordinates": [[[6, 52], [7, 52], [7, 53], [6, 52]]]}
    north = Area.objects.get(key="noord")
    for columns in (
        {"name": "Zuid"},
        {"inhabitants": 1},
        {"geometry": square},
        {"west": 1.5},
    ):
        with changed_in_database(north, **columns):
            (said,) = faults()
            assert said.startswith(f"places_area:{north.pk} (gebied) is in de database veranderd")
    gone = Area.everything.get(key="vaartzijde")
    key = f"places_area:{gone.pk} "
    with writing_by_hand(because="somebody puts an area back that went into another"):
        Area.everything.filter(pk=gone.pk).update(merged_into=None)
    assert [key in said for said in faults()] == [True]
    with writing_by_hand(because="and takes it away"):
        gone.delete()
    assert [key in said for said in faults()] == [True]
