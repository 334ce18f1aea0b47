"""Who decided that a process stops: the bodies that let it, or that took its agreement away."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from speelruimte.agreements.models import Adoption, Version
from speelruimte.decisions.models import Answer, StopQuestion
from speelruimte.decisions.stopped import (
    LetStop,
    bodies_that_stopped,
    given_by_stopping,
    went_back_by_stopping,
    who_let_it_stop,
)
from speelruimte.trajectories.models import Step
from tests.steps.agreement import fresh
from tests.steps.bare import NOW, a_trajectory

FIRST, LATER = date(2027, 2, 2), date(2027, 2, 8)


@pytest.fixture
def path(policy):
    """It came from the step in which people take part, and stopped an hour later."""
    return came_from(policy, Step.TAKING_PART)


def came_from(policy, step, route="college"):
    made = a_trajectory(policy, route=route, step=step)
    made.passages.create(step=Step.PLAN, entered_at=NOW - timedelta(days=9))
    made.step, made.stopped_reason = Step.STOPPED, "Er is geen geld meer."
    made.save(update_fields=["step", "stopped_reason"])
    made.passages.create(step=Step.STOPPED, entered_at=NOW + timedelta(hours=1))
    return fresh(made)


def said(path, body, agrees, day):
    """What a body decided about stopping; None where it did not yet."""
    decided = {"agrees": agrees, "answer": "Wij zien het ook.", "decided_on": day}
    StopQuestion.objects.create(
        trajectory=path,
        body=body,
        reason="Er is geen geld meer.",
        asked_at=NOW,
        **(decided | {"recorded_at": NOW} if agrees is not None else {}),
    )


def refused(path, body, *, at, outcome="rejected"):
    version = Version.objects.create(trajectory=path, number=1)
    Adoption.objects.create(
        version=version,
        body=body,
        outcome=outcome,
        decided_on=FIRST,
        reason="Niet nu.",
        recorded_at=at,
    )
    return fresh(path)


def test_bodies_that_let_it_on_one_day_are_named_together_and_each_day_by_itself(path):
    said(path, "raad", True, LATER)
    said(path, "college", True, LATER)
    assert who_let_it_stop(fresh(path)) == (
        "Dat is besloten door de gemeenteraad en het college, op 8 februari 2027."
    )
    said(path, "college", True, FIRST)

    assert bodies_that_stopped(fresh(path)) == (LetStop("raad", LATER), LetStop("college", FIRST))
    assert who_let_it_stop(fresh(path)) == (
        "Dat is besloten door de gemeenteraad, op 8 februari 2027. "
        "Dat is besloten door het college, op 2 februari 2027."
    )


@pytest.mark.parametrize("last", [False, None])
def test_a_body_that_did_not_let_it_is_not_named(path, last):
    said(path, "raad", True, FIRST)
    said(path, "college", True, FIRST)
    said(path, "college", last, LATER)

    assert bodies_that_stopped(fresh(path)) == (LetStop("raad", FIRST),)


def test_where_no_body_was_asked_who_leads_decided_it(path):
    assert bodies_that_stopped(path) == ()
    assert who_let_it_stop(path) == "Dat is besloten door wie dit plan leidt."


def test_where_who_came_with_the_idea_decides_the_municipality_is_said_to_have_stopped_it(policy):
    path = came_from(policy, Step.TAKING_PART, route="zelf")

    assert who_let_it_stop(path) == (
        "De gemeente stopte dit plan. Dat is besloten door wie het bij de gemeente leidt."
    )


def test_of_what_runs_no_body_stopped_anything(policy):
    running = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    said(running, "raad", True, FIRST)

    assert bodies_that_stopped(fresh(running)) == ()


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
@pytest.mark.parametrize(("body", "named"), [("raad", "de gemeenteraad"), ("", "de projectleider")])
def test_who_took_the_agreement_away_stopped_it(policy, outcome, body, named):
    path = came_from(policy, Step.ADOPTION)
    path = refused(path, body, at=NOW + timedelta(hours=1), outcome=outcome)

    assert bodies_that_stopped(path) == (LetStop(body, FIRST),)
    assert who_let_it_stop(path) == f"Dat is besloten door {named}, op 2 februari 2027."


@pytest.mark.parametrize(
    ("step", "hours", "outcome"),
    [
        (Step.ADOPTION, 0, "rejected"),
        (Step.ADOPTION, 1, "held_over"),
        (Step.TAKING_PART, 1, "rejected"),
    ],
)
def test_what_a_body_said_of_an_agreement_otherwise_stopped_nothing(policy, step, hours, outcome):
    path = refused(
        came_from(policy, step), "raad", at=NOW + timedelta(hours=hours), outcome=outcome
    )

    assert bodies_that_stopped(path) == ()


@pytest.mark.parametrize("verdict", Answer.Verdict.values)
def test_of_what_was_answered_as_it_stopped_only_a_no_was_given_by_stopping(path, policy, verdict):
    answer = SimpleNamespace(verdict=verdict, given_at=NOW + timedelta(hours=1))
    running = a_trajectory(policy, route="college", step=Step.RESULT, case_number="2027-0002")

    assert given_by_stopping(answer, path) is (verdict == Answer.Verdict.NOT)
    assert not given_by_stopping(answer, running)
    assert not given_by_stopping(None, path)


@pytest.mark.parametrize(("hours", "by_stopping"), [(0, False), (1, True)])
def test_words_went_back_by_stopping_only_at_that_moment_and_of_what_runs_nothing_is_asked(
    path, policy, hours, by_stopping, django_assert_num_queries
):
    back = NOW + timedelta(hours=hours)
    running = a_trajectory(policy, route="college", step=Step.RESULT, case_number="2027-0002")

    def went_back(plan):
        return went_back_by_stopping(
            SimpleNamespace(went_to=SimpleNamespace(trajectory=plan), went_back_at=back)
        )

    assert went_back(path) is by_stopping
    with django_assert_num_queries(0):
        assert not went_back(running)
