"""A day for answers that was promised where something is called off: it stays, or is said to fall away."""

from datetime import UTC, date, datetime

import pytest

from speelruimte.activities.terms import answer_due
from speelruimte.promise import PromiseKey, process_promise
from speelruimte.trajectories.models import Step
from speelruimte.website.public.promise_words import promise_rows
from speelruimte.website.public.what_comes import what_comes
from tests.activities.ground import leads
from tests.steps.agreement import fresh
from tests.steps.answers import answered
from tests.steps.bare import NOW, a_trajectory, an_activity, an_agreement, words
from tests.website.test_what_comes import in_words


@pytest.fixture
def path(policy):
    """People take part along the Vaart, in one evening that is called off."""
    made = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(made)
    return made


@pytest.fixture
def evening(path):
    return an_activity(
        path,
        key="avond",
        planned="avond",
        kind="",
        title="Ontwerpsessie",
        cancelled_at=datetime(2026, 12, 20, 9, 0, tzinfo=UTC),
        closed_at=datetime(2026, 12, 20, 9, 0, tzinfo=UTC),
        closed_reason="De zaal is dicht.",
    )


def said_of(trajectory):
    """What is promised of a day for answers, in words, and the answers that are said to come."""
    trajectory = fresh(trajectory)
    promise = process_promise(trajectory, day=NOW.date())
    of_answers = [each for each in promise.promises if each.key is PromiseKey.ANSWER_BY]
    rows = what_comes(trajectory, promise, day=NOW.date())
    return [row["text"] for row in promise_rows(of_answers)], [
        row["when"] for row in rows if row["title"] == "U krijgt antwoord"
    ]


def test_the_day_stays_as_long_as_somebody_waits_for_it_and_is_then_said_to_fall_away(
    path, evening, cast, now, today
):
    contribution = words(evening, channel="meeting")
    day = in_words(answer_due(contribution))

    assert said_of(path) == (
        [f"U krijgt het antwoord uiterlijk op {day}."],
        [f"Uiterlijk {day}"],
    )

    leads(cast.samira, path)
    answered(contribution, by=cast.samira, at=now, on=today)

    fallen_away = (
        f"Deed u mee met ‘Ontwerpsessie’? Dan zou u antwoord krijgen, uiterlijk op {day}. "
        "Niemand wacht hier nog op antwoord."
    )
    assert said_of(path) == ([fallen_away], [])


def test_a_day_that_still_holds_for_something_else_is_said_once(path, evening):
    an_activity(path)
    (promised,), _rows = said_of(path)

    assert promised == f"U krijgt het antwoord uiterlijk op {in_words(answer_due(evening))}."


def test_of_a_vote_that_is_called_off_no_day_for_answers_falls_away(path):
    ideas = an_activity(path)
    called_off = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
    an_activity(
        path,
        key="stemmen",
        planned="stemmen",
        kind="budget",
        closes_on=date(2027, 1, 31),
        cancelled_at=called_off,
        closed_at=called_off,
        closed_reason="Het geld is er niet.",
    )

    (promised,), _rows = said_of(path)

    assert promised == f"U krijgt het antwoord uiterlijk op {in_words(answer_due(ideas))}."
