"""Paper is handed in and telephones are answered on working days: a page promises no other day for it."""

from datetime import date

import pytest
from django.urls import reverse

from speelruimte.activities.actions import open_activity
from speelruimte.activities.models import Activity
from tests.activities import ground
from tests.steps.agreement import fresh
from tests.steps.voting import opened_vote

WORDS = {ground.VOTE: {"way": "ideas"}}
VOTES = {ground.IDEAS: {"way": "budget"}, ground.EVENING: {"way": "budget"}}
SUNDAY, SATURDAY, FRIDAY = "21 maart 2027", "2027-03-20", "19 maart 2027"


@pytest.fixture
def on_day(client, time_machine):
    """The text of a page on a day."""
    client.cookies["sessionid"] = "passes the page cache by"

    def shown(day, name, *parts):
        time_machine.move_to(f"{day}T10:00:00+01:00", tick=False)
        return " ".join(client.get(reverse(name, args=parts)).content.decode().split())

    return shown


@pytest.fixture
def opened(db, areas, cast, now, today):
    """What is open until a last day, in a plan in which people only write, or only vote."""

    def open_it(ways, planned, **plan):
        path = ground.a_trajectory(ground.a_policy(), areas=list(areas.values()))
        ground.an_agreement(path, ways=ways, say=3, **plan)
        return open_activity(
            fresh(path), phase="ophalen", planned=planned, by=cast.samira, at=now, on=today
        )

    return open_it


def test_own_words_are_taken_in_at_the_desk_until_the_last_working_day(opened, on_day):
    here = opened(WORDS, ground.IDEAS)
    slug, key = here.trajectory.slug, here.key
    said = f"Op papier of aan de telefoon kan het tot en met {FRIDAY}."
    was = f"Op papier of aan de telefoon kon het tot en met {FRIDAY}."

    plan, page = on_day("2027-02-09", "process", slug), on_day("2027-02-09", "take-part", slug, key)
    assert plan.count(said) == 2  # beside the button, and at who does what
    assert said in page
    paper = on_day("2027-02-09", "paper-form", slug, key)
    assert f"Lever dit formulier in tot en met {FRIDAY}." in paper
    assert f"Op de website kan het tot en met {SUNDAY}." in paper

    page, paper = (on_day(SATURDAY, name, slug, key) for name in ("take-part", "paper-form"))
    assert was in page
    assert was in paper
    assert reverse("contribute", args=[slug, key]) in page
    assert "Of bel:" not in page
    assert "Liever op papier?" not in page
    assert "Lever dit formulier in" not in paper
    plan = on_day(SATURDAY, "process", slug)
    assert plan.count(was) == 2
    assert said not in plan
    assert "Of bel" not in plan
    assert "Schrijf of bel" not in plan


def test_a_ballot_is_taken_in_at_the_desk_until_the_last_working_day(opened, on_day, cast, now):
    vote = opened(VOTES, ground.VOTE)
    opened_vote(vote, by=cast.samira, at=now)
    slug, key = vote.trajectory.slug, vote.key
    was = f"Op papier kon het tot en met {FRIDAY}."

    page, paper = (on_day("2027-02-09", name, slug, key) for name in ("vote", "vote-paper"))
    assert f"Dat kan, tot en met {FRIDAY}. Neem uw stemcode mee." in page
    assert f"Lever dit stembiljet in tot en met {FRIDAY}." in paper
    assert f"Op papier kan het tot en met {FRIDAY}." in on_day("2027-02-09", "process", slug)

    page, paper = (on_day(SATURDAY, name, slug, key) for name in ("vote", "vote-paper"))
    assert was in page
    assert was in paper
    assert reverse("vote-paper", args=[slug, key]) not in page
    assert reverse("vote-form", args=[slug, key]) in page
    assert "Lever dit stembiljet in" not in paper


@pytest.mark.parametrize("closes_on", [date(2027, 3, 19), date(2027, 3, 22)])
def test_where_the_last_day_is_a_working_day_it_is_said_once(opened, on_day, closes_on):
    here = opened(WORDS, ground.IDEAS, ends_on=closes_on)
    slug, key = here.trajectory.slug, here.key

    for name, parts in (("process", ()), ("take-part", (key,)), ("paper-form", (key,))):
        for day in ("2027-02-09", closes_on.isoformat()):
            page = on_day(day, name, slug, *parts)
            assert "kan het tot en met" not in page
            assert "kon het tot en met" not in page


def test_what_is_open_in_a_weekend_only_promises_no_desk(opened, on_day):
    here = opened(WORDS, ground.IDEAS)
    Activity.objects.filter(pk=here.pk).update(opens_on=date(2027, 3, 20))
    slug, key = here.trajectory.slug, here.key
    closed = "Op papier of aan de telefoon kan het niet: wij zijn die dagen dicht."

    for name in ("take-part", "paper-form"):
        assert closed in on_day(SATURDAY, name, slug, key)


def test_of_a_plan_with_more_ways_the_desk_is_said_of_what_closes_last(
    opened, on_day, cast, now, today
):
    vote = opened({ground.IDEAS: {"way": "budget"}}, ground.VOTE)
    open_activity(
        fresh(vote.trajectory),
        phase="ophalen",
        planned=ground.EVENING,
        by=cast.samira,
        at=now,
        on=today,
    )

    plan = on_day("2027-02-09", "process", vote.trajectory.slug)

    assert plan.count(f"Op papier kan het tot en met {FRIDAY}.") == 2
    assert "aan de telefoon kan het" not in plan
