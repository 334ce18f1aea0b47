from datetime import date

import pytest

from speelruimte.activities.actions import (
    close_activity,
    close_all_over,
    follow_plan,
    open_activity,
    open_all_begun,
)
from speelruimte.activities.models import Activity
from speelruimte.activities.queries import promised
from speelruimte.activities.rules import check_can_open_activity
from speelruimte.journal.models import Entry
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.actions import enter_step
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.refusing import refuses

from . import ground


def opening(trajectory, cast, now, today, *, phase="ophalen", planned=ground.IDEAS, by="samira"):
    return open_activity(
        trajectory, phase=phase, planned=planned, by=getattr(cast, by), at=now, on=today
    )


def test_what_the_plan_names_opens_with_the_days_and_question_of_its_phase(ideas, trajectory):
    assert ideas.kind == "ideas"
    assert ideas.title == "Ideeën voor het pad"
    assert ideas.key == "ideeen-voor-het-pad"
    assert ideas.question == "Wat moet er beter aan het pad?"
    assert (ideas.opens_on, ideas.closes_on) == (date(2027, 2, 9), date(2027, 3, 21))
    entry = Entry.objects.get(verb="activity_opened")
    assert entry.case_number == trajectory.case_number
    assert entry.facts["version"] == 1


def test_a_method_without_a_way_of_its_own_has_a_day_and_a_place(evening):
    assert evening.kind == ""
    assert (evening.held_on, evening.place) == (date(2027, 2, 18), "De Schakel")


@pytest.mark.parametrize(
    ("phase", "planned"), [("ophalen", "wandeling"), ("kiezen", ground.IDEAS), ("", "")]
)
def test_what_the_plan_does_not_name_stays_shut(trajectory, cast, now, today, phase, planned):
    with refuses("not_in_the_agreement"):
        opening(trajectory, cast, now, today, phase=phase, planned=planned)
    assert not Activity.objects.exists()


def test_without_an_adopted_agreement_nothing_opens(policy, cast, now, today):
    bare = ground.a_trajectory(policy, number=2)
    ground.a_plan(bare)
    enter_step(bare, step=Step.TAKING_PART, by=None, at=now)
    with refuses("not_adopted_yet"):
        opening(bare, cast, now, today)


@pytest.mark.parametrize("step", [step for step in Step if step != Step.TAKING_PART])
def test_only_in_the_step_of_taking_part_something_opens(trajectory, cast, now, today, step):
    trajectory.step = step
    trajectory.stopped_reason = "Geen geld."
    trajectory.explores_until, trajectory.explores_for = today, 1
    trajectory.save()
    with refuses("not_in_this_step"):
        opening(trajectory, cast, now, today)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.EXPLORING, "nog niet"),
        (Step.WEIGHING, "nog niet"),
        (Step.ADOPTION, "nog niet"),
        (Step.RESULT, "niet meer"),
        (Step.MEMORY, "niet meer"),
    ],
)
def test_it_is_said_whether_it_is_too_early_or_too_late_to_open(step, said, today):
    with refuses("not_in_this_step") as refused:
        check_can_open_activity(Trajectory(step=step), None, on=today)
    assert said in refused.value.sentence


def test_after_the_promised_last_day_nothing_opens(trajectory, cast, now):
    with refuses("phase_is_over"):
        opening(trajectory, cast, now, date(2027, 3, 22))


def test_on_the_last_day_it_still_opens(trajectory, cast, now):
    opened = opening(trajectory, cast, now, date(2027, 3, 21))
    assert opened.opens_on == opened.closes_on


def test_opened_before_its_phase_it_waits_for_the_first_day(trajectory, cast, now):
    opened = opening(trajectory, cast, now, date(2027, 1, 25))
    assert opened.opens_on == date(2027, 2, 1)
    assert not Activity.objects.open_on(date(2027, 1, 31)).exists()
    assert Activity.objects.open_on(date(2027, 2, 1)).exists()


def test_nothing_opens_twice(ideas, trajectory, cast, now, today):
    with refuses("opened_already", kind=AlreadyDone) as refused:
        opening(trajectory, cast, now, today)
    assert refused.value.result == ideas
    assert Entry.objects.filter(verb="activity_opened").count() == 1


PEOPLE = {
    "samira": True,
    "marleen": True,
    "fatma": False,
    "joris": False,
    "lotte": False,
    "dewit": False,
    "wim": False,
    "henk": False,
    "stranger": False,
}


@pytest.mark.parametrize(("who", "may"), PEOPLE.items())
def test_who_may_open_and_close(trajectory, cast, now, today, who, may):
    if may:
        opened = opening(trajectory, cast, now, today, by=who)
        close_activity(opened, by=getattr(cast, who), at=now, on=today, reason="Iemand is ziek.")
        return
    with pytest.raises(NotAllowed):
        opening(trajectory, cast, now, today, by=who)
    opened = opening(trajectory, cast, now, today)
    with pytest.raises(NotAllowed):
        close_activity(opened, by=getattr(cast, who), at=now, on=today, reason="Iemand is ziek.")


def test_closing_before_the_promised_last_day_has_passed_asks_a_reason(ideas, cast, now):
    with refuses("empty", field="reason") as refused:
        close_activity(ideas, by=cast.samira, at=now, on=date(2027, 3, 21))
    assert refused.value.field == "reason"
    closed = close_activity(
        ideas, by=cast.samira, at=now, on=date(2027, 3, 21), reason="Het pad is ingestort."
    )
    assert closed.closed_reason == "Het pad is ingestort."
    entry = Entry.objects.get(verb="activity_closed")
    assert entry.facts["closed_early"] is True
    assert "ingestort" not in entry.text


def test_after_the_last_day_it_closes_without_a_reason(ideas, cast, later):
    closed = close_activity(ideas, by=cast.samira, at=later(42), on=date(2027, 3, 22))
    assert closed.closed_reason == ""
    with refuses("closed_already"):
        close_activity(ideas, by=cast.samira, at=later(42), on=date(2027, 3, 22))


def test_an_evening_closes_the_day_after_it_and_not_before(evening, cast, now, later):
    with refuses("still_to_be_held"):
        close_activity(
            evening, by=cast.samira, at=now, on=date(2027, 2, 18), reason="De zaal is dicht."
        )
    closed = close_activity(evening, by=cast.samira, at=later(10), on=date(2027, 2, 19))
    assert closed.closed_reason == ""


def test_an_activity_follows_a_changed_agreement(ideas, trajectory, cast, now, today):
    with refuses("follows_already", kind=AlreadyDone):
        follow_plan(ideas, by=cast.samira, at=now, on=today)
    ground.a_longer_agreement(trajectory, ends_on=date(2027, 4, 18))
    assert [promise.plan_moved for promise in promised(trajectory)] == [True, False, False]
    follow_plan(ideas, by=cast.samira, at=now, on=today)
    ideas.refresh_from_db()
    assert (ideas.version, ideas.closes_on) == (2, date(2027, 4, 18))


def test_all_of_the_phases_that_run_opens_at_once_and_once(trajectory, cast, now, today):
    lead = {"by": cast.samira, "at": now}
    with pytest.raises(AlreadyDone):
        open_all_begun(trajectory, **lead, on=date(2027, 3, 22))
    named = [promise.planned.key for promise in promised(trajectory) if promise.waits_on(today)]

    assert [opened.planned for opened in open_all_begun(trajectory, **lead, on=today)] == named
    with pytest.raises(AlreadyDone):
        open_all_begun(trajectory, **lead, on=today)


def test_all_that_is_over_closes_at_once_and_what_still_runs_stays_open(
    ideas, evening, trajectory, cast, later
):
    after_the_evening = {"by": cast.samira, "at": later(11), "on": later(11).date()}

    assert [one.pk for one in close_all_over(trajectory, **after_the_evening)] == [evening.pk]
    with pytest.raises(AlreadyDone):
        close_all_over(trajectory, **after_the_evening)
    ideas.refresh_from_db()
    assert ideas.closed_at is None


@pytest.mark.parametrize("act", [open_all_begun, close_all_over])
def test_all_at_once_is_for_who_leads(trajectory, cast, now, today, act):
    with pytest.raises(NotAllowed):
        act(trajectory, by=cast.joris, at=now, on=today)
