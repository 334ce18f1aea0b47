"""By which day colleagues are asked for something: the day that residents were promised."""

from datetime import timedelta

import pytest

from speelruimte.agreements.actions import amend, drop_moment, plan_moment
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.decisions.models import Decision
from speelruimte.promise import process_promise, result_told_due
from speelruimte.route.actions import move_on
from speelruimte.route.case import Case
from speelruimte.route.due import task_due_on
from speelruimte.trajectories.models import Step
from tests.steps.agreement import adopt_by_all, fresh, planning, written_plan


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


@pytest.fixture
def decided_twice(trajectory, cast, now, today, who):
    """An adopted agreement that names two days for a decision; the last is the promised one."""
    planning(trajectory, cast, at=now)
    version = written_plan(fresh(trajectory), cast, at=now)
    last = version.moments.get(is_decision=True)
    plan_moment(
        version, day=last.day - timedelta(weeks=1), what="Eerst dit", is_decision=True, **who
    )
    plan_moment(
        version,
        day=last.day - timedelta(days=1),
        what="Dan dit",
        is_decision=True,
        body=last.body,
        **who,
    )
    moved = move_on(fresh(trajectory), to=Step.ADOPTION, on=today, **who)
    adopt_by_all(open_version(moved), cast, at=now)
    return fresh(trajectory)


@pytest.mark.parametrize("page", ["result", "decision"])
def test_the_decision_is_asked_for_by_the_day_that_residents_read(decided_twice, today, page):
    promised = process_promise(decided_twice, day=today).decision_day

    assert promised == max(moment.day for moment in decided_twice.versions.get().moments.all())
    assert task_due_on(Case(trajectory=decided_twice), page) == promised


def test_a_change_that_is_being_written_moves_no_day_of_the_work(decided_twice, today, who):
    promised = process_promise(decided_twice, day=today).decision_day
    version = amend(version_in_force(decided_twice), reason="Meer tijd.", **who)
    for moment in version.moments.all():
        drop_moment(moment, **who)
    day = promised + timedelta(weeks=8)
    plan_moment(version, day=day, what="Besluit", is_decision=True, **who)

    assert task_due_on(Case(trajectory=fresh(decided_twice)), "result") == promised


def test_the_agreement_is_asked_for_by_the_first_day_on_which_a_body_meets_about_it(
    trajectory, cast, now, today, who
):
    planning(trajectory, cast, at=now)
    version = written_plan(fresh(trajectory), cast, at=now)
    body = version.moments.get(is_decision=True).body
    for days, meets in ((10, ""), (20, body), (30, body)):
        plan_moment(version, day=today + timedelta(days=days), what="Dan", body=meets, **who)

    due = task_due_on(Case(trajectory=fresh(trajectory)), "adoption")

    assert due == today + timedelta(days=20)


def test_from_the_decision_on_there_is_a_day_for_telling_it(decided_twice, today):
    decided_twice.step = Step.DECISION
    assert task_due_on(Case(trajectory=decided_twice), "process") is None

    Decision(trajectory=decided_twice, decided_on=today)
    told_by = result_told_due(decided_twice)

    assert told_by is not None
    assert task_due_on(Case(trajectory=decided_twice), "process") == told_by
