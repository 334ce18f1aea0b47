"""The button that lets a case go on names the step it leads to."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.route.actions import move_on
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import waive_participation
from tests.steps.agreement import body_decided, fresh, looked_again, weighed
from tests.steps.browsing import Browser
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


@pytest.mark.parametrize("page", ["weighing", "process"])
def test_every_page_that_says_a_door_is_open_has_its_button_or_says_who_goes(
    page, trajectory, cast, sign_in, now, time_machine
):
    time_machine.move_to(now, tick=False)
    address = reverse(f"work-{page}", args=[trajectory.case_number])
    weighed(trajectory, cast, at=now)
    looked_again(trajectory, cast, at=now)
    body_decided(fresh(trajectory), cast, at=now)

    to_plan = button_on(sign_in(cast.samira).get(address))
    read_by_another = sign_in(cast.dewit).get(address).content.decode()
    assert "De deur naar ‘Planomschrijving en participatieplan’ is open" in read_by_another
    assert "/naar/plan/" not in read_by_another
    assert "Verder gaat: Projectleider." in read_by_another

    sign_in(cast.samira).post(to_plan)
    assert fresh(trajectory).step == Step.PLAN


def test_who_informs_is_led_to_where_it_is_said_how_and_to_no_step_that_is_passed_over(
    story, trajectory, cast, sign_in, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    story.weighed(verdicts={"iets-te-kiezen": "no"})
    who = {"by": cast.samira, "at": now}
    waive_participation(
        trajectory, reason="De wet legt alles vast.", inform_how="Een brief.",
        inform_by=today + timedelta(days=9), **who,
    )  # fmt: skip
    move_on(fresh(trajectory), to=Step.INFORMING, on=today, **who)

    page = sign_in(cast.samira).get(reverse("work-process", args=[trajectory.case_number]))

    html = page.content.decode()
    waiver = reverse("work-waiver", args=[trajectory.case_number])
    assert re.search(rf'href="{waiver}"[^>]*>\s*Naar het werk van ‘', html)
    assert {step["nr"] for step in page.context["steps"] if not step["url"]} == {2, 5, 6, 8, 11}
    assert reverse("work-activities", args=[trajectory.case_number]) not in html


def test_a_frame_of_which_nobody_chose_the_kind_has_none_and_one_stays_to_add_another(
    story, cast, work, now, time_machine
):
    time_machine.move_to(now, tick=False)
    version = story.planning()
    samira, address = Browser(cast.samira), work("frames")

    for title in ("De bus blijft rijden", "De markt blijft", "Er komt een fietsstrook"):
        said = {"status": "fixed", "title": title, "origin": "Besluit van 1 maart"}
        page = samira.send(address, **said)
        assert page.address == address
        assert "Hier kunt u er nog een toevoegen." in page.words

    assert set(version.frames.values_list("kind", flat=True)) == {""}
    assert "Er is nog geen kader van de soort" in samira.see(address).words
