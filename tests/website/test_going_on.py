"""The button that lets a case go on names the step it leads to."""

import re

import pytest
from django.urls import reverse

from speelruimte.trajectories.models import Step
from tests.steps.agreement import fresh
from tests.steps.walking import goes


def button_on(page):
    return re.search(r'action="(/werk/trajecten/[^"]+/naar/[^"]+)"', page.content.decode()).group(1)


def test_an_old_page_or_a_second_press_moves_nothing_on(story, trajectory, cast, sign_in, now):
    story.planning()
    story.written_plan()
    client = sign_in(cast.samira)
    to_adoption = button_on(client.get(reverse("work-process", args=[trajectory.case_number])))

    client.post(to_adoption)
    assert fresh(trajectory).step == Step.ADOPTION
    twice = client.post(to_adoption, follow=True)
    assert fresh(trajectory).step == Step.ADOPTION
    assert "is al in de stap ‘" in twice.content.decode()

    goes(fresh(trajectory), to=Step.STOPPED, reason="Het geld is op.", by=cast.samira, at=now)
    later = client.post(to_adoption, follow=True)
    assert fresh(trajectory).step == Step.STOPPED
    assert "Kijk waar het nu is" in later.content.decode()


@pytest.mark.parametrize("step", ["nergens", "Plan"])
def test_a_step_that_is_none_is_no_page(step, trajectory, cast, sign_in):
    client = sign_in(cast.marleen)
    initiative = trajectory.initiatives.first()

    for name, case in (("work-go-on", trajectory), ("work-bring-on", initiative)):
        page = client.post(reverse(name, args=[case.case_number, step]))
        assert page.status_code == 404


def test_the_page_misses_what_the_button_would_refuse_on_that_day(
    story, trajectory, cast, sign_in, now, later, time_machine
):
    story.planning()
    story.written_plan()
    address = reverse("work-process", args=[trajectory.case_number])
    time_machine.move_to(now, tick=False)
    assert button_on(sign_in(cast.samira).get(address))

    time_machine.move_to(later(400), tick=False)
    page = sign_in(cast.samira).get(address).content.decode()
    assert "Die dag is voorbij." in page
    assert "/naar/adoption/" not in page
