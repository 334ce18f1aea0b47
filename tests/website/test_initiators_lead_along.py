"""Where who came with the idea answers and the municipality signs along, every page says so."""

import re

import pytest
from django.urls import reverse

from speelruimte.policy.schema import LeaderWork
from speelruimte.trajectories.models import Step
from tests.route.test_initiator_leads import OWN, led_by_nadia
from tests.steps.bare import an_activity, an_agreement
from tests.steps.beginning import load_changed

ANSWERS = "Wie met het idee kwam, geeft het antwoord."
SIGNS = "De projectleider van de gemeente tekent mee."


def pages_of(client, cast, now, time_machine, *, more):
    policy = load_changed("basis", OWN, f"{OWN}{more}", at=now)
    trajectory = led_by_nadia(policy, cast, now, step=Step.TAKING_PART)
    an_agreement(trajectory)
    an_activity(trajectory, closes_on=now.date(), closed_at=None)
    time_machine.move_to(now, tick=False)
    said = {}
    for name in ("process", "agreements"):
        said[name] = client.get(reverse(name, args=[trajectory.slug])).content.decode()
    form = reverse("contribute", args=[trajectory.slug, "ideeen"])
    said["form"] = client.get(form).content.decode()
    said["policy"] = client.get(reverse("policy")).content.decode()
    return said


@pytest.mark.parametrize(
    ("more", "answers", "signs"),
    [
        ("    initiator_does: [answers]\n    cosigned: [answers]\n", True, True),
        ("    initiator_does: [answers]\n", True, False),
        ("", False, False),
    ],
)
def test_every_page_says_who_answers_and_whether_the_municipality_signs_along(
    client, cast, now, time_machine, more, answers, signs
):
    pages = pages_of(client, cast, now, time_machine, more=more)

    policy = pages.pop("policy")
    assert {name: ANSWERS in page for name, page in pages.items()} == dict.fromkeys(pages, answers)
    assert {name: SIGNS in page for name, page in pages.items()} == dict.fromkeys(pages, signs)
    along = "Pas als de projectleider van de gemeente meetekent, geldt dit:"
    assert (along in policy) is signs


def test_what_initiators_do_is_listed_once_apart_from_what_is_cosigned(
    client, now, time_machine, db
):
    done = "    initiator_does: [placing, answers, later]\n    cosigned: [answers, later]\n"
    load_changed("basis", OWN, f"{OWN}{done}", at=now)
    time_machine.move_to(now, tick=False)

    page = client.get(reverse("policy")).content.decode()

    lists = {
        " ".join(said.split()): [item.strip() for item in re.findall(r"<li>(.*?)</li>", items)]
        for said, items in re.findall(r"<p>([^<]*)</p>\s*<ul>(.*?)</ul>", page, re.DOTALL)
    }
    assert lists["Wie met het idee kwam, doet dan zelf:"] == [LeaderWork.PLACING.label]
    assert lists[
        "Dit doet wie met het idee kwam ook. Pas als de projectleider van de gemeente meetekent, "
        "geldt dit:"
    ] == [LeaderWork.ANSWERS.label, LeaderWork.LATER.label]
    assert page.count(LeaderWork.ANSWERS.label) == 1
