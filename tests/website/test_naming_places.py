"""An administrator gives areas and subjects another name, without a file."""

import pytest
from django.urls import reverse

from speelruimte.journal.models import Entry
from speelruimte.places.actions import import_areas, rename_place
from speelruimte.places.models import Area

PAGE = "/werk/gebieden/"


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


def filled_in(page):
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_an_area_gets_another_name_and_keeps_its_address(browser_of, cast, areas, policy, now):
    administrator, centre = browser_of(cast.wim), areas["centrum"]
    assert PAGE in administrator.get(reverse("work-people")).content.decode()
    page = administrator.get(PAGE)
    assert page.content.decode().count("utrecht-textbox") >= len(areas)
    sent = filled_in(page)

    field = f"area-{centre.pk}"
    assert administrator.post(PAGE, sent | {field: "Binnenstad"}).status_code == 302

    centre.refresh_from_db()
    assert (centre.name, centre.key) == ("Binnenstad", "centrum")
    entry = Entry.objects.get(verb="place_renamed")
    assert (entry.about, entry.facts["name"]) == ("area:centrum", "Binnenstad")

    stale = administrator.post(PAGE, sent | {field: "Oude kern"})
    assert "Dit heet intussen ‘Binnenstad’" in stale.content.decode()
    other = areas["vaartzijde"].name
    taken = administrator.post(PAGE, filled_in(administrator.get(PAGE)) | {field: other.upper()})
    assert taken.status_code == 422
    assert "Kies een andere naam" in taken.content.decode()

    number = Area.objects.count()
    import_areas(text="naam\nBinnenstad\n", file="gebieden.csv", by=cast.wim, at=now)
    assert Area.objects.count() == number


def test_a_file_with_the_name_from_before_leaves_the_name_that_was_given(cast, policy, now):
    who = {"by": cast.wim, "at": now}
    text = "naam,inwoners\nCentrum,{}\nHavenkwartier,40\n"
    import_areas(text=text.format(100), file="gebieden.csv", **who)
    centre = Area.objects.get(key="centrum")
    rename_place(centre, name="Binnenstad", was=centre.name, field="", **who)

    again = import_areas(text=text.format(100), file="gebieden.csv", **who)
    assert (again.new, again.changed) == (0, 0)
    import_areas(text=text.format(120), file="gebieden.csv", **who)
    centre.refresh_from_db()
    assert (centre.name, centre.inhabitants) == ("Binnenstad", 120)


def test_only_an_administrator_names_areas(browser_of, cast, policy):
    coach = browser_of(cast.marleen)
    assert coach.get(PAGE).status_code == 403
    assert PAGE not in coach.get(reverse("work-people")).content.decode()
