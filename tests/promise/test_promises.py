"""What is promised to whoever takes part, and by which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings as product

from speelruimte.activities.terms import answer_due
from speelruimte.agreements.actions import give_say, plan_method, plan_phase
from speelruimte.agreements.queries import agreement_in_force, agreement_of, open_version
from speelruimte.decisions.models import Decision, Feedback
from speelruimte.people.roles import Role
from speelruimte.policy.schema import TermKey
from speelruimte.policy.shipped import policy_file
from speelruimte.promise import (
    PromiseKey,
    answers_ahead,
    evaluation_due,
    promises_of,
    result_told_due,
)
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import waive_participation
from speelruimte.weighing.models import Waiver
from tests.steps.agreement import (
    adopted_agreement,
    amended_agreement,
    fresh,
    planning,
    somebody,
    weighed,
    written_plan,
)
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.taking_part import opened_ideas, words_from

# Under the neutral policy an answer takes eight weeks from the last day.
SPRING, ANSWERED_IN_SPRING = date(2027, 4, 5), date(2027, 5, 31)
SUMMER, ANSWERED_IN_SUMMER = date(2027, 7, 1), date(2027, 8, 26)


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


@pytest.fixture
def trajectory(policy, cast, areas, now):
    """At its weighing under the neutral policy."""
    return trajectory_of(policy, cast, areas, at=now)


@pytest.fixture
def plan(trajectory, cast, now):
    """A plan that is being written, with ideas until 5 April."""
    planning(trajectory, cast, at=now)
    written_plan(fresh(trajectory), cast, at=now, ends_on=SPRING)
    return open_version(fresh(trajectory))


@pytest.fixture
def path(policy):
    """The path along the Vaart, with an agreement on ideas until 31 December 2026."""
    made = a_trajectory(policy, route="college")
    an_agreement(made)
    return made


def also(version, name, method, level, who, *, ends_on=SUMMER):
    """The plan has one more phase, with this method and so much say."""
    phase = plan_phase(
        version,
        name=name,
        question="En dan?",
        starts_on=ends_on - timedelta(weeks=2),
        ends_on=ends_on,
        **who,
    )
    give_say(phase, group="Iedereen", level=level, **who)
    plan_method(phase, method=method, **who)


def promised(trajectory, agreement):
    return [promise.key for promise in promises_of(trajectory, agreement)]


def answer_days(trajectory, agreement):
    """The days by which answers are promised, each with what it holds for."""
    return [
        (promise.day, promise.activity)
        for promise in promises_of(trajectory, agreement)
        if promise.key == PromiseKey.ANSWER_BY
    ]


def test_before_anything_is_known_of_the_ways_an_answer_is_promised_and_no_day(trajectory):
    assert promised(trajectory, None) == [
        PromiseKey.RECEIPT,
        PromiseKey.ANSWER,
        PromiseKey.READ_FIRST,
        PromiseKey.TOLD_BY,
        PromiseKey.EVALUATED_BY,
        PromiseKey.CHANGE_TOGETHER,
    ]
    assert {promise.day for promise in promises_of(trajectory, None)} == {None}


def test_where_people_do_not_take_part_they_are_promised_to_hear_of_it_and_of_the_decision(
    load_pack, cast, areas, now, today, who
):
    square = trajectory_of(load_pack("heemstede-2020"), cast, areas, at=now)
    trajectory = weighed(square, cast, at=now, verdicts={"iets-te-kiezen": "no"})
    day = today + timedelta(days=30)
    waive_participation(trajectory, reason="De wet.", inform_how="Een brief.", inform_by=day, **who)

    promises = promises_of(fresh(trajectory), None)

    assert (promises[0].key, promises[0].day) == (PromiseKey.INFORMED, day)
    assert {promise.key for promise in promises[1:]} <= {PromiseKey.TOLD_BY}


def test_every_level_brings_its_own_promise(plan):
    agreement = agreement_of(plan)
    words = [
        promise.words
        for promise in promises_of(plan.trajectory, agreement)
        if promise.key == PromiseKey.LEVEL
    ]

    assert words == list(agreement.level_promises) != []


def test_a_day_for_all_is_said_once_and_for_everything(plan):
    assert answer_days(plan.trajectory, agreement_of(plan)) == [(ANSWERED_IN_SPRING, "")]


def test_two_phases_that_end_on_one_day_have_one_day_for_answers(plan, who):
    also(plan, "Kiezen", "ideas", "meepraten", who, ends_on=SPRING)

    assert answer_days(plan.trajectory, agreement_of(plan)) == [(ANSWERED_IN_SPRING, "")]


def test_phases_that_end_on_other_days_each_say_their_own_the_first_day_first(plan, who):
    also(plan, "Afmaken", "ideas", "meepraten", who)

    assert answer_days(plan.trajectory, agreement_of(plan)) == [
        (ANSWERED_IN_SPRING, "Meedenken over het plein"),
        (ANSWERED_IN_SUMMER, "Afmaken"),
    ]


def test_the_days_of_answers_are_ahead_until_they_have_passed(plan, who):
    also(plan, "Afmaken", "ideas", "meepraten", who)
    also(plan, "Nog eens", "ideas", "meepraten", who)
    trajectory, agreement = plan.trajectory, agreement_of(plan)

    def ahead(day):
        return answers_ahead(trajectory, agreement, day=day)

    assert ahead(ANSWERED_IN_SPRING) == [ANSWERED_IN_SPRING, ANSWERED_IN_SUMMER]
    assert ahead(ANSWERED_IN_SPRING + timedelta(days=1)) == [ANSWERED_IN_SUMMER]
    assert ahead(ANSWERED_IN_SUMMER + timedelta(days=1)) == []
    trajectory.becomes_later = True
    assert ahead(ANSWERED_IN_SPRING) == []


def test_a_phase_in_which_people_only_vote_promises_no_day_for_answers(plan, who):
    also(plan, "Stemmen", "budget", "meebeslissen", who)

    assert answer_days(plan.trajectory, agreement_of(plan)) == [(ANSWERED_IN_SPRING, "")]


def test_where_people_only_vote_no_answer_is_promised(policy):
    trajectory = a_trajectory(policy, route="college")
    an_activity(trajectory, kind="budget", method="budget")

    assert PromiseKey.ANSWER not in promised(trajectory, None)


def test_where_people_vote_and_say_something_an_answer_is_promised_for_what_they_say(path):
    an_activity(path, closes_on=date(2026, 12, 1))
    an_activity(
        path,
        key="stem",
        planned="stem",
        kind="budget",
        method="budget",
        closes_on=date(2026, 12, 24),
    )

    assert PromiseKey.ANSWER in promised(path, agreement_in_force(path))
    assert answer_days(path, agreement_in_force(path)) == [(date(2027, 1, 26), "")]


def test_what_opened_has_the_day_it_was_opened_with_whatever_the_phase_says(path):
    an_activity(path, closes_on=date(2026, 12, 15))

    assert answer_days(path, agreement_in_force(path)) == [(date(2027, 2, 9), "")]


def test_a_version_that_was_replaced_says_no_day(trajectory, cast, now):
    trajectory = adopted_agreement(trajectory, cast, at=now, ends_on=SPRING)
    first = trajectory.versions.get()
    before = answer_days(trajectory, agreement_of(first))
    second = amended_agreement(trajectory, cast, at=now)

    assert before == [(ANSWERED_IN_SPRING, "")]
    assert answer_days(fresh(trajectory), agreement_of(first)) == []
    assert answer_days(fresh(trajectory), agreement_of(second)) == [(ANSWERED_IN_SPRING, "")]


def test_a_term_that_counts_from_sending_is_said_as_a_term(cast, areas, now):
    policy = load_changed("basis", "from: closed", "from: received", at=now)
    trajectory = adopted_agreement(trajectory_of(policy, cast, areas, at=now), cast, at=now)

    (promise,) = (
        each_promise
        for each_promise in promises_of(trajectory, agreement_in_force(trajectory))
        if each_promise.key == PromiseKey.ANSWER_BY
    )

    assert (promise.day, str(promise.term)) == (None, "8 weken")
    assert answers_ahead(trajectory, agreement_in_force(trajectory), day=SPRING) == []


def test_a_policy_without_a_term_promises_an_answer_and_no_day(cast, areas, now):
    text = policy_file("basis").read_text()
    term = next(line for line in text.splitlines(True) if "answer_contribution:" in line)
    policy = load_changed("basis", term, "", at=now)
    trajectory = adopted_agreement(trajectory_of(policy, cast, areas, at=now), cast, at=now)

    assert PromiseKey.ANSWER in promised(trajectory, agreement_in_force(trajectory))
    assert answer_days(trajectory, agreement_in_force(trajectory)) == []


# After the decision: five working days to tell of it, twelve weeks to look back.
LATER = (PromiseKey.KNOWN_ON, PromiseKey.DECIDED_ON, PromiseKey.TOLD_BY, PromiseKey.EVALUATED_BY)


def later(trajectory, agreement, **more):
    """What is promised for after taking part: key, day, and whether it is late."""
    return [
        (promise.key, promise.day, promise.is_late)
        for promise in promises_of(trajectory, agreement, **more)
        if promise.key in LATER
    ]


def test_the_days_of_what_is_unknown_and_of_the_decision_are_promised_until_the_day_after(
    trajectory, cast, now, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    agreement = agreement_in_force(trajectory)
    known_on, decided_on = agreement.unknown[0].known_on, agreement.decision_day

    def days(day):
        return later(trajectory, agreement, day=day)[:2]

    known, decided = (PromiseKey.KNOWN_ON, known_on), (PromiseKey.DECIDED_ON, decided_on)
    first, last = sorted((known_on, decided_on))
    assert days(today) == days(first) == [(*known, False), (*decided, False)]
    assert days(last + timedelta(days=1)) == [(*known, True), (*decided, True)]


@pytest.mark.parametrize("words", [0, 1])
def test_after_the_day_of_the_answers_somebody_waits_or_nobody_does(
    words, trajectory, cast, now, today
):
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    adopted = adopted_agreement(trajectory, cast, at=now)
    activity = opened_ideas(adopted, by=leader, at=now, on=today)
    words_from(activity, words, at=now)
    agreement = agreement_in_force(adopted)

    def waits(day):
        promises = promises_of(fresh(trajectory), agreement, day=day)
        [promise] = [each for each in promises if each.key == PromiseKey.ANSWER_BY]
        return promise.is_late, promise.nobody_waits

    due = answer_due(activity)
    assert waits(due) == (False, False)
    assert waits(due + timedelta(days=1)) == (bool(words), not words)


def test_what_is_known_first_is_promised_first_and_what_has_no_day_promises_none(
    trajectory, cast, now, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    agreement = agreement_in_force(trajectory)
    days = (today + timedelta(days=9), None, today)
    unknown = tuple(replace(agreement.unknown[0], known_on=day) for day in days)

    known = [
        promise.day
        for promise in promises_of(trajectory, replace(agreement, unknown=unknown))
        if promise.key == PromiseKey.KNOWN_ON
    ]

    assert known == [today, today + timedelta(days=9)]


def test_who_is_only_informed_hears_of_the_decision_and_is_promised_no_look_back(path, today):
    Waiver(trajectory=path, inform_by=today)

    assert [(promise.key, promise.day) for promise in promises_of(path, None)] == [
        (PromiseKey.INFORMED, today),
        (PromiseKey.TOLD_BY, None),
    ]


def test_a_version_that_was_replaced_promises_no_day_of_a_decision(trajectory, cast, now):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    amended_agreement(trajectory, cast, at=now)
    first = agreement_of(trajectory.versions.get(number=1))

    assert {PromiseKey.KNOWN_ON, PromiseKey.DECIDED_ON}.isdisjoint(promised(trajectory, first))


def test_once_decided_it_is_told_and_looked_back_on_by_a_day_and_what_was_kept_stays_to_be_read(
    policy, cast, now, today
):
    trajectory = a_trajectory(policy, route="medewerker", step="decision")
    an_agreement(trajectory)
    agreement = agreement_in_force(trajectory)
    assert later(trajectory, agreement) == [
        (PromiseKey.TOLD_BY, None, False),
        (PromiseKey.EVALUATED_BY, None, False),
    ]

    decided(trajectory, by=cast.marleen, at=now, on=today, number="")
    trajectory = fresh(trajectory)
    told_by, looked_back_by = result_told_due(trajectory), evaluation_due(trajectory)
    assert later(trajectory, agreement, day=told_by) == [
        (PromiseKey.TOLD_BY, told_by, False),
        (PromiseKey.EVALUATED_BY, looked_back_by, False),
    ]
    assert later(trajectory, agreement, day=looked_back_by + timedelta(days=1)) == [
        (PromiseKey.TOLD_BY, told_by, True),
        (PromiseKey.EVALUATED_BY, looked_back_by, True),
    ]

    Feedback(trajectory=trajectory, told_at=now)
    assert kept(trajectory, agreement, day=told_by) == [
        (PromiseKey.TOLD_BY, today, False),
        (PromiseKey.EVALUATED_BY, None, False),
    ]
    trajectory.feedback.told_at = now + (told_by - today) + timedelta(days=1)
    late = told_by + timedelta(days=1)
    assert kept(trajectory, agreement, day=late)[0] == (PromiseKey.TOLD_BY, late, True)

    trajectory.step = "memory"
    trajectory.passages.create(step="memory", entered_at=now)
    assert kept(trajectory, agreement, day=late)[1] == (PromiseKey.EVALUATED_BY, today, False)


def kept(trajectory, agreement, **more):
    """Of what was promised for after taking part: key, the day on which it was done, and whether late."""
    return [
        (promise.key, promise.kept_on, promise.is_late)
        for promise in promises_of(trajectory, agreement, **more)
        if promise.key in LATER
    ]


@pytest.mark.parametrize("days_late", [0, 3])
def test_after_the_decision_its_promised_day_stays_to_be_read(
    trajectory, cast, now, today, days_late
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    agreement = agreement_in_force(trajectory)
    before = later(trajectory, agreement)
    decided_on = agreement.decision_day + timedelta(days=days_late)
    Decision(trajectory=trajectory, decided_on=decided_on)

    assert [key for key, _day, _late in later(trajectory, agreement)] == [
        key for key, _day, _late in before
    ]
    assert (PromiseKey.DECIDED_ON, decided_on, days_late > 0) in kept(trajectory, agreement)


def test_of_what_ended_nothing_is_still_to_come(policy):
    trajectory = a_trajectory(policy, route="medewerker", step=Step.MEMORY)
    an_agreement(trajectory)

    assert later(trajectory, agreement_in_force(trajectory)) == []


def test_in_the_memory_the_day_of_a_decision_stays_and_of_no_decision_none_comes(
    trajectory, cast, now
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    agreement = agreement_in_force(trajectory)
    trajectory.step = Step.MEMORY
    assert PromiseKey.DECIDED_ON not in promised(trajectory, agreement)
    Decision(trajectory=trajectory, decided_on=agreement.decision_day)

    assert PromiseKey.DECIDED_ON in promised(trajectory, agreement)


def test_looking_back_was_done_on_the_day_that_the_process_went_to_the_memory_last(
    policy, cast, now, today
):
    trajectory = a_trajectory(policy, route="medewerker", step="decision")
    decided(trajectory, by=cast.marleen, at=now, on=today, number="")
    for days, step in ((3, "memory"), (5, "evaluation"), (9, "memory")):
        trajectory.passages.create(step=step, entered_at=now + timedelta(days=days))
    trajectory = fresh(trajectory)
    trajectory.step = Step.MEMORY

    assert (PromiseKey.EVALUATED_BY, today + timedelta(days=9), False) in kept(trajectory, None)


def test_every_term_that_residents_read_has_somebody_who_asks_for_it():
    """A term that is shown and that no code counts is a promise that nobody keeps."""
    asked = {
        key
        for file in (product.ROOT / "src" / "speelruimte").rglob("*.py")
        if "policy" not in file.parts
        and "website" not in file.parts
        and "promise" not in file.parts
        for key in TermKey
        if f"TermKey.{key.name}" in file.read_text()
    }

    assert asked == set(TermKey)


@pytest.mark.parametrize(
    ("kinds", "in_person"),
    [
        (("budget", ""), True),
        (("budget", "", "ideas"), False),
        (("ideas", ""), False),
        (("",), False),
        (("ideas",), False),
    ],
)
def test_where_the_website_only_takes_votes_answers_are_for_what_is_said_in_person(
    policy, kinds, in_person
):
    path = a_trajectory(policy, route="college")
    for kind in kinds:
        an_activity(path, key=f"m-{kind}", planned=f"m-{kind}", kind=kind)

    answers = [
        promise
        for promise in promises_of(path, None)
        if promise.key in (PromiseKey.ANSWER, PromiseKey.ANSWER_BY)
    ]

    assert {promise.in_person for promise in answers} == {in_person}
    assert len(answers) == 2
