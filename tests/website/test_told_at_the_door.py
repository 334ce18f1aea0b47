"""What was told at the door is read at the first look, and no area is the whole municipality."""

import pytest
from django.urls import reverse

from speelruimte.initiatives.models import Initiative
from speelruimte.route.door import advance
from tests.steps.door import assessed_initiative, received_initiative

pytestmark = pytest.mark.once


@pytest.fixture
def plan(load_pack, cast, now, time_machine):
    time_machine.move_to(now, tick=False)
    load_pack("basis")
    return received_initiative(kind="municipality", by=cast.joris, title="Het plein")


def test_a_colleague_reads_at_the_first_look_what_was_told_at_the_door(
    plan, cast, browser_of, now, today
):
    assessed_initiative(plan, coach=cast.marleen)
    advance(Initiative.objects.get(), to="quickscan", by=cast.marleen, at=now, on=today)

    page = browser_of(cast.joris).get(reverse("work-quickscan", args=[plan.case_number]))

    html = page.content.decode()
    assert plan.text in html
    assert plan.requirements
    for answer in plan.requirements.values():
        assert answer in html


def test_the_form_promises_no_more_than_it_takes_along(plan, cast, browser_of):
    page = browser_of(cast.joris).get(reverse("work-initiative-new", args=["gemeente"]))

    html = page.content.decode()
    assert "staat straks al in de eerste blik, de weging en het plan" not in html
    assert "Vragen de weging en het participatieplan hetzelfde, dan staat het er al." in html


def test_a_plan_of_the_municipality_without_an_area_is_for_the_whole_municipality(
    plan, cast, browser_of
):
    Initiative.objects.filter(pk=plan.pk).update(area=None, place="")
    desk = browser_of(cast.joris)

    for page in (reverse("work-initiative", args=[plan.case_number]), reverse("work-initiatives")):
        assert "De hele gemeente" in desk.get(page).content.decode()
