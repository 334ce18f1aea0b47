from datetime import timedelta

import pytest

from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.queries import to_do
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import answer_check, show_informed, waive_participation
from speelruimte.weighing.models import Waiver
from tests.steps.agreement import fresh, weighed
from tests.steps.refusing import not_yet, refuses

WAIVED = {"iets-te-kiezen": "no"}


@pytest.fixture
def said(today):
    return {
        "reason": "Er valt niets te kiezen: de wet legt alles vast.",
        "inform_how": "Een brief aan 400 adressen.",
        "inform_by": today + timedelta(days=30),
    }


def test_a_no_that_the_policy_gives_this_weight_is_published(trajectory, cast, now, today, said):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)

    waiver = waive_participation(trajectory, by=cast.samira, at=now, **said)
    trajectory = move_on(trajectory, by=cast.samira, at=now, on=today)

    assert trajectory.step == Step.INFORMING
    assert waiver.published_at == now
    assert "wet" not in Entry.objects.get(verb="participation_waived").text


@pytest.mark.parametrize("verdicts", [{}, {"haalbaar": "no"}, {"iets-te-kiezen": "partly"}])
def test_nobody_waives_without_a_no_of_that_weight(verdicts, trajectory, cast, now, said):
    trajectory = weighed(trajectory, cast, at=now, verdicts=verdicts)

    with refuses("no_check_forbids"):
        waive_participation(trajectory, by=cast.samira, at=now, **said)


def test_a_case_that_the_policy_excludes_may_be_ticked(trajectory, cast, now, said):
    waiver = waive_participation(
        trajectory, exclusion="niet-haalbaar", by=cast.samira, at=now, **said
    )

    assert waiver.exclusion == "niet-haalbaar"


def test_a_case_that_the_policy_does_not_exclude_is_refused(trajectory, cast, now, said):
    with refuses("exclusion_does_not_hold") as broken:
        waive_participation(trajectory, exclusion="geen-zin", by=cast.samira, at=now, **said)

    assert broken.value.field == "exclusion"


@pytest.mark.parametrize("missing", ["reason", "inform_how"])
def test_a_waiver_says_why_and_how_people_hear(missing, trajectory, cast, now, said):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)

    with refuses("empty") as broken:
        waive_participation(trajectory, by=cast.samira, at=now, **(said | {missing: " "}))

    assert broken.value.field == missing


def test_people_hear_of_it_on_a_day_that_has_not_passed(trajectory, cast, now, today, said):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)
    who = {"by": cast.samira, "at": now}

    with refuses("day_is_over", field="inform_by"):
        waive_participation(trajectory, **who, **said | {"inform_by": today - timedelta(days=1)})

    assert waive_participation(trajectory, **who, **said | {"inform_by": today}).inform_by == today


@pytest.mark.parametrize("role", list(Role))
def test_only_who_leads_waives(role, trajectory, cast, roles, now, said):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)

    if role in {Role.PROJECT_LEADER, Role.COACH}:
        assert waive_participation(trajectory, by=roles[role], at=now, **said).pk
    else:
        with pytest.raises(NotAllowed):
            waive_participation(trajectory, by=roles[role], at=now, **said)


def test_a_second_press_shows_the_first_waiver(trajectory, cast, now, said):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)
    first = waive_participation(trajectory, by=cast.samira, at=now, **said)

    with refuses("published_already", kind=AlreadyDone) as done:
        waive_participation(fresh(trajectory), by=cast.samira, at=now, **said)

    assert done.value.result == first
    assert Waiver.objects.count() == 1


def test_after_a_waiver_the_weighing_does_not_change_and_no_plan_is_made(
    trajectory, cast, now, today, said
):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)
    waive_participation(trajectory, by=cast.samira, at=now, **said)

    with refuses("waived_already"):
        answer_check(
            fresh(trajectory), check="iets-te-kiezen", verdict="yes", reason="Toch doen we dit.", by=cast.samira,
            at=now, edits=1,
        )  # fmt: skip
    with pytest.raises(NotYet):
        move_on(fresh(trajectory), to=Step.PLAN, by=cast.samira, at=now, on=today)


def test_a_waiver_by_exclusion_makes_no_plan_either(trajectory, cast, now, today, said):
    trajectory = weighed(trajectory, cast, at=now)
    waive_participation(trajectory, exclusion="niet-haalbaar", by=cast.samira, at=now, **said)

    with not_yet("people_took_part"):
        move_on(fresh(trajectory), to=Step.PLAN, by=cast.samira, at=now, on=today)


def test_nobody_was_told_before_the_day_on_which_the_reason_was_published(
    trajectory, cast, now, later, said, today
):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)
    waiver = waive_participation(trajectory, by=cast.samira, at=later(3), **said)
    move_on(trajectory, by=cast.samira, at=later(3), on=today + timedelta(days=3))

    with refuses("before_it_was_published", field="on") as refused:
        show_informed(
            waiver, on=today + timedelta(days=2), how="Een brief.", by=cast.samira, at=later(5)
        )
    assert "12 februari 2027" in refused.value.sentence
    on_the_day = {"on": today + timedelta(days=3), "how": "Een brief."}
    assert show_informed(waiver, **on_the_day, by=cast.samira, at=later(5)).informed_on


def test_informing_is_owed_until_it_is_shown_to_be_done(trajectory, cast, now, later, said, today):
    trajectory = weighed(trajectory, cast, at=now, verdicts=WAIVED)
    waiver = waive_participation(trajectory, by=cast.samira, at=now, **said)
    trajectory = move_on(trajectory, by=cast.samira, at=now, on=today)
    assert [gap.page for gap in to_do(trajectory)] == ["waiver"]

    with refuses("day_to_come"):
        show_informed(
            waiver, on=today + timedelta(days=1), how="Een brief.", by=cast.samira, at=now
        )
    with refuses("before_it_began", field="on"):
        show_informed(
            waiver, on=today - timedelta(days=1), how="Een brief.", by=cast.samira, at=now
        )
    show_informed(waiver, on=today, how="De brief is bezorgd.", by=cast.samira, at=now)

    assert to_do(fresh(trajectory)) == ()
    with refuses("recorded_already", kind=AlreadyDone):
        show_informed(waiver, on=today, how="Nog eens.", by=cast.samira, at=now)
