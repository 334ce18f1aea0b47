"""Where who came with the idea decides, residents read that the municipality can stop it, and did."""

import pytest
from django.urls import reverse

from speelruimte.trajectories.models import Step
from speelruimte.website.public.cards import card_of
from tests.steps.bare import NOW, a_trajectory, an_activity, an_agreement

CAN = "De gemeente kan dit plan wel stoppen. Dat doet wie het bij de gemeente leidt."
DID = "De gemeente stopte dit plan. Dat is besloten door wie het bij de gemeente leidt."


def a_plan(policy, route, step):
    plan = a_trajectory(policy, route=route, step=Step.TAKING_PART)
    an_agreement(plan, frames=("Het veld blijft voor iedereen open",), open_to="meepraten")
    an_activity(plan, closed_at=NOW if step == Step.STOPPED else None)
    if step != Step.TAKING_PART:
        plan.step, plan.stopped_reason = step, "Er is geen geld meer."
        plan.save(update_fields=["step", "stopped_reason"])
        plan.passages.create(step=step, entered_at=NOW)
    return plan


def read(client, address):
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize(
    ("route", "step", "said"),
    [
        ("zelf", Step.TAKING_PART, (True, False)),
        ("zelf", Step.DECISION, (False, False)),
        ("zelf", Step.STOPPED, (False, True)),
        ("college", Step.TAKING_PART, (False, False)),
        ("college", Step.STOPPED, (False, False)),
    ],
)
def test_its_page_says_that_the_municipality_can_stop_it_and_that_it_did(
    policy, client, route, step, said
):
    plan = a_plan(policy, route, step)

    page = read(client, reverse("process", args=[plan.slug]))

    assert (CAN in page, DID in page) == said


@pytest.mark.usefixtures("policy")
def test_how_we_work_says_once_who_stops_what_others_decide(client):
    page = read(client, reverse("policy"))

    assert page.count("Stoppen kan alleen wie het plan bij de gemeente leidt") == 1


def test_the_card_of_a_plan_that_stopped_says_nothing_of_what_was_fixed_or_open(policy):
    running = card_of(a_plan(policy, "college", Step.TAKING_PART), day=NOW.date())
    assert (running["fixed"], running["open"]) == (
        "Het veld blijft voor iedereen open",
        "De banken",
    )


def test_the_card_of_what_stopped_keeps_silent_of_its_room(policy):
    stopped = card_of(a_plan(policy, "college", Step.STOPPED), day=NOW.date())
    assert (stopped["fixed"], stopped["open"]) == ("", "")
