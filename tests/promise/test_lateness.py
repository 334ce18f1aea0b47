"""What was promised for a day that has passed, and is still owed."""

from datetime import date, datetime, timedelta

import pytest

from speelruimte.activities.terms import answer_due
from speelruimte.promise import (
    PromiseKey,
    late_answers,
    later_than,
    next_answer_due,
    process_promise,
)
from speelruimte.trajectories.models import LaterDay, Step, Trajectory
from tests.activities.ground import leads
from tests.steps.agreement import fresh
from tests.steps.answers import answered
from tests.steps.bare import NOW, a_trajectory, an_activity, an_agreement, words
from tests.steps.beginning import load_changed

DAY = timedelta(days=1)
# Eight weeks after 31 December, and after 30 November.
DUE, EARLIER = date(2027, 2, 25), date(2027, 1, 25)


LATER = DUE + 14 * DAY


def said_later(trajectory, what=LaterDay.What.ANSWERS):
    """That what was promised for 25 February comes two weeks later."""
    Trajectory.objects.filter(pk=trajectory.pk).update(becomes_later=True)
    LaterDay.objects.create(
        trajectory=trajectory,
        what=what,
        promised_on=DUE,
        later_on=LATER,
        reason="Het waren er veel.",
        said_at=NOW,
    )
    return fresh(trajectory)


@pytest.fixture
def path(policy):
    """People took part along the Vaart; answers are due on 25 February 2027."""
    made = a_trajectory(policy, route="college")
    an_agreement(made)
    return made


@pytest.fixture
def ideas(path):
    return an_activity(path)


def answer_promises(trajectory, day):
    return [
        (promise.activity, promise.day, promise.is_late)
        for promise in process_promise(fresh(trajectory), day=day).promises
        if promise.key is PromiseKey.ANSWER_BY
    ]


def test_an_answer_is_late_the_day_after_the_day_it_was_promised_for(path, ideas):
    assert answer_due(words(ideas)) == DUE

    assert late_answers(path, day=DUE) == {}
    assert late_answers(path, day=DUE + DAY) == {ideas.pk: DUE}
    assert answer_promises(path, DUE) == [("", DUE, False)]
    assert answer_promises(path, DUE + DAY) == [("", DUE, True)]


def test_once_everybody_has_an_answer_nothing_is_late(path, ideas, cast, now, today):
    contribution = words(ideas)
    assert late_answers(path, day=DUE + DAY) != {}
    leads(cast.samira, path)
    answered(contribution, by=cast.samira, at=now, on=today)

    assert late_answers(path, day=DUE + DAY) == {}


def test_only_what_closed_first_is_late_while_the_rest_still_has_time(path, ideas):
    first = an_activity(
        path, key="eerst", planned="eerst", title="Eerst dit", closes_on=date(2026, 11, 30)
    )
    words(first)
    words(ideas)

    assert late_answers(path, day=EARLIER + DAY) == {first.pk: EARLIER}
    assert late_answers(path, day=DUE) == {first.pk: EARLIER}
    assert answer_promises(path, EARLIER + DAY) == [
        ("Eerst dit", EARLIER, True),
        ("Ideeën op de website", DUE, False),
    ]


def test_a_day_that_was_promised_elsewhere_makes_nothing_late_for_who_takes_part_here(path, ideas):
    first = an_activity(
        path, key="eerst", planned="eerst", title="Eerst dit", closes_on=date(2026, 11, 30)
    )
    words(first)
    moved = words(ideas, promised_by=date(2026, 12, 27))
    assert answer_due(moved) == next_answer_due(path) == date(2026, 12, 27)

    assert late_answers(path, day=EARLIER + DAY) == {first.pk: EARLIER}
    assert answer_promises(path, EARLIER + DAY)[1] == ("Ideeën op de website", DUE, False)


def test_where_a_term_counts_from_sending_the_first_words_are_late_first(db, now):
    policy = load_changed("basis", "from: closed", "from: received", at=now)
    path = a_trajectory(policy, route="college")
    an_agreement(path)
    ideas = an_activity(path)
    words(ideas, received_at=datetime(2026, 11, 2, 12, 0, tzinfo=NOW.tzinfo))
    due = date(2026, 12, 28)

    assert late_answers(path, day=due) == {}
    assert late_answers(path, day=due + DAY) == {ideas.pk: due}
    assert answer_promises(path, due + DAY) == [("", None, True)]
    said = said_later(path)
    later = {
        day: [one.later.day for one in process_promise(said, day=day).promises if one.later]
        for day in (due, due + DAY)
    }
    assert later == {due: [], due + DAY: [LATER]}  # before, nobody waits for what comes later


def test_of_a_process_that_ended_nothing_is_still_to_come(path, ideas):
    words(ideas)
    path.step = Step.STOPPED

    assert late_answers(path, day=DUE + DAY) == {}


def test_before_anything_can_be_late_the_database_is_not_asked(
    path, ideas, django_assert_num_queries
):
    words(ideas)

    with django_assert_num_queries(1):  # the activities
        assert late_answers(path, day=DUE) == {}


def test_what_comes_later_is_late_in_its_turn_the_day_after_its_own_day(path):
    said, what = said_later(path), LaterDay.What.ANSWERS

    late = {day: later_than(said, what, DUE, day=day).is_late for day in (LATER, LATER + DAY, None)}

    assert late == {LATER: False, LATER + DAY: True, None: False}
    assert later_than(said, LaterDay.What.DECISION, DUE, day=LATER) is None


@pytest.mark.parametrize(
    ("promised_on", "comes_later"),
    [(DUE, True), (None, True), (LATER - DAY, True), (LATER, False), (LATER + DAY, False)],
)
def test_what_was_said_holds_for_what_was_promised_for_an_earlier_day(
    path, promised_on, comes_later
):
    later = later_than(said_later(path), LaterDay.What.ANSWERS, promised_on, day=DUE)

    assert (later is not None) is comes_later


def test_a_decision_that_comes_later_is_said_until_the_process_stops(policy):
    made = a_trajectory(policy, route="college", step=Step.DECISION)
    an_agreement(made, decided_on=DUE)
    said_later(made)
    assert process_promise(fresh(made), day=DUE).decision_later is None

    said = said_later(made, LaterDay.What.DECISION)
    assert process_promise(said, day=DUE).decision_later.day == LATER

    said.step = Step.STOPPED
    said.passages.create(step=Step.STOPPED, entered_at=NOW)
    assert process_promise(said, day=DUE).decision_later is None


def test_of_a_decision_that_a_body_held_over_it_is_known_which_one_and_on_which_day(path):
    by_who_leads = later_than(said_later(path, LaterDay.What.DECISION), "decision", DUE, day=DUE)
    LaterDay.objects.update(body="college", held_over_on=EARLIER)
    by_the_college = later_than(fresh(path), "decision", DUE, day=DUE)

    assert (by_who_leads.held_over_by, by_who_leads.held_over_on) == ("", None)
    assert (by_the_college.held_over_by, by_the_college.held_over_on) == ("het college", EARLIER)
    assert by_the_college.day == by_who_leads.day == LATER
