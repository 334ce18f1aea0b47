"""Who decides is looked at again where the weighing says another thing than the beginning did."""

import pytest

from speelruimte.initiatives.models import Ruling
from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.route.actions import move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.trajectories.models import Step
from speelruimte.weighing.fresh_look import look_again_who_decides
from speelruimte.weighing.models import ParticipationDecision, Weighing
from tests.steps.agreement import fresh, somebody, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.browsing import main_of
from tests.steps.refusing import not_yet, refuses

WHY = "Er valt minder te kiezen dan we dachten."


@pytest.fixture
def square(load_pack, cast, areas, now):
    """At the signal there was much to choose, so the board would decide with the town; now little."""
    facts = {
        "initiator": "resident",
        "subject_kind": "project",
        "competent": "college",
        "influence_space": "groot",
    }
    route = "samen-met-de-stad"
    trajectory = trajectory_of(
        load_pack("assen-2022"), cast, areas, at=now, route=route, facts=facts
    )
    Ruling.objects.create(
        initiative=trajectory.initiatives.get(), proposed=route, chosen=route, ruled_at=now
    )
    return weighed(trajectory, cast, at=now, influence_space="beperkt")


def test_who_decides_is_asked_again_of_the_coach_before_a_plan(square, cast, now, today):
    with not_yet("who_decides_still_follows"):
        move_on(square, to=Step.PLAN, by=cast.samira, at=now, on=today)

    waiting = {task.page: task for task in tasks_for(cast.marleen, on=today).tasks}
    assert "Het college beslist" in waiting["who-decides-again"].sentences[0]


@pytest.mark.parametrize("chosen", ["college", "samen-met-de-stad"])
def test_once_it_was_looked_at_the_process_goes_on(chosen, square, cast, now, today):
    look_again_who_decides(square, chosen=chosen, reason=WHY, by=cast.marleen, at=now)

    assert fresh(square).decision_route == chosen
    assert move_on(fresh(square), to=Step.PLAN, by=cast.samira, at=now, on=today)
    assert WHY not in Entry.objects.get(verb="who_decides_looked_at").text


def test_what_is_weighed_otherwise_once_more_is_looked_at_once_more(square, cast, now):
    look_again_who_decides(square, chosen="college", reason=WHY, by=cast.marleen, at=now)
    Weighing.objects.update(influence_space="groot")

    with not_yet("who_decides_still_follows"):
        move_on(fresh(square), to=Step.PLAN, by=cast.samira, at=now, on=now.date())


def test_who_looks_second_overwrites_nothing(square, cast, now):
    first = look_again_who_decides(square, chosen="college", reason=WHY, by=cast.marleen, at=now)

    with refuses("looked_already", kind=AlreadyDone) as done:
        look_again_who_decides(
            square, chosen="samen-met-de-stad", reason=WHY, by=cast.marleen, at=now
        )

    assert done.value.result == first


def test_after_a_body_said_that_people_take_part_it_stays_with_that_body(square, cast, now):
    ParticipationDecision.objects.create(
        trajectory=square,
        body="college",
        people_take_part=True,
        reason="Er valt te kiezen.",
        decided_on=now.date(),
        recorded_at=now,
    )

    with refuses("decided_already"):
        look_again_who_decides(square, chosen="college", reason=WHY, by=cast.marleen, at=now)
    assert look_again_who_decides(
        square, chosen="samen-met-de-stad", reason=WHY, by=cast.marleen, at=now
    )


def test_another_way_than_the_policy_has_and_no_reason_are_refused(square, cast, now):
    with refuses("not_in_policy"):
        look_again_who_decides(square, chosen="niemand", reason=WHY, by=cast.marleen, at=now)
    with refuses("empty"):
        look_again_who_decides(square, chosen="college", reason=" ", by=cast.marleen, at=now)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_coach_looks_again(role, square, cast, now):
    person = somebody(cast, role, square, at=now)
    if role == Role.COACH:
        assert look_again_who_decides(square, chosen="college", reason=WHY, by=person, at=now)
    else:
        with pytest.raises(NotAllowed):
            look_again_who_decides(square, chosen="college", reason=WHY, by=person, at=now)


def test_the_page_shows_what_was_laid_down_and_saves_another_way(square, cast, browser_of):
    coach, leader = browser_of(cast.marleen), browser_of(cast.samira)
    address = f"/werk/trajecten/{square.case_number}/wie-beslist-opnieuw/"
    weighing = leader.get(f"/werk/trajecten/{square.case_number}/weging/").content.decode()

    assert address in weighing
    assert "<form" not in main_of(leader.get(address))
    assert "‘Het college beslist samen met de stad’" in coach.get(address).content.decode()
    assert coach.post(address, {"chosen": "college", "reason": "."}).status_code == 422
    coach.post(address, {"chosen": "college", "reason": WHY})
    assert fresh(square).decision_route == "college"
    assert WHY in coach.get(address).content.decode()
