"""What stands on the pages of colleagues is true for who reads it, and says no more than is needed."""

import re

import pytest
from django.urls import reverse

from speelruimte.initiatives.actions import rule_who_decides
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import RouteStep
from speelruimte.route.actions import move_on
from speelruimte.route.door import advance
from speelruimte.route.queries import to_do
from speelruimte.trajectories.models import Step
from speelruimte.website.timeline import timeline_of
from speelruimte.website.workbench.frame import missing_rows
from speelruimte.website.workbench.initiative_forms import RulingForm
from speelruimte.weighing.actions import answer_check
from speelruimte.weighing.models import CheckAnswer
from tests.steps.agreement import fresh, offered, weighed, written_plan
from tests.steps.bare import a_trajectory
from tests.steps.door import assessed_initiative, received_initiative, ruled_initiative

pytestmark = pytest.mark.once
PACKS = ("basis", "assen-2021", "assen-2022", "heemstede-2020", "aa-en-hunze-2023")


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.mark.parametrize("pack", PACKS)
def test_no_step_is_called_as_if_what_still_lies_there_was_adopted(pack, load_pack):
    label = parsed_policy(load_pack(pack)).step_label(RouteStep.ADOPTION)

    assert not re.search(r"\bvastgesteld\b|\baangenomen\b", label, re.IGNORECASE)


def test_while_a_text_lies_before_a_body_no_page_says_that_it_was_adopted(
    trajectory, cast, now, browser_of, client
):
    offered(trajectory, cast, at=now)
    desk = browser_of(cast.samira)
    case = [trajectory.case_number]
    pages = {name: desk.get(reverse(f"work-{name}", args=case)) for name in ("process", "adoption")}
    pages |= {name: desk.get(reverse(name)) for name in ("my-work", "trajectory-list")}
    pages |= {name: client.get(reverse(name)) for name in ("home", "process-list")}
    pages["public"] = client.get(reverse("process", args=[trajectory.slug]))

    for name, page in pages.items():
        html = page.content.decode()
        assert trajectory.title in html or name in ("home", "process-list"), name
        chosen = re.sub(r"<(option|label)\b.*?</\1>", "", html, flags=re.DOTALL)
        assert not re.search(r"\b(is|zijn|:|van 12:) vastgesteld\b", chosen, re.IGNORECASE), name


def test_what_one_person_still_does_on_one_page_is_one_row_with_the_name(trajectory, cast, today):
    weighing = reverse("work-weighing", args=[trajectory.case_number])

    def rows(here):
        missing = to_do(trajectory, on=today)
        about = {"trajectory": trajectory, "person": cast.samira, "on": today}
        return missing, missing_rows(missing, **about, here=here)

    missing, elsewhere = rows("/werk/")
    _missing, here = rows(weighing)

    assert len(missing) > len(elsewhere)
    assert len({(row["url"], row["who"]) for row in elsewhere}) == len(elsewhere)
    assert [gap.sentence for gap in missing] != []
    told = {said for row in elsewhere for said in (row["sentence"], *row["more"])}
    assert told == {gap.sentence for gap in missing}
    assert "Projectleider (Samira El Idrissi)" in {row["who"] for row in elsewhere}
    assert weighing in {row["url"] for row in elsewhere}
    assert weighing not in {row["url"] for row in here}


@pytest.mark.parametrize(("kind", "may_decide"), [("municipality", False), ("resident", True)])
def test_who_decides_is_said_to_colleagues_and_only_what_can_hold_is_offered(
    kind, may_decide, load_pack
):
    form = RulingForm(policy=parsed_policy(load_pack("basis")), kind=kind)
    offered_ways = [str(label) for _key, label in form.fields["chosen"].choices]

    assert "U beslist zelf" not in offered_ways
    themselves = "De initiatiefnemers beslissen zelf. Zij lezen: ‘U beslist zelf’"
    assert (themselves in offered_ways) == may_decide


def test_what_was_laid_down_about_who_decides_is_said_to_colleagues_too(policy, cast, browser_of):
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    ruled_initiative(idea, coach=cast.marleen, chosen="zelf", reason="Het is hun eigen tuin.")

    page = browser_of(cast.marleen).get(reverse("work-who-decides", args=[idea.case_number]))

    said = page.content.decode()
    assert "<b>De initiatiefnemers beslissen zelf. Zij lezen: ‘U beslist zelf’</b>" in said
    assert "<b>U beslist zelf</b>" not in said


def test_an_answer_that_was_changed_stays_to_be_read_by_colleagues_and_residents(
    trajectory, cast, now, later, browser_of, client
):
    weighed(trajectory, cast, at=now)
    (first,) = CheckAnswer.objects.filter(check_key="haalbaar")
    said = {"check": "haalbaar", "by": cast.samira, "verdict": "yes"}
    answer_check(fresh(trajectory), reason="Er kwam geld.", at=later(1), edits=first.edits, **said)
    page = reverse("work-weighing", args=[trajectory.case_number])
    inside = browser_of(cast.dewit).get(page).content.decode()
    who = {"by": cast.samira, "at": later(1), "on": later(1).date()}
    move_on(fresh(trajectory), to=Step.PLAN, **who)
    written_plan(fresh(trajectory), cast, at=later(1))
    move_on(fresh(trajectory), to=Step.ADOPTION, **who)
    public = client.get(reverse("agreements", args=[trajectory.slug])).content.decode()

    for html in (inside, public):
        text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
        assert f"Eerder, op 9 februari 2027: {first.get_verdict_display()}. {first.reason}" in text


@pytest.mark.parametrize("name", ["dewit", "wim", "iris", "bos"])
def test_who_works_on_nothing_has_no_empty_boxes_and_no_lessons(name, cast, policy, browser_of):
    a_trajectory(policy, route="college", step=Step.MEMORY)
    html = browser_of(getattr(cast, name)).get(reverse("my-work")).content.decode()

    assert "U werkt nu aan geen proces." in html
    for title in ("Termijnen", "Beloofd en nog open", "Past bij uw werk nu", "<table"):
        assert title not in html, title


def test_the_timeline_names_the_step(trajectory, cast, now):
    weighed(trajectory, cast, at=now)
    move_on(fresh(trajectory), to=Step.PLAN, by=cast.samira, at=now, on=now.date())

    newest = timeline_of(fresh(trajectory))[0]
    policy = parsed_policy(trajectory.policy)
    assert newest["title"] == f"Begonnen met ‘{policy.step_label(RouteStep.PLAN)}’"


def test_who_plans_a_moment_reads_that_the_day_of_the_answer_follows_by_itself(
    story, cast, browser_of
):
    page = reverse("work-phases", args=[story.planning().trajectory.case_number])

    html = browser_of(cast.samira).get(page).content.decode()

    assert "Niet de dag van het antwoord aan wie meedoet: die volgt uit het beleid" in html


def test_who_plans_a_body_on_a_day_on_which_it_does_not_meet_reads_so_at_once(
    story, cast, browser_of
):
    page = reverse("work-phases", args=[story.planning().trajectory.case_number])
    browser = browser_of(cast.samira)
    planned = {"do": "moment", "moment-what": "Besluit", "moment-body": "raad"}
    said = "‘Besluit’ staat op 29 maart 2027. Dat is een feestdag. Kies een andere dag."

    for day, reads in (("2027-03-30", False), ("2027-03-29", True)):
        html = browser.post(page, planned | {"moment-day": day}, follow=True).content.decode()
        assert "Toegevoegd." in html
        assert (said in html) is reads


def test_a_member_of_the_council_narrows_the_list_to_one_area(cast, policy, areas, browser_of):
    for number, area in enumerate(("centrum", "vaartzijde")):
        made = a_trajectory(policy, route="college", case_number=f"2027-000{number}", title=area)
        made.areas.add(areas[area])

    html = browser_of(cast.bos).get(f"{reverse('trajectory-list')}?gebied=centrum").content.decode()

    assert ("2027-0000" in html, "2027-0001" in html) == (True, False)


@pytest.mark.parametrize(
    ("route", "nature", "together"),
    [
        ("zelf", "een eigen initiatief uit de samenleving", False),
        ("samen-met-de-stad", "samenwerking van gemeente en samenleving", True),
        ("college", "meedoen met een plan van de gemeente", False),
    ],
)
def test_who_decides_says_what_kind_of_working_together_it_is(
    route, nature, together, load_pack, cast, now, today, browser_of
):
    load_pack("basis")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    page = reverse("work-who-decides", args=[idea.case_number])
    who = {"by": cast.marleen, "at": now, "on": today}
    advance(idea, to="who_decides", **who)
    rule_who_decides(idea, chosen=route, deviation_reason="Zo hoort het bij dit idee.", **who)

    html = browser_of(cast.marleen).get(page).content.decode()

    laid_down = html.split('id="vastgelegd"')[1].split('id="beleid"')[0]
    assert f"Dit is {nature}." in laid_down
    assert ("Dit besluit nemen we samen met inwoners." in laid_down) == together
