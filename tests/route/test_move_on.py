"""Who may press the button, when; two at once get one step; and where one is in the picture."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast
from django.utils.timezone import localdate

from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.places.models import Area
from speelruimte.policy.actions import load_policy
from speelruimte.policy.shipped import policy_file
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.queries import picture
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.shared.errors import NotAllowed, RuleBroken
from speelruimte.trajectories.models import ENDED_STEPS, Passage, Step, Trajectory
from speelruimte.weighing.actions import waive_participation
from tests.steps.agreement import adopted_agreement, fresh, planning, weighed, written_plan
from tests.steps.at_once import at_once
from tests.steps.bare import a_trajectory, a_waiver
from tests.steps.beginning import trajectory_of
from tests.steps.walking import finished, goes, refused, took_part

# People across: who tries. The project leader of this case and the coach; nobody else, ever.
MAY = {
    "samira": True,
    "marleen": True,
    "fatma": False,
    "ruben": False,
    "joris": False,
    "lotte": False,
    "dewit": False,
    "iris": False,
    "teun": False,
    "bos": False,
    "wim": False,
    "nadia": False,
    "henk": False,
    "stranger": False,
}
# Moments down: every step a trajectory can be in.
MOMENTS = [step for step in Step if step not in ENDED_STEPS]


@pytest.mark.once
def test_only_who_leads_and_the_coach_let_a_trajectory_go_on(trajectory, cast, now, today):
    wrong = []
    for moment in MOMENTS:
        Trajectory.objects.filter(pk=trajectory.pk).update(
            step=moment, explores_until=today, explores_for=0
        )
        for name, may in MAY.items():
            with pytest.raises(RuleBroken) as refusal:
                move_on(trajectory, to=moment, by=getattr(cast, name), at=now, on=today)
            said = refusal.value.sentence == (
                "Alleen de projectleider of de coach kan dit traject verder laten gaan."
            )
            if isinstance(refusal.value, NotAllowed) is may or said is may:
                wrong.append((name, str(moment), refusal.value.sentence))

    assert wrong == []


def test_a_visitor_without_account_lets_nothing_go_on(trajectory, now, today):
    with pytest.raises(NotAllowed):
        move_on(trajectory, by=None, at=now, on=today)


def test_a_role_that_ended_and_a_role_elsewhere_do_not_count(trajectory, cast, now, today):
    ended = {"starts_on": date(2026, 1, 1), "by": None, "at": now - timedelta(days=9)}
    grant_role(
        cast.fatma,
        role=Role.PROJECT_LEADER,
        case_number=trajectory.case_number,
        ends_on=today - timedelta(days=1),
        **ended,
    )
    grant_role(cast.joris, role=Role.PROJECT_LEADER, case_number="2027-0099", **ended)
    for person in (cast.fatma, cast.joris):
        with pytest.raises(NotAllowed):
            move_on(trajectory, by=person, at=now, on=today)


def test_a_project_leader_of_the_area_counts_there_and_nowhere_else(
    trajectory, cast, areas, now, today
):
    for person, area in ((cast.fatma, "centrum"), (cast.joris, "oosterveld")):
        grant_role(
            person,
            role=Role.PROJECT_LEADER,
            area=areas[area],
            starts_on=date(2026, 1, 1),
            by=None,
            at=now,
        )
    with pytest.raises(NotYet):
        move_on(trajectory, by=cast.fatma, at=now, on=today)
    with pytest.raises(NotAllowed):
        move_on(trajectory, by=cast.joris, at=now, on=today)


def test_pressing_twice_moves_one_step_and_says_where_it_is(trajectory, cast, now):
    weighed(trajectory, cast, at=now)
    goes(trajectory, to=Step.PLAN, by=cast.samira, at=now)

    with refused("Dit traject is al in de stap ‘Planomschrijving en participatieplan’."):
        goes(trajectory, to=Step.PLAN, by=cast.marleen, at=now)
    assert Passage.objects.filter(trajectory=trajectory, step=Step.PLAN).count() == 1


@pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")
def test_two_people_pressing_at_the_same_instant_get_one_step(own_database, now, today):
    trajectory, people = _a_weighed_trajectory(now)

    def pressing(person):
        return lambda: move_on(trajectory, to=Step.PLAN, by=person, at=now, on=today)

    results = at_once(*map(pressing, people))

    assert sorted(isinstance(result, RuleBroken) for result in results) == [False, True]
    assert Passage.objects.filter(trajectory=trajectory, step=Step.PLAN).count() == 1


def _a_weighed_trajectory(now):
    cast = SimpleNamespace(**welcome_cast(by=None, at=now, on=date(2026, 1, 1)))
    file = policy_file("heemstede-2020")
    version = load_policy(text=file.read_text(), file=file.name, by=None, at=now)
    area = Area.objects.create(key="centrum", name="Centrum", position=1, inhabitants=15_000)
    trajectory = trajectory_of(version, cast, {"centrum": area}, at=now)
    weighed(trajectory, cast, at=now)
    return fresh(trajectory), (cast.samira, cast.marleen)


# Where one is ------------------------------------------------------------------------------------


def seen(trajectory):
    return {room.key: room.state for room in picture(trajectory=fresh(trajectory))}


def here(trajectory):
    return [key for key, state in seen(trajectory).items() if state == "here"]


IN_ROOM = {
    Step.EXPLORING: "who_decides",
    Step.WEIGHING: "weighing",
    Step.PLAN: "plan",
    Step.ADOPTION: "adoption",
    Step.TAKING_PART: "taking_part",
    Step.INFORMING: "taking_part",
    Step.RESULT: "result",
    Step.DECISION: "decision",
    Step.FEEDBACK: "feedback",
    Step.EVALUATION: "evaluation",
    Step.MEMORY: "memory",
}


@pytest.mark.parametrize("step", IN_ROOM)
def test_in_every_step_one_room_says_you_are_here(step, policy, cast, today):
    trajectory = a_trajectory(
        policy, route="college", step=step, explores_until=today, explores_for=100
    )
    states = seen(trajectory)

    assert here(trajectory) == [IN_ROOM[step]]
    keys = list(states)
    place = keys.index(IN_ROOM[step])
    assert {states[key] for key in keys[:place]} <= {"done", "skipped"}
    assert {states[key] for key in keys[place + 1 :]} <= {"ahead"}
    assert states["quickscan"] == ("skipped" if place > 1 else "ahead")


def test_a_stopped_trajectory_shows_where_it_stopped(trajectory, cast, now):
    planning(trajectory, cast, at=now)
    goes(trajectory, to=Step.STOPPED, reason="Het geld is op.", by=cast.samira, at=now)

    assert here(trajectory) == ["plan"]
    assert seen(trajectory)["taking_part"] == "ahead"


def test_a_waived_trajectory_skips_the_rooms_of_taking_part(load_pack, cast, areas, now, later):
    trajectory = trajectory_of(load_pack("assen-2021"), cast, areas, at=now)
    weighed(trajectory, cast, at=now, verdicts={"relevant": "no"})
    waive_participation(
        trajectory,
        reason="Er valt niets te kiezen.",
        inform_how="Een brief.",
        inform_by=later(5).date(),
        by=cast.samira,
        at=now,
    )
    goes(trajectory, by=cast.samira, at=now)

    assert here(trajectory) == ["taking_part"]
    skipped = {key for key, state in seen(trajectory).items() if state == "skipped"}
    assert {"plan", "adoption", "result", "evaluation"} <= skipped


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([Step.FEEDBACK, Step.MEMORY], "skipped"),
        ([Step.FEEDBACK, Step.EVALUATION], "here"),
        ([Step.FEEDBACK, Step.EVALUATION, Step.MEMORY], "done"),
    ],
)
def test_looking_back_is_not_skipped_where_people_did_although_nobody_took_part(
    policy, now, steps, state
):
    trajectory = a_trajectory(policy, route="college", step=steps[0])
    a_waiver(trajectory)
    for step in steps[1:]:
        Passage.objects.create(trajectory=trajectory, step=step, entered_at=now)
    Trajectory.objects.filter(pk=trajectory.pk).update(step=steps[-1])

    assert seen(trajectory)["evaluation"] == state


# What waits for whom -----------------------------------------------------------------------------


def sentences(person, on):
    waiting = tasks_for(person, on=on)
    return [sentence for task in waiting.tasks for sentence in task.sentences]


def test_what_waits_goes_to_whoever_the_gate_names(trajectory, cast, now, today):
    assert "Kies een antwoord bij ‘Hoe groot is de verandering voor inwoners?’." in sentences(
        cast.samira, today
    )
    assert sentences(cast.henk, today) == []
    assert "Kies een antwoord bij ‘Hoe groot is de verandering voor inwoners?’." not in sentences(
        cast.dewit, today
    )
    assert any("Staat het bestuur open" in sentence for sentence in sentences(cast.dewit, today))

    weighed(trajectory, cast, at=now)
    assert sentences(cast.samira, today) == ["Alles is klaar: laat deze opgave verder gaan."]

    goes(trajectory, by=cast.samira, at=now)
    written_plan(fresh(trajectory), cast, at=now)
    goes(trajectory, by=cast.samira, at=now)
    waiting = [
        task
        for person in (cast.teun, cast.iris, cast.samira)
        for task in tasks_for(person, on=today).tasks
        if task.page == "adoption"
    ]
    assert len(waiting) == 1


def test_the_first_due_comes_first(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    days = [task.due_on for task in tasks_for(cast.samira, on=today).tasks]
    known = [day for day in days if day]

    assert trajectory.step == Step.TAKING_PART
    assert known == sorted(known)
    assert days == known + [None] * (len(days) - len(known))


# Who moderates is also told which words wait for a look: one query more; the coach what waits for a
# role that nobody has: two, and what a colleague who leaves laid ready: one.
@pytest.mark.parametrize(("name", "most"), [("marleen", 8), ("teun", 4)])
def test_what_waits_is_read_in_as_many_queries_for_eighty_trajectories_as_for_forty(
    name, most, policy, cast, now, today, django_assert_max_num_queries
):
    def some(first, last):
        for number in range(first, last):
            a_trajectory(
                policy,
                route="college",
                step=MOMENTS[number % len(MOMENTS)],
                case_number=f"2027-{number:04d}",
                explores_until=today,
                explores_for=0,
            )
        keep_all_tasks(by=None, at=now)

    person = getattr(cast, name)
    for last in (41, 81):
        some(last - 40, last)
        person.__dict__.pop("_grants_on", None)
        with django_assert_max_num_queries(most):
            tasks_for(person, on=today)


def test_of_a_step_that_is_done_the_picture_gives_the_day_on_which_it_was(trajectory, cast, now):
    opened = adopted_agreement(trajectory, cast, at=now)
    finished(opened, cast, at=took_part(opened, cast, at=now))
    days = {
        Step.WEIGHING: 1,
        Step.PLAN: 3,
        Step.ADOPTION: 5,
        Step.TAKING_PART: 8,
        Step.RESULT: 13,
        Step.DECISION: 21,
        Step.FEEDBACK: 34,
        Step.EVALUATION: 55,
        Step.MEMORY: 89,
    }
    for step, number in days.items():
        later = now + timedelta(days=number)
        Passage.objects.filter(trajectory=opened, step=step).update(entered_at=later)

    trajectory = fresh(opened)
    day_in = {room.key: room.day for room in picture(trajectory=trajectory)}

    def on(number):
        return localdate(now + timedelta(days=number))

    assert day_in["weighing"] == on(days[Step.PLAN])
    assert day_in["plan"] == on(days[Step.ADOPTION])
    assert day_in["adoption"] == trajectory.versions.get().adopted_on
    assert day_in["taking_part"] == on(days[Step.RESULT])
    assert day_in["result"] == on(days[Step.DECISION])
    assert day_in["decision"] == trajectory.decision.decided_on
    assert day_in["feedback"] == on(days[Step.EVALUATION])
    assert day_in["memory"] == on(days[Step.MEMORY])


def test_what_was_sent_back_is_not_done_and_the_rooms_ahead_have_no_day(trajectory, now):
    for number, step in enumerate((Step.WEIGHING, Step.PLAN, Step.ADOPTION, Step.PLAN)):
        Passage.objects.create(
            trajectory=trajectory, step=step, entered_at=now + timedelta(days=number)
        )
    Trajectory.objects.filter(pk=trajectory.pk).update(step=Step.PLAN)

    day_in = {room.key: room.day for room in picture(trajectory=fresh(trajectory))}

    assert day_in["weighing"] == localdate(now + timedelta(days=1))
    assert day_in["plan"] == localdate(now + timedelta(days=3))
    assert day_in["adoption"] is None


def test_a_plan_that_stopped_says_the_day_on_which_it_did(trajectory, now):
    for number, step in enumerate((Step.WEIGHING, Step.PLAN, Step.STOPPED)):
        Passage.objects.create(
            trajectory=trajectory, step=step, entered_at=now + timedelta(days=number)
        )
    Trajectory.objects.filter(pk=trajectory.pk).update(
        step=Step.STOPPED, stopped_reason="Het geld is op."
    )

    day_in = {room.key: room.day for room in picture(trajectory=fresh(trajectory))}

    assert day_in["plan"] == localdate(now + timedelta(days=2))
