"""A last day became later: who took part before keeps the day for an answer that was told."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speelruimte.promise import PromiseKey, answers_ahead, promises_of
from speelruimte.trajectories.models import Step
from speelruimte.website.public.promise_words import promise_rows
from tests.activities.ground import leads
from tests.steps.agreement import fresh
from tests.steps.answers import answered
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words

BEFORE, AFTER = datetime(2026, 11, 20, 12, 0, tzinfo=UTC), datetime(2026, 12, 5, 12, 0, tzinfo=UTC)
# Eight weeks after 1 December, and after 31 December.
TOLD, LATER = date(2027, 1, 26), date(2027, 2, 25)
ON, JOINED = date(2026, 12, 10), date(2026, 11, 25)
LONGER = {"earlier_last_days": [{"closes_on": "2026-12-01", "until": JOINED.isoformat()}]}


@pytest.fixture
def path(policy):
    """People take part along the Vaart."""
    made = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(made)
    return made


def answer_days(trajectory, *, day=ON):
    """The days for answers: for what, until or after which day one took part, and whether it is late."""
    return [
        (each.day, each.activity, each.joined_until, each.joined_after, each.is_late)
        for each in promises_of(fresh(trajectory), None, day=day)
        if each.key is PromiseKey.ANSWER_BY
    ]


def test_both_days_are_promised_as_long_as_somebody_waits_for_the_first(path, cast, now, today):
    ideas = an_activity(path, closed_at=None, **LONGER)
    words(ideas, received_at=AFTER)
    assert answer_days(path) == [(LATER, "", None, None, False)]
    contribution = words(ideas, "Te smal.", received_at=BEFORE)

    assert answer_days(path) == [
        (TOLD, "", JOINED, None, False),
        (LATER, "", None, JOINED, False),
    ]
    assert answers_ahead(fresh(path), None, day=ON) == [TOLD, LATER]

    leads(cast.samira, path)
    answered(contribution, by=cast.samira, at=now, on=today)

    assert answer_days(path) == [(LATER, "", None, None, False)]


@pytest.mark.parametrize(
    ("received_at", "day", "late"),
    [
        ([BEFORE, AFTER], date(2027, 1, 27), [True, False]),
        ([BEFORE, AFTER], date(2027, 2, 26), [True, True]),
        ([BEFORE], date(2027, 2, 26), [True, False]),
    ],
)
def test_each_of_both_days_is_late_only_for_who_waits_for_it(path, received_at, day, late):
    ideas = an_activity(path, **LONGER)
    for sent in received_at:
        words(ideas, received_at=sent)

    assert [row[-1] for row in answer_days(path, day=day)] == late


def test_beside_something_with_a_day_of_its_own_each_is_named(path):
    words(an_activity(path, closed_at=None, **LONGER), received_at=BEFORE)
    an_activity(path, key="kaart", planned="kaart", title="Kaart", closed_at=None)

    of_answers = [
        each for each in promises_of(fresh(path), None, day=ON) if each.key is PromiseKey.ANSWER_BY
    ]

    assert [row["text"] for row in promise_rows(of_answers)] == [
        "Deed u tot en met 25 november 2026 mee met ‘Ideeën op de website’? Dan krijgt u het antwoord "
        "uiterlijk op 26 januari 2027.",
        "Doet u na 25 november 2026 mee met ‘Ideeën op de website’? Dan krijgt u het antwoord "
        "uiterlijk op 25 februari 2027.",
        "Doet u mee met ‘Kaart’? Dan krijgt u het antwoord uiterlijk op 25 februari 2027.",
    ]


def test_only_where_a_last_day_became_later_words_are_asked_for_their_day(path):
    ideas = an_activity(path, closed_at=None)
    words(ideas, received_at=BEFORE)

    def asked():
        trajectory = fresh(path)
        with CaptureQueriesContext(connection) as queries:
            promises_of(trajectory, None, day=ON)
        return [row["sql"] for row in queries if "received_day" in row["sql"]]

    assert asked() == []
    type(ideas).objects.filter(pk=ideas.pk).update(**LONGER)
    assert len(asked()) == 1
