"""What was promised about a process, on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from speelruimte.agreements.actions import plan_moment
from speelruimte.agreements.queries import open_version
from speelruimte.decisions.models import Decision
from speelruimte.promise import open_activities, open_questions, process_promise
from speelruimte.promise.taking_part import Planned
from speelruimte.route.actions import move_on
from speelruimte.trajectories.models import Step, Tally
from speelruimte.website.public.cards import card_of
from tests.steps.agreement import adopt_by_all, fresh, planning, written_plan
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)
EARLIER, DECIDED = date(2027, 6, 8), date(2027, 6, 15)


@pytest.fixture
def path(policy):
    """People took part along the Vaart; no moment of a decision was promised."""
    made = a_trajectory(policy, route="college")
    an_agreement(made)
    return made


@pytest.fixture
def decided_twice(trajectory, cast, now, today):
    """An adopted agreement that promises a decision on 8 June and the last one on 15 June 2027."""
    planning(trajectory, cast, at=now)
    version = written_plan(fresh(trajectory), cast, at=now)
    body = version.moments.get(is_decision=True).body
    who = {"by": cast.samira, "at": now}
    plan_moment(version, day=EARLIER, what="Eerst dit", body=body, is_decision=True, **who)
    moved = move_on(fresh(trajectory), to=Step.ADOPTION, on=today, **who)
    adopt_by_all(open_version(moved), cast, at=now)
    return fresh(trajectory)


def keys(activities):
    return [activity.key for activity in activities]


def test_before_anything_is_adopted_nothing_is_said_that_was_not_promised(trajectory, today):
    promise = process_promise(trajectory, day=today)

    assert promise.agreement is None
    assert (promise.say, promise.level, promise.level_key) == (None, "", "")
    assert (promise.fixed, promise.unknown, promise.open_questions) == ((), (), ())
    assert (promise.coming, promise.missed) == ((), None)
    assert (promise.decision_day, promise.last_day, promise.open_now) == (None, None, ())


def test_a_promised_moment_still_comes_on_its_own_day_and_not_the_day_after(path):
    (moment,) = process_promise(path, day=FIRST).agreement.moments

    assert process_promise(path, day=moment.day).coming == (moment,)
    assert process_promise(path, day=moment.day + DAY).coming == ()


def test_a_decision_is_missed_the_day_after_the_last_day_that_was_promised_for_it(decided_twice):
    missed = {
        day: process_promise(decided_twice, day=day).missed
        for day in (EARLIER + DAY, DECIDED, DECIDED + DAY)
    }

    assert (missed[EARLIER + DAY], missed[DECIDED]) == (None, None)
    assert missed[DECIDED + DAY].day == DECIDED
    assert process_promise(decided_twice, day=EARLIER).decision_day == DECIDED


def test_an_open_question_has_the_door_of_the_agreement_or_its_own(policy):
    wide, narrow = (a_trajectory(policy, route="college", case_number=f"2027-000{n}") for n in "12")
    an_agreement(wide, level="meebeslissen", say=3, open_to="meepraten")
    an_agreement(narrow, level="meedenken", say=2)

    (question,) = process_promise(wide, day=FIRST).open_questions
    assert (question.title, question.level) == ("De banken", "Meepraten")
    assert process_promise(narrow, day=FIRST).open_questions == ()
    assert open_questions(None, day=FIRST) == ()


def test_where_no_decision_was_promised_none_is_missed(path, today):
    assert process_promise(path, day=today).missed is None
    assert process_promise(path, day=today).decision_day is None


def test_people_take_part_on_the_first_and_on_the_last_day_and_not_around_them(path):
    an_activity(path, closed_at=None)
    open_on = {
        day: keys(open_activities(path, day=day)) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)
    }

    assert open_on == {FIRST - DAY: [], FIRST: ["ideeen"], LAST: ["ideeen"], LAST + DAY: []}


def test_what_closed_early_is_open_no_more_on_a_day_that_was_promised(path):
    an_activity(path, closed_at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC))

    assert open_activities(path, day=LAST) == ()


def test_what_closes_first_is_read_first_and_the_last_day_is_that_of_all(path):
    an_activity(path, key="lang", closed_at=None)
    an_activity(path, key="kort", planned="kort", closed_at=None, closes_on=LAST - DAY)
    promise = process_promise(path, day=FIRST)

    assert keys(promise.open_now) == ["kort", "lang"]
    assert promise.last_day == LAST


OFF_AT = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
CALLED_OFF = {"cancelled_at": OFF_AT, "closed_at": OFF_AT, "closed_reason": "De zaal is dicht."}


def test_the_last_day_is_of_what_was_held_and_of_what_was_called_off_only_where_nothing_else_was(
    path,
):
    an_activity(path, key="avond", **CALLED_OFF)
    alone = process_promise(fresh(path), day=LAST + DAY).last_day
    an_activity(path, key="kort", planned="kort", closes_on=LAST - 40 * DAY)
    both = process_promise(fresh(path), day=LAST + DAY).last_day

    assert (alone, both) == (OFF_AT.date(), LAST - 40 * DAY)


def test_the_day_of_the_decision_is_the_promised_one_until_there_is_a_decision(
    policy, cast, now, today
):
    trajectory = a_trajectory(policy, route="medewerker", step="decision")
    an_agreement(trajectory)
    before = process_promise(trajectory, day=today)
    decided(trajectory, by=cast.marleen, at=now, on=today, number="")
    after = process_promise(fresh(trajectory), day=today)

    assert (before.is_decided, before.decision_day) == (False, None)
    assert (after.is_decided, after.decision_day) == (True, today)


def test_a_decision_that_was_taken_early_does_not_come_again(decided_twice):
    before = process_promise(decided_twice, day=EARLIER).coming
    Decision(pk=1, trajectory=decided_twice, decided_on=EARLIER)
    after = process_promise(decided_twice, day=EARLIER)

    assert [moment.day for moment in before] == [EARLIER, DECIDED]
    assert after.coming == ()
    assert after.decision_day == EARLIER


@pytest.mark.parametrize(
    ("step", "closes_on", "published", "answered", "is_answered"),
    [
        ("taking_part", LAST, 2, 2, True),
        ("taking_part", LAST + DAY, 2, 2, False),  # more can come in
        ("result", LAST + DAY, 2, 2, True),  # nothing comes in after this step
        ("result", LAST, 2, 1, False),
        ("result", LAST, 1, 1, True),
        ("result", LAST, 0, 0, False),  # nothing came in, so nobody was answered
    ],
)
def test_nobody_waits_once_nothing_comes_in_any_more_and_all_that_came_in_has_its_answer(
    policy, step, closes_on, published, answered, is_answered
):
    path = a_trajectory(policy, route="college", step=step)
    an_activity(path, closes_on=closes_on, closed_at=None)
    Tally.objects.filter(pk=path.pk).update(published=published, answered=answered)

    assert process_promise(fresh(path), day=LAST + DAY).is_answered is is_answered


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (FIRST - DAY, "Meepraten"),
        (FIRST, "Meepraten"),
        (LAST, "Meepraten"),
        (LAST + DAY, "Meedenken"),
        (date(2027, 4, 20), "Meedenken"),
        (date(2027, 5, 1), "Meedenken"),
    ],
)
def test_how_much_say_there_is_follows_the_phase_that_holds_or_comes_first(policy, day, holds):
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path, level="meepraten", say=1, followed_by="meedenken")

    promise = process_promise(path, day=day)
    assert promise.level == holds
    assert card_of(path, day=day)["level"] == holds


def test_an_open_question_of_a_phase_has_the_door_of_that_phase(policy):
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path, level="meepraten", say=1, followed_by="meedenken", open_in="kiezen")

    (question,) = process_promise(path, day=FIRST).open_questions
    assert question.level == "Meedenken"


def test_what_is_not_opened_yet_is_planned_until_it_is(policy):
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path, followed_by="meedenken")

    def planned(day):
        ahead = process_promise(path, day=day).planned
        return [(row.day, row.what, row.is_held) for row in ahead]

    evening = (date(2027, 3, 25), "Avond in de kantine", True)
    second = (date(2027, 3, 20), "Samen kiezen", False)
    assert planned(FIRST - DAY) == [(FIRST, "Ophalen", False), second, evening]
    assert planned(FIRST) == [second, evening]
    assert planned(evening[0]) == [evening]
    assert planned(evening[0] + DAY) == []
    an_activity(
        path,
        phase="kiezen",
        planned="avond",
        opens_on=second[0],
        closes_on=evening[0],
        closed_at=None,
    )
    assert planned(FIRST) == [second]


@pytest.mark.parametrize("ended", [("closed_at",), ("closed_at", "cancelled_at")])
def test_an_evening_that_opens_later_is_planned_where_it_is_held_until_it_opens_or_ends(
    policy, now, ended
):
    path = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(path)
    where = {"held_at": "19.30 uur", "place": "De kantine"}
    opens, held = FIRST + 7 * DAY, FIRST + 14 * DAY
    evening = an_activity(
        path,
        title="Avond",
        opens_on=opens,
        closes_on=held,
        held_on=held,
        **where,
        closed_at=None,
    )

    def planned(day):
        return [row for row in process_promise(fresh(path), day=day).planned if row.is_held]

    assert planned(opens - DAY) == [Planned(held, "Avond", is_held=True, **where)]
    assert planned(opens) == []
    for field in ended:
        setattr(evening, field, now)
    evening.closed_reason = "De zaal is dicht."
    evening.save()
    assert planned(opens - DAY) == []
