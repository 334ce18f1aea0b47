"""What was told at the start stands filled in further on, with from where it comes."""

import pytest
from django.urls import reverse

from speelruimte.agreements.queries import open_version
from speelruimte.initiatives.actions import give_first_view
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import Told
from speelruimte.policy.telling import told_by_start, told_in_description
from speelruimte.route.door import advance, ask_colleague, name_helper
from speelruimte.weighing.models import Weighing
from tests.steps import agreement as steps
from tests.steps.door import (
    AT,
    ON,
    assessed_initiative,
    opened_trajectory,
    received_initiative,
    ruled_initiative,
)

FROM_THE_DOOR = "Overgenomen uit de aanmelding"
TOLD = {
    "eerder": "Met de winkeliers is twee keer gesproken.",
    "voorwaarden": "De bus moet erdoor.",
}
IDEA = "De straat gaat open voor het riool."


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def own_idea(load_pack, cast, areas):
    load_pack("basis")
    return received_initiative(
        kind="municipality",
        by=cast.marleen,
        title="Havenstraat",
        text=IDEA,
        requirements=TOLD,
        area=areas["centrum"],
    )


@pytest.fixture
def started(own_idea, cast, areas):
    idea = assessed_initiative(own_idea, coach=cast.marleen, competent="college")
    return opened_trajectory(
        ruled_initiative(idea, coach=cast.marleen),
        coach=cast.marleen,
        leader=cast.samira,
        areas=[areas["centrum"]],
    )


def field_of(response, name):
    return response.context["form"][name]


def address(name, trajectory):
    return reverse(f"work-{name}", args=[trajectory.case_number])


def test_with_whom_was_spoken_is_not_asked_a_second_time(started, browser_of, cast):
    leader, page = browser_of(cast.samira), address("weighing", started)

    shown = leader.get(page)
    assert field_of(shown, "spoken_to").value() == TOLD["eerder"]
    assert FROM_THE_DOOR in field_of(shown, "spoken_to").help_text

    sent = {name: field_of(shown, name).value() for name in shown.context["form"].fields}
    done = leader.post(
        page, {name: value for name, value in sent.items() if value not in ("", None, [])}
    )
    assert done.status_code == 302, done.context["form"].errors

    assert Weighing.objects.get().spoken_to == TOLD["eerder"]
    again = field_of(leader.get(page), "spoken_to")
    assert FROM_THE_DOOR not in again.help_text


def test_what_the_plan_is_begins_with_what_was_told(started, browser_of, cast, now):
    trajectory = steps.planning(started, cast, at=now).trajectory
    leader, page = browser_of(cast.samira), address("plan", trajectory)

    shown = leader.get(page)
    assert field_of(shown, "description.wat").value() == IDEA
    assert field_of(shown, "description.kan-en-mag").value() == TOLD["voorwaarden"]
    assert FROM_THE_DOOR in field_of(shown, "description.wat").help_text
    assert field_of(shown, "description.kosten").value() == ""

    form = shown.context["form"]
    leader.post(page, {name: form[name].value() for name in form.fields})
    written = open_version(trajectory).sections.values_list("key", "text")
    assert dict(written) == {"wat": IDEA, "kan-en-mag": TOLD["voorwaarden"]}


def test_how_input_is_weighed_is_one_question(started, browser_of, cast, now):
    trajectory = steps.planning(started, cast, at=now).trajectory
    form = browser_of(cast.samira).get(address("plan", trajectory)).context["form"]

    assert "plan.afweging" not in form.fields
    assert form["how_weighed"].label == "Wie beslist, en hoe wegen we de inbreng?"


def test_the_weighing_shows_what_runs_at_the_same_time(started, browser_of, cast, areas):
    beside = opened_trajectory(
        started.initiatives.get(),
        title="Fietspad door het centrum",
        coach=cast.marleen,
        leader=cast.samira,
        areas=[areas["centrum"]],
    )
    elsewhere = opened_trajectory(
        started.initiatives.get(),
        title="Elders",
        coach=cast.marleen,
        leader=cast.samira,
        areas=[next(area for key, area in areas.items() if key != "centrum")],
    )

    page = browser_of(cast.samira).get(address("weighing", started)).content.decode()

    assert "Wat er nu loopt in hetzelfde gebied" in page
    assert address("process", beside) in page
    assert address("process", elsewhere) not in page


def test_first_views_begin_the_letter_and_are_no_letter_yet(load_pack, cast, areas, browser_of):
    load_pack("basis")
    idea = assessed_initiative(
        received_initiative(kind="developer", by=cast.marleen), coach=cast.marleen
    )
    who = {"by": cast.marleen, "at": AT, "on": ON}
    advance(idea, to="quickscan", **who)
    name_helper(idea, person=cast.ruben, **who)
    view = ask_colleague(idea, colleague=cast.joris, **who)
    give_first_view(view, text="De bus kan er niet draaien.", by=cast.joris, at=AT)
    coach, page = browser_of(cast.marleen), reverse("work-quickscan", args=[idea.case_number])

    form = coach.get(page).context["letter_form"]
    assert form["chances"].value() == "De bus kan er niet draaien."
    assert "Overgenomen uit de eerste blikken" in form["chances"].help_text

    sent = {name: form[name].value() or "" for name in form.fields}
    coach.post(
        reverse("work-ask-view", args=[idea.case_number]), sent | {"colleague": cast.samira.pk}
    )
    idea.quickscan.refresh_from_db()
    assert idea.quickscan.chances == ""
    coach.post(reverse("work-write-letter", args=[idea.case_number]), sent)
    idea.quickscan.refresh_from_db()
    assert idea.quickscan.chances == "De bus kan er niet draaien."


@pytest.mark.parametrize("pack", ["basis", "heemstede-2020", "assen-2022", "aa-en-hunze-2023"])
def test_what_a_policy_asks_of_the_plan_was_told_by_its_start(load_pack, pack):
    policy = parsed_policy(load_pack(pack))
    told = {
        fact
        for requirement in policy.start_requirements
        for question in requirement.questions
        for fact in told_by_start(policy, question)
    }
    assert Told.SPOKEN_TO in told
    asked = {fact for q in policy.description_questions for fact in told_in_description(policy, q)}
    assert asked
    assert asked <= told
