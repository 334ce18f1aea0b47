# ruff: noqa: F811  (fixtures come in by name)
"""Words that move take along the day by which their writer was promised an answer, where it is the first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.actions import open_activity
from speelruimte.activities.models import Activity, Contribution
from speelruimte.activities.queries import contribution_with_code
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.kept import draft_of
from speelruimte.decisions.measured import NO, NOT_YET_KNOWN
from speelruimte.decisions.terms import next_answer_due, next_answers_due
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.route.case import Case
from speelruimte.route.contributions import move_and_tell, say_no_to_move
from speelruimte.route.due import task_due_on
from speelruimte.route.verification import verify
from speelruimte.website.days import day_words
from tests.activities import ground
from tests.activities.conftest import ideas, policy, trajectory  # noqa: F401
from tests.steps.agreement import fresh
from tests.steps.taking_part import said
from tests.steps.writing import writing_by_hand

TWO_WEEKS = timedelta(days=14)
WHY = "Dit gaat over de bus. Daar loopt een ander plan voor."


def moved_last_day(activity, days):
    with writing_by_hand(because="the last day of another process is what this test is about"):
        Activity.objects.filter(pk=activity.pk).update(closes_on=activity.closes_on + days)
    activity.refresh_from_db()
    return activity


@pytest.fixture
def there(policy, areas, cast, now, today):
    """Ideas of another process."""
    other = ground.a_trajectory(policy, areas=list(areas.values()), number=2)
    ground.an_agreement(other)
    return open_activity(
        other, phase="ophalen", planned=ground.IDEAS, by=cast.marleen, at=now, on=today
    )


@pytest.fixture
def words(ideas, now):
    return said(ideas, "De bus rijdt te laat.", at=now, email="ans@blom.example")


def test_the_day_of_where_words_were_sent_goes_along_to_pages_letters_tasks_and_the_report(
    words, ideas, there, cast, client, now, later
):
    contribution, code = words
    promised = answer_due(contribution)
    there = moved_last_day(there, TWO_WEEKS)

    move = move_and_tell(contribution, to=there, reason=WHY, by=cast.marleen, at=later(1))

    contribution = contribution_with_code(code)
    other = fresh(there.trajectory)
    assert answer_due(there) > promised
    assert answer_due(contribution) == promised
    assert next_answer_due(other) == promised
    assert next_answers_due([other]) == {other.pk: promised}
    assert task_due_on(Case(trajectory=other), "answers") == promised
    letter = compose_mail(Message.objects.get(kind="contribution_moved")).text
    assert f"uiterlijk op {day_words(promised)}" in letter
    own = client.post(reverse("find-contribution"), {"code": code}, follow=True)
    assert f"U krijgt antwoord uiterlijk op {day_words(promised)}." in own.content.decode()
    far = {
        on: [row["far"] for row in draft_of(other, on=on) if row["promise"] == "answers"]
        for on in (promised, promised + timedelta(days=1))
    }
    assert far == {promised: [NOT_YET_KNOWN], promised + timedelta(days=1): [NO]}

    say_no_to_move(move, by=None, at=later(2))

    assert answer_due(contribution_with_code(code)) == promised
    assert next_answer_due(fresh(ideas.trajectory)) == promised
    assert next_answer_due(fresh(other)) is None


def test_where_an_answer_comes_sooner_that_day_holds(words, ideas, there, cast, later):
    contribution, code = words
    ideas = moved_last_day(ideas, TWO_WEEKS)
    contribution = contribution_with_code(code)

    move_and_tell(contribution, to=there, reason=WHY, by=cast.marleen, at=later(1))

    assert answer_due(contribution_with_code(code)) == answer_due(there)
    assert answer_due(there) < answer_due(ideas)


def test_a_day_that_is_changed_beside_the_software_is_named(words, there, cast, later):
    contribution, code = words
    move_and_tell(contribution, to=there, reason=WHY, by=cast.marleen, at=later(1))
    assert verify().beside == []

    with writing_by_hand(because="somebody changes a row in the database beside the software"):
        Contribution.objects.update(promised_by=None)

    [sentence] = verify().beside
    assert contribution.key in sentence
    assert "dag waarop elders antwoord was beloofd" in sentence
