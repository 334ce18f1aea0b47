"""By when an answer was promised, and whether it was given in time: one table for everyone."""

from datetime import UTC, date, datetime

import pytest

from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.decisions.kept import draft_of
from speelruimte.decisions.terms import (
    answers_still_due,
    evaluation_due,
    next_answer_due,
    next_answers_due,
    result_told_due,
)
from speelruimte.people.actions import grant_role
from tests.steps.answers import decided, grouped
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.beginning import load_changed

JUST_BEFORE_MIDNIGHT = datetime(2026, 11, 2, 22, 59, tzinfo=UTC)
JUST_AFTER_MIDNIGHT = datetime(2026, 11, 2, 23, 1, tzinfo=UTC)


@pytest.fixture
def answered_from(cast, now, today):
    """An activity under a policy in which the eight weeks count from ``received`` or ``closed``."""

    def make(start):
        policy = load_changed("basis", "from: closed", f"from: {start}", at=now)
        trajectory = a_trajectory(policy, route="college")
        an_agreement(trajectory, level="meedenken", say=2)
        grant_role(
            cast.samira,
            role="project_leader",
            by=cast.marleen,
            at=now,
            starts_on=today,
            case_number=trajectory.case_number,
        )
        return an_activity(trajectory)

    return make


@pytest.mark.parametrize(
    ("start", "received_at", "due"),
    [
        ("closed", JUST_BEFORE_MIDNIGHT, date(2027, 2, 25)),
        ("closed", JUST_AFTER_MIDNIGHT, date(2027, 2, 25)),
        ("received", JUST_BEFORE_MIDNIGHT, date(2026, 12, 28)),
        ("received", JUST_AFTER_MIDNIGHT, date(2026, 12, 29)),
    ],
)
def test_an_answer_is_promised_from_the_day_that_the_policy_says(
    answered_from, start, received_at, due
):
    contribution = words(answered_from(start), received_at=received_at)

    assert answer_due(contribution) == due
    assert next_answer_due(contribution.trajectory) == due


def test_under_policies_that_count_differently_each_is_owed_by_its_own_day(
    answered_from, now, django_assert_num_queries
):
    received = words(answered_from("received"), received_at=JUST_BEFORE_MIDNIGHT)
    words(received.activity, "Nog iets.", received_at=JUST_AFTER_MIDNIGHT)
    later = load_changed(
        "basis", "effective_from: 2026-01-01", "effective_from: 2026-02-01", at=now
    )
    second = a_trajectory(later, route="college", case_number="2027-0013")
    closed = words(an_activity(second), received_at=JUST_BEFORE_MIDNIGHT)
    words(closed.activity, "En een bank.", received_at=JUST_AFTER_MIDNIGHT)
    words(closed.activity, "Dit niet.", state="refused", refusal_reason="Gaat over iets anders.")
    words(an_activity(second, key="tweede", planned="tweede"), "Ook niet.", state="withdrawn")

    with django_assert_num_queries(2):
        days = next_answers_due([received.trajectory, closed.trajectory])

    assert list(answers_still_due(closed.trajectory)) == [closed.activity_id]
    assert days == {
        received.trajectory.pk: date(2026, 12, 28),
        closed.trajectory.pk: date(2027, 2, 25),
    }


@pytest.mark.parametrize("start", ["closed", "received"])
def test_of_words_that_were_promised_an_answer_elsewhere_the_first_day_holds(answered_from, start):
    activity = answered_from(start)
    words(activity, "Dit is hier gezegd.")
    for day in (date(2026, 12, 20), date(2026, 12, 18), date(2026, 12, 19)):
        words(activity, "Dit is verplaatst.", promised_by=day)

    assert answers_still_due(activity.trajectory) == {activity.pk: date(2026, 12, 18)}


def test_whoever_took_part_last_has_an_answer_by_the_day_of_the_activity(answered_from):
    assert answer_due(answered_from("received")) == date(2027, 2, 25)


def test_closing_early_does_not_bring_the_promised_day_forward(trajectory):
    activity = an_activity(trajectory, closed_at=datetime(2026, 12, 1, 12, 0, tzinfo=UTC))

    assert answer_due(words(activity)) == date(2027, 2, 25)


def test_what_was_made_longer_and_closed_before_promises_the_day_of_who_took_part_last(policy):
    path = a_trajectory(policy, route="college", step="taking_part")
    an_agreement(path)
    longer = {"closes_on": date(2026, 12, 29)}
    longer["earlier_last_days"] = [{"closes_on": "2026-12-01", "until": "2026-11-30"}]
    activity = an_activity(path, closed_at=None, **longer)
    sent = words(activity, received_at=datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    as_extended = answer_due(activity)
    assert answer_due(sent) < as_extended

    activity.closed_at = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
    assert answer_due(activity) == answer_due(sent)
    activity.closed_at = datetime(2026, 12, 2, 14, 0, tzinfo=UTC)
    assert answer_due(activity) == as_extended


@pytest.mark.parametrize("answered_by", ["an answer of its own", "the answer to its theme"])
@pytest.mark.parametrize(
    ("start", "received_at", "answered_at", "in_time"),
    [
        ("closed", JUST_BEFORE_MIDNIGHT, datetime(2027, 2, 25, 22, 59, tzinfo=UTC), True),
        ("closed", JUST_BEFORE_MIDNIGHT, datetime(2027, 2, 25, 23, 1, tzinfo=UTC), False),
        ("received", JUST_BEFORE_MIDNIGHT, datetime(2026, 12, 28, 22, 59, tzinfo=UTC), True),
        ("received", JUST_BEFORE_MIDNIGHT, datetime(2026, 12, 28, 23, 1, tzinfo=UTC), False),
        ("received", JUST_AFTER_MIDNIGHT, datetime(2026, 12, 29, 22, 59, tzinfo=UTC), True),
        ("received", JUST_AFTER_MIDNIGHT, datetime(2026, 12, 29, 23, 1, tzinfo=UTC), False),
    ],
)
def test_an_answer_on_the_last_promised_day_is_in_time_at_whatever_hour(
    answered_from, cast, today, answered_by, start, received_at, answered_at, in_time
):
    activity = answered_from(start)
    contribution = words(activity, received_at=received_at)
    said = {"reason": "Dat kan.", "by": cast.samira, "at": answered_at, "on": today}
    if answered_by == "an answer of its own":
        answer_contribution(contribution, verdict="taken_over", **said)
    else:
        lead = {"by": cast.samira, "at": answered_at, "on": today}
        theme = grouped(activity.trajectory, [contribution], title="Groen", **lead)
        answer_theme(theme, verdict="taken_over", **said)

    promise = {row["promise"]: row for row in draft_of(activity.trajectory, on=today)}["answers"]

    assert promise["far"] == ("yes" if in_time else "no")


def test_the_report_counts_what_was_in_time_and_what_was_not(answered_from, cast, now, today):
    activity = answered_from("received")  # eight weeks before today is 15 December
    some = [
        words(activity, "Te smal.", received_at=datetime(2026, 12, 14, 12, 0, tzinfo=UTC)),
        words(activity, "Meer bomen.", received_at=datetime(2026, 12, 15, 12, 0, tzinfo=UTC)),
        words(activity, "Een bank.", received_at=datetime(2026, 12, 31, 12, 0, tzinfo=UTC)),
    ]
    lead = {"by": cast.samira, "at": now, "on": today}
    theme = grouped(activity.trajectory, some, title="Groen", **lead)
    answer_theme(theme, verdict="not", reason="Te duur.", **lead)

    promise = {row["promise"]: row for row in draft_of(activity.trajectory, on=today)}["answers"]

    assert promise["far"] == "partly"
    assert promise["seen"] == "2 keer op tijd, 1 keer later."


def test_nothing_is_owed_once_everything_has_an_answer(trajectory, activity, lead):
    answer_contribution(words(activity), verdict="taken_over", reason="Dat kan.", **lead)

    assert next_answer_due(trajectory) is None


def test_once_everything_has_an_answer_no_words_are_looked_at(
    trajectory, activity, lead, django_assert_num_queries
):
    answer_contribution(words(activity), verdict="taken_over", reason="Dat kan.", **lead)

    with django_assert_num_queries(1):  # how many have an answer
        assert next_answer_due(trajectory) is None


def test_telling_and_looking_back_count_from_the_decision(trajectory, cast, now, today):
    assert result_told_due(trajectory) is None
    assert evaluation_due(trajectory) is None
    trajectory.step = "decision"
    trajectory.save()

    decision = decided(trajectory, by=cast.iris, at=now, on=today)

    assert result_told_due(decision.trajectory) == date(2027, 2, 16)
    assert evaluation_due(decision.trajectory) == date(2027, 5, 4)
