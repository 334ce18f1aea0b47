"""Who came with the idea does what the policy leaves to that person of a leader's work, and no more."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from speelruimte.activities import rules as activities
from speelruimte.activities.kinds.budget import rules as votes
from speelruimte.agreements import rules as agreements
from speelruimte.agreements.actions import Resolution
from speelruimte.agreements.models import Party, Version
from speelruimte.agreements.queries import open_version
from speelruimte.agreements.rules import may_offer_text, may_record, may_record_stand
from speelruimte.decisions import rules as decisions
from speelruimte.decisions.models import Theme
from speelruimte.evaluation import rules as evaluation
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.route import later_days
from speelruimte.route.actions import may_go_on, move_on
from speelruimte.route.adopting import adopt
from speelruimte.route.agenda import tasks_for
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.shared.errors import NotAllowed
from speelruimte.trajectories import rules as trajectories
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step
from tests.steps import agreement
from tests.steps import answers as ending
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.beginning import load_changed
from tests.steps.browsing import main_of
from tests.steps.refusing import refuses
from tests.steps.walking import everything_closed, everything_opened, goes

OWN = "    way: initiators\n"
ALL = {
    LeaderWork.PARTIES: {"may_record_stand"},
    LeaderWork.ACTIVITIES: {"may_open", "may_enter_for_others"},
    LeaderWork.WAYS: {"may_run_vote", "may_prepare_vote", "may_take_paper", "may_see_vote"},
    LeaderWork.PLACING: {"may_place"},
    LeaderWork.ANSWERS: {"may_answer_contributions"},
    LeaderWork.RESULT: {"may_make_result"},
    LeaderWork.DECISION: {"may_record_decision"},
    LeaderWork.FEEDBACK: {"may_tell"},
    LeaderWork.EVALUATION: {"may_evaluate"},
    LeaderWork.LATER: {"may_make_later"},
    LeaderWork.STEPS: {"may_go_on", "may_offer_text"},
    LeaderWork.ADOPTION: {"may_record"},
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
    decisions.may_record_decision,
    decisions.may_rectify_decision,
    evaluation.may_evaluate,
    evaluation.may_rectify_lesson,
    later_days.may_make_later,
    votes.may_run_vote,
    votes.may_prepare_vote,
    votes.may_take_paper,
    votes.may_see_vote,
    agreements.may_amend,
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
    party, text = Party(trajectory=trajectory), Version(trajectory=trajectory)
    may = {rule.__name__ for rule in MAY if rule(person, trajectory, on=on)}
    others = {
        "may_record_stand": may_record_stand(person, party, trajectory, on=on),
        "may_offer_text": may_offer_text(person, text, on=on),
        "may_record": may_record(person, trajectory, policy_of(trajectory), "", on=on),
    }
    return may | {name for name, is_so in others.items() if is_so}


@pytest.mark.once
def test_each_part_of_the_work_gives_what_belongs_to_it_and_nothing_else(
    load_pack, cast, now, today, monkeypatch
):
    trajectory = led_by_nadia(load_pack("basis"), cast, now)
    assert allowed(cast.nadia, trajectory, today) == set()

    for work, rules in ALL.items():
        for module in (trajectories, agreements):
            monkeypatch.setattr(module, "left_to_initiator", lambda _of, work=work: (work,))
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
    outcome = browser.get(reverse("work-result", args=[garden.case_number]))
    assert outcome.status_code == 200
    assert "Bewaar" not in main_of(outcome)


def test_going_on_is_not_stopping(garden, cast, now, today):
    with refuses("not_yet"):
        move_on(garden, by=cast.nadia, at=now, on=today)
    with refuses("not_allowed", kind=NotAllowed):
        move_on(
            garden, to=Step.STOPPED, reason="Wij stoppen ermee.", by=cast.nadia, at=now, on=today
        )


EVERYTHING = ", ".join(str(work) for work in LeaderWork)


def test_from_plan_to_memory_she_does_all_that_the_policy_leaves_to_her(
    cast, now, today, later, areas
):
    left = f"{OWN}    initiator_does: [{EVERYTHING}]\n"
    trajectory = led_by_nadia(load_changed("basis", OWN, left, at=now), cast, now, step="weighing")
    agreement.planning(trajectory, cast, at=now)
    agreement.written_plan(agreement.fresh(trajectory), cast, at=now, methods=("ideas",))
    nadia = {"by": cast.nadia, "at": now}

    goes(agreement.fresh(trajectory), **nadia)
    text = open_version(agreement.fresh(trajectory))
    adopt(text, body="", resolution=Resolution(outcome="adopted", decided_on=today), **nadia)
    trajectory = agreement.fresh(trajectory)
    assert trajectory.step == Step.TAKING_PART
    opened = everything_opened(trajectory, **nadia)
    words(opened["ideas"])
    at = everything_closed(trajectory, by=cast.nadia)
    who = {"by": cast.nadia, "at": at, "on": at.date()}
    goes(agreement.fresh(trajectory), by=cast.nadia, at=at)
    ending.everything_answered(agreement.fresh(trajectory), **who)
    ending.result_offered(agreement.fresh(trajectory), **who)
    goes(agreement.fresh(trajectory), by=cast.nadia, at=at)
    at_step = agreement.fresh(trajectory)
    later_days.make_later(
        at_step,
        what="decision",
        later_on=at.date() + timedelta(days=200),
        reason="De buren willen er eerst samen over praten.",
        **who,
    )
    ending.decided(agreement.fresh(trajectory), **who, other_day="De buren waren er snel uit.")
    goes(agreement.fresh(trajectory), by=cast.nadia, at=at)
    ending.told(agreement.fresh(trajectory), **who)
    goes(agreement.fresh(trajectory), by=cast.nadia, at=at)
    ending.looked_back(agreement.fresh(trajectory), **who)
    moved = goes(agreement.fresh(trajectory), by=cast.nadia, at=at + timedelta(days=60))
    assert moved.step == Step.MEMORY
