"""What a process page says of what comes after this, in the order of its days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from speelruimte.agreements.actions import plan_moment
from speelruimte.agreements.queries import open_version
from speelruimte.promise import PromiseKey, evaluation_due, process_promise, result_told_due
from speelruimte.route.actions import move_on
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.public.promise_words import NOT_KEPT
from speelruimte.website.public.what_comes import MOST_ROWS, what_comes
from tests.steps.agreement import adopt_by_all, adopted_agreement, fresh, planning, written_plan
from tests.steps.answers import decided, everything_answered
from tests.steps.bare import a_trajectory, an_agreement
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.taking_part import opened_ideas, words_from

DAY = timedelta(days=1)


@pytest.fixture
def square(policy, cast, areas, now, today):
    """People take part; a day for answers, a letter before it and a decision after it."""
    started = trajectory_of(policy, cast, areas, at=now)
    planning(started, cast, at=now)
    version = written_plan(fresh(started), cast, at=now)
    who = {"by": cast.samira, "at": now}
    plan_moment(version, day=today + 7 * DAY, what="Brief aan de buurt", body="", **who)
    moved = move_on(fresh(started), to=Step.ADOPTION, on=today, **who)
    adopt_by_all(open_version(moved), cast, at=now)
    return fresh(started)


def read(trajectory, day):
    """What the page says on a day: (when, title) in order."""
    trajectory = fresh(trajectory)
    promise = process_promise(trajectory, day=day)
    rows = what_comes(trajectory, promise, day=day)
    return [(row["when"], row["title"]) for row in rows], promise


def in_words(day):
    return date_format(day, "j F Y")


def answer_day(promise):
    return next(row.day for row in promise.promises if row.key is PromiseKey.ANSWER_BY)


def test_the_answer_stands_by_its_day_between_the_letter_and_the_decision(square, today):
    rows, promise = read(square, today)
    due = answer_day(promise)

    assert today + 7 * DAY < due < promise.decision_day
    assert rows == [
        (in_words(today + 7 * DAY), "Brief aan de buurt"),
        (f"Uiterlijk {in_words(due)}", "U krijgt antwoord"),
        (in_words(promise.decision_day), "Besluit"),
    ]


def test_the_page_says_by_which_day_one_has_an_answer_before_the_decision(
    client, square, today, time_machine, now
):
    time_machine.move_to(now, tick=False)
    promise = process_promise(square, day=today)
    page = client.get(reverse("process", args=[square.slug])).content.decode()
    after_this = page.split('id="hierna"', 1)[1]

    answer = after_this.index(f"Uiterlijk {in_words(answer_day(promise))}")
    assert answer < after_this.index("<h3>Besluit</h3>")


def test_an_answer_that_was_given_is_not_said_to_come_and_one_that_is_late_is(
    square, cast, now, today
):
    due = answer_day(process_promise(square, day=today))
    assert "U krijgt antwoord" in [title for _when, title in read(square, due)[0]]
    assert "U krijgt antwoord" not in [title for _when, title in read(square, due + DAY)[0]]

    words_from(opened_ideas(square, by=cast.samira, at=now, on=today), 1, at=now)
    rows, promise = read(square, due + DAY)

    assert rows[0] == (f"Uiterlijk {in_words(due)}", "U krijgt antwoord")
    late = what_comes(fresh(square), promise, day=due + DAY)[0]["text"]
    assert late == "Deze dag is niet gehaald. U hoort het nog van ons."


def test_once_everybody_has_an_answer_none_is_said_to_come(square, cast, now, today):
    lead = {"by": cast.samira, "at": now, "on": today}
    activity = opened_ideas(square, **lead)
    words_from(activity, 2, at=now)
    everything_answered(square, **lead)
    open_still, _promise = read(square, today)
    later = activity.closes_on + DAY
    after, promise = read(square, later)

    assert "U krijgt antwoord" in [title for _when, title in open_still]
    assert [title for _when, title in after] == ["Besluit"]
    assert later < answer_day(promise)


def test_before_who_decides_no_answer_is_said_to_come_where_nobody_wrote_anything(square, today):
    Trajectory.objects.filter(pk=square.pk).update(step=Step.DECISION)

    rows, _promise = read(square, today)

    assert [title for _when, title in rows] == ["Brief aan de buurt", "Besluit"]


@pytest.mark.parametrize("step", [Step.DECISION, Step.FEEDBACK])
def test_a_decision_that_is_there_takes_the_place_of_the_promised_day(
    step, client, square, cast, time_machine, now, today
):
    time_machine.move_to(now, tick=False)
    at_step = Trajectory.objects.filter(pk=square.pk)
    at_step.update(step=Step.DECISION)
    promised = process_promise(square, day=today).coming[-1]

    # The letter to the neighbourhood was announced for a week from now.
    after_the_letter, at = today + 8 * DAY, now + 8 * DAY
    time_machine.move_to(at, tick=False)
    why = "Iedereen had eerder antwoord dan gedacht."
    decided(fresh(square), by=cast.teun, at=at, on=after_the_letter, other_day=why)
    at_step.update(step=step)
    rows, promise = read(square, after_the_letter)
    page = client.get(reverse("process", args=[square.slug])).content.decode()
    card = client.get(reverse("process-list")).content.decode()

    assert promised.is_decision
    assert promised not in promise.coming
    assert promised.what not in [title for _when, title in rows]
    assert promise.decision_day == after_the_letter
    for words in (page, card):
        assert "Er is een besluit" in words
        assert "Het besluit komt eraan" not in words


@pytest.mark.parametrize(
    ("old", "new", "when"),
    [
        ("from: closed", "from: received", "Binnen 8 weken"),
        ("  answer_contribution:", "  # answer_contribution:", "Na het meedoen"),
    ],
)
def test_an_answer_without_a_day_of_its_own_stands_before_the_decision(
    cast, areas, now, today, old, new, when
):
    policy = load_changed("basis", old, new, at=now)
    trajectory = adopted_agreement(trajectory_of(policy, cast, areas, at=now), cast, at=now)

    rows, promise = read(trajectory, today)

    assert rows == [(when, "U krijgt antwoord"), (in_words(promise.decision_day), "Besluit")]


def test_each_thing_that_people_can_do_has_its_own_day_for_answers(square, today):
    promise = process_promise(square, day=today)
    (told,) = (row for row in promise.promises if row.key is PromiseKey.ANSWER_BY)
    both = (
        replace(told, activity="Ideeën"),
        replace(told, activity="Schetsen", day=told.day + DAY),
    )

    rows = what_comes(square, replace(promise, promises=both), day=today)

    assert [row["text"].split(" Per ")[0] for row in rows[1:3]] == [
        "Over ‘Ideeën’.",
        "Over ‘Schetsen’.",
    ]


def test_of_many_moments_the_answer_and_the_decision_stay(square, today):
    promise = process_promise(square, day=today)
    letter, decision = promise.coming
    many = tuple(replace(letter, day=today + number * DAY) for number in range(20))

    rows = what_comes(square, replace(promise, coming=(*many, decision)), day=today)

    assert len(rows) == MOST_ROWS
    assert [row["title"] for row in rows[-2:]] == ["U krijgt antwoord", "Besluit"]
    assert rows[0]["when"] == in_words(today)


def test_a_decision_that_did_not_come_on_its_day_is_still_told(square):
    promise = process_promise(square, day=date(2027, 1, 1))
    after = promise.decision_day + DAY

    rows, _promise = read(square, after)

    assert rows == [(in_words(promise.decision_day), "Besluit")]


def test_after_the_decision_the_page_says_by_which_day_one_hears_of_it_and_looks_back(
    policy, cast, now, today
):
    path = a_trajectory(policy, route="medewerker", step="decision")
    an_agreement(path)
    decided(path, by=cast.marleen, at=now, on=today, number="")
    path = fresh(path)
    path.step = Step.FEEDBACK
    told, looked_back = result_told_due(path), evaluation_due(path)

    rows = what_comes(path, process_promise(path, day=told), day=told)
    late = what_comes(path, process_promise(path, day=told + DAY), day=told + DAY)

    assert [(row["when"], row["title"]) for row in rows] == [
        (f"Uiterlijk {in_words(told)}", "U krijgt bericht van het besluit"),
        (f"Uiterlijk {in_words(looked_back)}", "We kijken samen terug"),
    ]
    can_be_read = "Het besluit kunt u nu al lezen."
    assert [row["text"] for row in rows][0] == can_be_read
    assert late[0]["text"] == f"{can_be_read} {NOT_KEPT}"
    assert str(NOT_KEPT) not in late[1]["text"]
