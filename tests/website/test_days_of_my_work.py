"""My work tells the days that were promised, and of what is to come no day that has passed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.actions import open_activity
from speelruimte.agreements.actions import plan_method
from speelruimte.agreements.queries import version_in_force
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.promise import answer_due
from speelruimte.route.actions import move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.altering import cancel_and_tell
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words, short_day
from tests.steps.agreement import (
    adopt_by_all,
    adopted_agreement,
    fresh,
    planning,
    somebody,
    written_plan,
)
from tests.steps.door import received_initiative
from tests.steps.taking_part import opened_ideas, words_from

DAY = timedelta(days=1)


@pytest.fixture
def leader(trajectory, cast, now):
    return somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)


@pytest.fixture
def activity(trajectory, leader, cast, now, today):
    return opened_ideas(adopted_agreement(trajectory, cast, at=now), by=leader, at=now, on=today)


@pytest.fixture
def work(browser_of, leader, now, today, time_machine):
    """What the page shows on a day."""

    def shown(day):
        time_machine.move_to(now + (day - today), tick=False)
        return browser_of(leader).get(reverse("my-work")).context

    return shown


def test_the_terms_name_the_day_of_an_answer_while_people_take_part(activity, work, now, today):
    ((words, _code),) = words_from(activity, 1, at=now)
    due = answer_due(words)

    named = {(term["title"], term["text"]) for term in work(today)["terms"]}
    assert (short_day(due), " · antwoord op 1 keer inbreng") in named
    late = work(due + DAY)
    assert short_day(due) not in {term["title"] for term in late["terms"]}
    (promised,) = [row for row in late["promised"] if "keer nog geen antwoord" in row["title"]]
    assert "1 dag te laat" in promised["text"]


def test_who_came_with_it_is_not_asked_for_answers_of_the_municipality(
    activity, trajectory, cast, browser_of, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    words_from(activity, 1, at=now)
    owner = somebody(cast, Role.INITIATOR, trajectory, at=now)

    assert tasks_for(owner, on=today).answers == ()
    assert browser_of(owner).get(reverse("my-work")).context["promised"] == []


def test_an_answer_that_is_late_is_the_first_thing_to_do(activity, leader, work, now):
    ((words, _code),) = words_from(activity, 1, at=now)
    due = answer_due(words)

    first = work(due + DAY)["task_groups"][0]
    assert any(row["late"] and "Geef antwoord" in row["title"] for row in first["tasks"])
    assert tasks_for(leader, on=due).pressing > tasks_for(leader, on=due - DAY).pressing


def test_what_is_promised_and_does_not_fit_is_counted(policy, cast, browser_of, now, time_machine):
    time_machine.move_to(now, tick=False)
    for number in range(7):
        received_initiative(title=f"Idee {number}")

    promised = browser_of(cast.marleen).get(reverse("my-work")).context["promised"]
    assert [row["title"] for row in promised[5:]] == ["en nog 2"]
    assert all("Antwoord op een idee" in row["title"] for row in promised[:5])


def test_what_is_due_in_another_year_names_it_and_what_comes_next_week_is_not_this_week(
    activity, work, now
):
    ((words, _code),) = words_from(activity, 1, at=now)
    due = answer_due(words)
    [late] = [
        row
        for group in work(due + 365 * DAY)["task_groups"]
        for row in group["tasks"]
        if "Geef antwoord" in row["title"]
    ]
    assert late["when"] == f"{short_day(due)} {due.year}"
    soon = {group["title"] for group in work(due - 7 * DAY)["task_groups"]}
    assert "Komende 7 dagen" in soon


def test_the_next_day_is_a_day_to_come(activity, work, trajectory):
    def the_next(day):
        (row,) = work(day)["rows"]
        return row["day"], row["what"]

    moments = version_in_force(trajectory).moments.order_by("day")
    after = moments.filter(day__gt=activity.closes_on).first()

    assert the_next(activity.closes_on) == (short_day(activity.closes_on), "meedoen sluit")
    assert the_next(activity.closes_on + DAY) == (short_day(after.day), after.what)
    last = moments.last().day
    assert the_next(last + DAY) == (short_day(activity.closes_on), "meedoen sloot")


def test_what_begins_later_is_announced_with_its_day_until_it_begins(
    trajectory, cast, browser_of, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    later = today + 3 * DAY
    case = trajectory.case_number
    grant = {"by": cast.marleen, "at": now, "starts_on": later}
    grant_role(cast.joris, role=Role.PROJECT_LEADER, case_number=case, **grant)

    shown = browser_of(cast.joris).get(reverse("my-work"))
    (row,) = shown.context["begins"]
    assert (row["title"], row["note"]) == (trajectory.title, f"vanaf {day_words(later)}")
    assert "Dit begint later" in shown.content.decode()
    time_machine.move_to(now + 3 * DAY, tick=False)
    assert browser_of(cast.joris).get(reverse("my-work")).context["begins"] == []


def test_before_anything_opened_the_next_day_is_that_on_which_people_can_take_part(
    trajectory, cast, leader, work, now, today
):
    begins = today + 21 * DAY
    evening = begins + 14 * DAY
    by_leader = {"by": leader, "at": now}
    planning(trajectory, cast, at=now)
    version = written_plan(
        fresh(trajectory), cast, at=now, starts_on=begins, ends_on=begins + 60 * DAY
    )
    phase = version.phases.get()
    named = plan_method(phase, method="evening", title="De avond", held_on=evening, **by_leader)
    the_evening = (short_day(evening), "De avond")

    def the_next(day):
        (row,) = work(day)["rows"]
        return row["day"], row["what"]

    assert the_next(today) == (short_day(begins), "meedoen begint")
    assert the_next(begins + DAY) == the_evening
    move_on(fresh(trajectory), to=Step.ADOPTION, on=today, **by_leader)
    adopt_by_all(version, cast, at=now)
    assert the_next(begins) == (short_day(begins), "meedoen begint")
    assert the_next(begins + DAY) == the_evening

    where = {"phase": phase.key, "planned": named.key}
    opened = open_activity(fresh(trajectory), **where, on=today, **by_leader)
    assert the_next(begins + DAY) == the_evening
    cancel_and_tell(opened, reason="De zaal is dicht.", instead="Er komt een brief.", **by_leader)
    assert the_next(begins + DAY) == (short_day(version.moments.get().day), "Besluit")
