"""A full stop is no name and no answer: it is refused at the desk where it is typed."""

import pytest

from speelruimte.people.presenting import change_style
from speelruimte.places.actions import rename_place
from tests.steps.door import received_initiative
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once


def test_the_municipality_is_called_something(cast, policy, now):
    with refuses("no_letters", field="name"):
        change_style({"name": ".", "colour": ""}, by=cast.wim, at=now)


def test_an_area_is_called_something(cast, policy, areas, now):
    area = areas["centrum"]
    with refuses("no_letters", field="name"):
        rename_place(area, name=".", was=area.name, field="name", by=cast.wim, at=now)


@pytest.mark.parametrize("nothing", [".", "x"])
def test_a_colleague_tells_of_a_plan_in_sentences(load_pack, cast, nothing):
    load_pack("basis")
    with refuses("no_sentence", field="text"):
        received_initiative(kind="municipality", by=cast.joris, text=nothing)
    told = received_initiative(kind="municipality", by=cast.joris).requirements
    for key in told:
        with refuses("no_sentence", field=f"start_{key}"):
            received_initiative(
                kind="municipality",
                by=cast.joris,
                title="Een ander plan",
                idempotency_key=f"another {key}",
                requirements=told | {key: nothing},
            )


def test_nobody_tells_a_resident_how_to_write(load_pack):
    load_pack("basis")
    assert received_initiative(text="Bankje!").text == "Bankje!"
