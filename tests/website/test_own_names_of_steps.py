"""Steps and levels stand on every page as the policy has them: by its names, in its order."""

import pytest
import time_machine
from django.utils.html import strip_tags

from speelruimte.initiatives.models import Initiative
from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.queries import name_of_step, picture, room_of
from speelruimte.trajectories.actions import enter_step
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.initiative_receipt import steps_to_come
from speelruimte.website.public.process_promise import levels_of
from speelruimte.website.timeline import timeline_of
from tests.policy.test_wording import policy_of_kraaiendal
from tests.steps.agreement import fresh
from tests.steps.bare import a_waiver
from tests.steps.beginning import trajectory_of
from tests.steps.door import received_initiative
from tests.steps.odd_policy import KRAAIENDAL, load_kraaiendal


@pytest.fixture
def version(db, now):
    with time_machine.travel(now, tick=False):
        yield load_kraaiendal(at=now)


def test_the_filter_of_initiatives_has_the_names_of_the_policy(version, cast, browser_of):
    page = browser_of(cast.marleen).get("/werk/initiatieven/").content.decode()
    for name in ("vonk", "snuffel", "wie hakt de knoop door?"):
        assert f">{name}</option>" in page, name


def test_an_initiative_that_was_asked_no_quickscan_skipped_it(version, areas):
    initiative = received_initiative(kind="resident")
    assert picture(initiative=initiative)[1].state == "ahead"
    initiative.step = Initiative.Step.WHO_DECIDES
    assert [room.state for room in picture(initiative=initiative)[:3]] == [
        "done",
        "skipped",
        "here",
    ]


def test_before_anything_was_adopted_the_plan_leads_to_no_adopted_text(
    version, cast, areas, now, browser_of
):
    nest = trajectory_of(version, cast, areas, at=now, route="alleen")
    page = browser_of(cast.samira).get(f"/werk/trajecten/{nest.case_number}/plan/")
    assert "Lees de vastgestelde tekst" not in page.content.decode()


def test_before_anything_was_adopted_nothing_is_promised(version, cast, areas, now, browser_of):
    nest = trajectory_of(version, cast, areas, at=now, route="alleen")
    page = browser_of(cast.samira).get(f"/werk/trajecten/{nest.case_number}/besluit/")
    assert "Nog niets." in page.content.decode()
    assert "bindt niet" not in page.content.decode()


def test_what_stands_beside_the_steps_has_the_names_of_the_policy(
    version, cast, areas, now, browser_of
):
    policy, desk = parsed_policy(version), browser_of(cast.marleen)
    assert [
        name_of_step(policy, step) for step in (Step.EXPLORING, Step.INFORMING, Step.STOPPED)
    ] == [
        "Rondfladderen",
        "Rondroepen",
        "Uitgevlogen",
    ]
    filters = desk.get("/werk/trajecten/").content.decode()
    for name in ("Rondfladderen", "Rondroepen", "Uitgevlogen"):
        assert f">{name}</option>" in filters, name

    nest = trajectory_of(version, cast, areas, at=now, route="alleen")
    exploring = {"step": Step.EXPLORING, "explores_until": now.date(), "explores_for": 0}
    Trajectory.objects.filter(pk=nest.pk).update(**exploring)
    page = desk.get(f"/werk/trajecten/{nest.case_number}/").content.decode()
    assert "verkennen" not in strip_tags(page).lower()

    a_waiver(nest)
    Trajectory.objects.filter(pk=nest.pk).update(step=Step.INFORMING)
    assert room_of(fresh(nest)).label == "Rondroepen"
    enter_step(fresh(nest), step=Step.INFORMING, by=None, at=now)
    enter_step(fresh(nest), step=Step.EXPLORING, by=None, at=now)
    told = [row["title"] for row in timeline_of(fresh(nest))]
    assert "Begonnen met ‘Rondfladderen’" in told

    Trajectory.objects.filter(pk=nest.pk).update(step=Step.STOPPED, stopped_reason="De wind.")
    rows = desk.get("/werk/trajecten/?stap=stopped").content.decode()
    assert "uitgevlogen" in strip_tags(rows.split("<table")[1])
    assert "gestopt" not in strip_tags(rows.split("<table")[1])


def test_levels_stand_in_the_order_of_the_policy():
    policy = policy_of_kraaiendal()
    keys = [level.key for level in policy.influence_levels]
    assert [level["key"] for level in levels_of(policy)] == keys


def test_a_quickscan_that_is_always_owed_is_the_next_step_for_everybody(
    db, cast, areas, now, browser_of
):
    text = KRAAIENDAL.read_text().replace(
        "    - {gate: stopping_decided, source: veer}\n",
        "    - {gate: stopping_decided, source: veer}\n"
        "    - {gate: quickscan, holds: true, source: veer}\n",
    )
    version = load_policy(text=text, file="kraaiendal.yaml", by=None, at=now)
    initiative = received_initiative(kind="resident")
    to_come = steps_to_come(parsed_policy(version), initiative)
    assert [step["name"] for step in to_come] == ["Snuffel", "Wie hakt de knoop door?"]
    with time_machine.travel(now, tick=False):
        page = browser_of(cast.marleen).get(f"/werk/initiatieven/{initiative.case_number}/")
    assert page.context["onward"] == "Snuffel"


def test_when_taking_part_is_always_or_never_possible_stands_with_the_rules(version, client, now):
    with time_machine.travel(now, tick=False):
        page = " ".join(client.get("/zo-doen-we-mee/").content.decode().split())
    assert "Bij storm is er geen tijd. Dit geldt als er gevaar of grote haast is." in page
