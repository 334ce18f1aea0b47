"""Who came with the idea does what the policy leaves to that person of a leader's work, and no more."""

from datetime import date

import pytest
from django.urls import reverse

from speelruimte.activities import rules as activities
from speelruimte.agreements.models import Party
from speelruimte.agreements.rules import may_record_stand
from speelruimte.decisions import rules as decisions
from speelruimte.decisions.models import Theme
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.actions import may_go_on, move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.shared.errors import NotAllowed
from speelruimte.trajectories import rules as trajectories
from speelruimte.trajectories.models import Step
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.beginning import load_changed
from tests.steps.refusing import refuses

OWN = "    way: initiators\n"
ALL = {
    LeaderWork.PARTIES: {"may_record_stand"},
    LeaderWork.ACTIVITIES: {"may_open", "may_enter_for_others"},
    LeaderWork.PLACING: {"may_place"},
    LeaderWork.ANSWERS: {"may_answer_contributions"},
    LeaderWork.RESULT: {"may_make_result"},
    LeaderWork.FEEDBACK: {"may_tell"},
    LeaderWork.STEPS: {"may_go_on"},
}
MAY = (
    may_go_on,
    trajectories.may_lead,
    activities.may_open,
    activities.may_enter_for_others,
    activities.may_moderate,
    activities.may_read_waiting,
    decisions.may_place,
    decisions.may_answer_contributions,
    decisions.may_make_result,
    decisions.may_tell,
)


def led_by_nadia(policy, cast, now, **more):
    trajectory = a_trajectory(policy, route="zelf", **more)
    for person, role in ((cast.samira, Role.PROJECT_LEADER), (cast.nadia, Role.INITIATOR)):
        grant_role(
            person,
            role=role,
            case_number=trajectory.case_number,
            starts_on=date(2026, 1, 1),
            by=None,
            at=now,
        )
    return trajectory


def allowed(person, trajectory, on):
    party = Party(trajectory=trajectory)
    may = {rule.__name__ for rule in MAY if rule(person, trajectory, on=on)}
    return may | (
        {"may_record_stand"} if may_record_stand(person, party, trajectory, on=on) else set()
    )


@pytest.mark.once
def test_each_part_of_the_work_gives_what_belongs_to_it_and_nothing_else(
    load_pack, cast, now, today, monkeypatch
):
    trajectory = led_by_nadia(load_pack("basis"), cast, now)
    assert allowed(cast.nadia, trajectory, today) == set()

    for work, rules in ALL.items():
        monkeypatch.setattr(trajectories, "left_to_initiator", lambda _of, work=work: (work,))
        assert allowed(cast.nadia, trajectory, today) == rules, work
        assert allowed(cast.henk, trajectory, today) == set()
    assert set(ALL) == set(LeaderWork)


@pytest.fixture
def garden(cast, now):
    policy = load_changed(
        "basis", OWN, f"{OWN}    initiator_does: [placing, answers, steps]\n", at=now
    )
    trajectory = led_by_nadia(policy, cast, now, step=Step.TAKING_PART)
    an_agreement(trajectory)
    return trajectory


def test_nadia_places_and_answers_in_the_screens_of_a_leader_and_finds_it_on_her_work(
    garden, cast, browser_of, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    said, browser = words(an_activity(garden)), browser_of(cast.nadia)
    garden.step = Step.RESULT
    garden.save()
    keep_all_tasks(by=None, at=now)
    page = reverse("work-answers", args=[garden.case_number])

    assert {"answers"} <= {task.page for task in tasks_for(cast.nadia, on=today).tasks}
    browser.post(page, {"do": "place", "contributions": [said.public_key], "title": "Groen"})
    theme = Theme.objects.get()
    browser.post(
        reverse("work-theme", args=[garden.case_number, theme.pk]),
        {"do": "answer", "verdict": "taken_over", "reason": "Wij planten er tien."},
    )

    theme.refresh_from_db()
    assert theme.answer.given_by == cast.nadia.reference
    assert "answers" not in {task.page for task in tasks_for(cast.nadia, on=today).tasks}
    assert browser.get(reverse("work-result", args=[garden.case_number])).status_code == 200
    assert (
        "Bewaar"
        not in browser.get(reverse("work-result", args=[garden.case_number]))
        .content.decode()
        .split("<main")[1]
    )


def test_going_on_is_not_stopping(garden, cast, now, today):
    with refuses("not_yet"):
        move_on(garden, by=cast.nadia, at=now, on=today)
    with refuses("not_allowed", kind=NotAllowed):
        move_on(
            garden, to=Step.STOPPED, reason="Wij stoppen ermee.", by=cast.nadia, at=now, on=today
        )
