"""Of what stopped each promise stays and has lapsed; of the rest each is over once its part is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from speelruimte.agreements.queries import agreement_in_force, agreement_of
from speelruimte.decisions.models import Decision
from speelruimte.promise import PromiseKey, promises_of
from speelruimte.trajectories.models import Step, Tally
from speelruimte.website.public.promise_words import promise_rows
from speelruimte.weighing.models import Waiver
from tests.steps.agreement import adopted_agreement, amended_agreement, fresh
from tests.steps.bare import a_trajectory, an_activity, an_agreement
from tests.steps.beginning import trajectory_of

# What is promised for after taking part.
LATER = {
    PromiseKey.KNOWN_ON,
    PromiseKey.DECIDED_ON,
    PromiseKey.TOLD_BY,
    PromiseKey.EVALUATED_BY,
}


@pytest.fixture
def trajectory(policy, cast, areas, now):
    """At its weighing under the neutral policy."""
    return trajectory_of(policy, cast, areas, at=now)


@pytest.fixture
def path(policy):
    """The path along the Vaart, with an agreement on ideas until 31 December 2026."""
    made = a_trajectory(policy, route="college")
    an_agreement(made)
    return made


def answer_days(trajectory, agreement):
    """The days by which answers are promised."""
    promises = promises_of(trajectory, agreement)
    return [promise.day for promise in promises if promise.key == PromiseKey.ANSWER_BY]


def stopped(trajectory, *, at):
    """It stopped at this moment."""
    trajectory.step = Step.STOPPED
    trajectory.passages.create(step=Step.STOPPED, entered_at=at)
    return trajectory


@pytest.mark.parametrize(("step", "is_late"), [(Step.INFORMING, True), (Step.STOPPED, False)])
def test_of_what_stopped_nobody_still_waits_to_hear_what_happens(path, now, today, step, is_late):
    Waiver(trajectory=path, inform_by=today)
    if step == Step.STOPPED:
        stopped(path, at=now)

    (informed,) = (
        promise
        for promise in promises_of(path, None, day=today + timedelta(days=1))
        if promise.key == PromiseKey.INFORMED
    )

    assert (informed.day, informed.is_late, informed.kept_on) == (today, is_late, None)
    assert informed.has_lapsed is not is_late
    (row,) = promise_rows([informed], step=step)
    assert ("U hoort het nog van ons." in row["text"]) is is_late
    assert ("Door het stoppen geldt dit niet meer." in row["text"]) is not is_late


def test_of_what_stopped_every_promise_stays_with_its_day_and_what_was_not_done_has_lapsed(
    trajectory, cast, now, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    agreement = agreement_in_force(trajectory)
    before = promises_of(trajectory, agreement, day=today)
    assert {promise.key for promise in before} >= LATER | {PromiseKey.ANSWER_BY}
    assert not [promise for promise in before if promise.has_lapsed]

    after = promises_of(stopped(trajectory, at=now), agreement, day=today + timedelta(days=900))

    def told(promises):
        return [(promise.key, promise.day, promise.term, promise.words) for promise in promises]

    assert told(after) == told(before)
    still_stand = {promise.key for promise in after if not promise.has_lapsed}
    assert still_stand == {PromiseKey.RECEIPT, PromiseKey.ANSWER}
    assert not [promise for promise in after if promise.is_late]
    [answered] = [promise for promise in after if promise.came_in is not None]
    assert answered.key == PromiseKey.ANSWER


def test_of_what_stopped_the_days_that_had_passed_by_then_were_not_kept(
    trajectory, cast, now, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    agreement = agreement_in_force(trajectory)
    days = max(agreement.decision_day, agreement.unknown[0].known_on) - today + timedelta(days=1)
    stopped(trajectory, at=now + days)

    promises = promises_of(trajectory, agreement, day=today)

    late = {promise.key for promise in promises if promise.is_late}
    assert late == {PromiseKey.KNOWN_ON, PromiseKey.DECIDED_ON}
    assert all(promise.has_lapsed for promise in promises if promise.is_late)


def test_what_stopping_called_off_keeps_the_day_of_its_answers(path, now):
    activity = an_activity(path, closed_at=None)
    agreement = agreement_in_force(path)
    before = answer_days(path, agreement)
    assert before != []
    activity.cancelled_at = activity.closed_at = now
    activity.closed_reason = "Er is geen geld meer."
    activity.save(update_fields=["cancelled_at", "closed_at", "closed_reason"])
    called_off = [
        promise for promise in promises_of(path, agreement) if promise.key is PromiseKey.ANSWER_BY
    ]
    assert [(promise.day, promise.nobody_waits) for promise in called_off] == [(*before, True)]

    assert answer_days(stopped(path, at=now), agreement) == before


def over(trajectory, agreement, **more):
    """What is over of what is promised."""
    return {
        promise.key for promise in promises_of(trajectory, agreement, **more) if promise.is_over
    }


def counted(trajectory, **numbers):
    Tally.objects.filter(pk=trajectory.pk).update(**numbers)
    return fresh(trajectory)


def test_what_a_promise_holds_for_is_over_once_nobody_can_take_part_is_answered_or_it_is_decided(
    path, today
):
    activity = an_activity(path, closed_at=None)
    path.step = Step.TAKING_PART
    path.save(update_fields=["step"])
    agreement = agreement_in_force(path)
    path, after = counted(path, published=2, answered=1), activity.last_day + timedelta(days=1)

    assert over(path, agreement, day=activity.last_day) == set()
    assert over(path, agreement, day=after) == {PromiseKey.RECEIPT}
    path.step = Step.RESULT
    assert over(path, agreement) == {PromiseKey.RECEIPT}

    answered = {PromiseKey.RECEIPT, PromiseKey.ANSWER, PromiseKey.ANSWER_BY}
    path = counted(path, published=1)
    assert over(path, agreement, day=after) == answered
    path = counted(path, published=0, answered=0)
    assert over(path, agreement, day=after) == {PromiseKey.RECEIPT}
    path.step = Step.DECISION
    assert over(path, agreement, day=after) == answered
    Decision(trajectory=path, decided_on=today)
    assert over(path, agreement, day=after) == {*answered, PromiseKey.READ_FIRST}


def test_on_a_version_that_was_replaced_the_one_in_force_says_what_still_comes(
    trajectory, cast, now, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now, ends_on=date(2027, 4, 5))
    amended_agreement(trajectory, cast, at=now)
    an_activity(trajectory, phase="eerder", planned="eerder")
    first = replace(agreement_of(trajectory.versions.get(number=1)), phases=())

    assert first.is_replaced
    assert over(fresh(trajectory), first, day=today) == set()
    alone = replace(first, versions=())
    assert over(fresh(trajectory), alone, day=today) == {PromiseKey.RECEIPT}


def test_once_it_lies_before_who_decides_all_were_answered_and_since_that_day(path, now, today):
    an_activity(path)
    agreement = agreement_in_force(path)
    [due] = answer_days(path, agreement)

    def answered(day):
        [promise] = [
            promise
            for promise in promises_of(path, agreement, day=day)
            if promise.key == PromiseKey.ANSWER_BY
        ]
        return promise.nobody_waits, promise.answered_on

    path = counted(path, published=2, answered=1)
    assert answered(due) == (False, None)
    path = counted(path, answered=2)
    assert answered(due) == (True, None)
    path.step = Step.DECISION
    path.save(update_fields=["step"])
    for day, seen_on in ((today, today), (due, due), (due + timedelta(days=1), None)):
        path.passages.create(step=Step.DECISION, entered_at=now + (day - today))
        path = fresh(path)
        assert answered(due) == (True, seen_on)
