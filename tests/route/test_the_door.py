from datetime import date
from decimal import Decimal

import pytest

from speelruimte.initiatives.actions import Start
from speelruimte.journal.verification import verify_chain
from speelruimte.notices.models import Message
from speelruimte.people.intake import Reach
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.route.door import (
    advance,
    answer_initiative,
    answer_out_of_scope,
    join_trajectory,
    leave_to_initiators,
    open_trajectory,
    out_of_scope_answer,
    pass_on,
    submit_idea,
)
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from tests.steps.door import (
    assessed_initiative,
    opened_trajectory,
    quickscan_done,
    received_initiative,
    ruled_initiative,
)
from tests.steps.refusing import not_yet, refuses

COLLEGE = {"competent": "college", "within_existing_policy": "no"}


@pytest.fixture
def act(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


@pytest.fixture
def ruled(load_pack, cast):
    """A resident's idea of which it is laid down that ``facts`` decide who decides."""
    load_pack("heemstede-2020")

    def make(**facts):
        idea = received_initiative(name="Nadia", email="nadia@buurt.example")
        assessed_initiative(idea, coach=cast.marleen, **(facts or COLLEGE))
        return ruled_initiative(idea, coach=cast.marleen)

    return make


def test_a_residents_idea_outside_the_policy_is_received_answered_and_pointed_elsewhere(
    load_pack, cast, now, today, act
):
    load_pack("assen-2021")
    idea = submit_idea(
        kind="resident",
        words=Start(title="Een tuin", text="Graag een tuin."),
        reach=Reach(email="sofie@buurt.example"),
        by=None,
        at=now,
        on=today,
    ).received

    answer_out_of_scope(idea, **act)

    idea.refresh_from_db()
    assert (idea.step, idea.outcome) == ("ended", "out_of_scope")
    assert idea.outcome_reason == out_of_scope_answer(idea)
    assert "Bel 14 0592" in idea.outcome_reason
    assert list(Message.objects.order_by("id").values_list("kind", flat=True)) == [
        "signal_received",
        "initiative_answered",
    ]
    assert verify_chain().faults == []


def test_what_the_policy_is_about_is_not_sent_away(load_pack, act):
    load_pack("basis")
    idea = received_initiative()

    with refuses("in_scope"):
        answer_out_of_scope(idea, reason="Niet voor ons.", **act)
    answer_out_of_scope(idea, outside="melding", **act)

    idea.refresh_from_db()
    assert idea.outcome == "out_of_scope"
    assert idea.outcome_reason.startswith("Voor een losse tegel")


def test_nothing_goes_on_before_it_is_looked_at(load_pack, act):
    load_pack("basis")
    idea = received_initiative()

    for step in ("quickscan", "who_decides"):
        with not_yet("signal_is_assessed"):
            advance(idea, to=step, **act)


def test_something_complex_gets_a_first_look_before_anyone_says_who_decides(load_pack, cast, act):
    load_pack("basis")
    idea = received_initiative()
    assessed_initiative(idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad")

    with not_yet("quickscan_is_not_owed"):
        advance(idea, to="who_decides", **act)
    done = quickscan_done(idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris)

    assert done.step == "who_decides"


def test_a_second_press_does_not_bring_it_further(load_pack, cast, act):
    load_pack("basis")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    advance(idea, to="who_decides", **act)

    with refuses("there_already", kind=AlreadyDone):
        advance(idea, to="who_decides", **act)
    with refuses("no_such_way"):
        advance(idea, to="quickscan", **act)
    with refuses("no_such_way"):
        advance(idea, to="ended", **act)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"competent": "none"}, "left"),
        ({"competent": "college", "within_existing_policy": "yes"}, "handled"),
    ],
)
def test_how_it_ends_fits_who_decides(ruled, act, facts, outcome):
    idea = ruled(**facts)
    fits = {"left": leave_to_initiators, "handled": answer_initiative}

    for other, conclude in fits.items():
        if other != outcome:
            with refuses("outcome_does_not_fit"):
                conclude(idea, reason="Ga uw gang.", **act)
    fits[outcome](idea, reason="Ga uw gang. Ruben helpt u.", **act)

    idea.refresh_from_db()
    assert idea.outcome == outcome


def test_a_body_is_not_passed_over(ruled, act):
    idea = ruled()

    for conclude in (answer_initiative, leave_to_initiators):
        with refuses("outcome_does_not_fit"):
            conclude(idea, reason="Dat kan niet.", **act)


@pytest.mark.parametrize("conclude", [answer_initiative, leave_to_initiators])
def test_every_no_has_its_reason(ruled, act, conclude):
    competent = "none" if conclude is leave_to_initiators else "college"
    idea = ruled(competent=competent, within_existing_policy="yes")

    with refuses("empty"):
        conclude(idea, reason="  ", **act)


def test_nothing_ends_before_it_is_known_who_decides(load_pack, cast, act):
    load_pack("heemstede-2020")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen, **COLLEGE)

    with refuses("outcome_does_not_fit"):
        answer_initiative(idea, reason="Goed idee.", **act)
    idea = advance(idea, to="who_decides", **act)
    with refuses("outcome_does_not_fit"):
        opened_trajectory(idea, coach=cast.marleen, leader=cast.samira)


def test_passing_on_names_where_it_goes(ruled, act):
    idea = ruled()
    with refuses("empty"):
        pass_on(idea, to=" ", reason="Dit is van het waterschap.", **act)

    pass_on(idea, to="Waterschap", reason="Dit is van het waterschap.", **act)

    idea.refresh_from_db()
    assert (idea.outcome, idea.passed_to) == ("passed_on", "Waterschap")


def test_an_idea_opens_a_trajectory_with_a_leader_and_an_owner(ruled, cast, areas, act, today):
    idea = ruled()

    trajectory = opened_trajectory(
        idea,
        coach=cast.marleen,
        leader=cast.samira,
        owner=cast.nadia,
        areas=[areas["vaartzijde"]],
    )

    assert trajectory.case_number == idea.case_number
    assert trajectory.decision_route == idea.ruling.chosen
    assert Role.PROJECT_LEADER in roles_of(
        cast.samira, on=today, case_number=trajectory.case_number
    )
    assert Role.INITIATOR in roles_of(cast.nadia, on=today, case_number=trajectory.case_number)
    assert Message.objects.filter(kind="initiative_opened").count() == 1


def test_one_idea_opens_several_trajectories_and_each_only_once(ruled, cast, act):
    idea = ruled()
    first = opened_trajectory(idea, coach=cast.marleen, leader=cast.samira, title="De tuin")

    second = opened_trajectory(idea, coach=cast.marleen, leader=cast.fatma, title="Het pad")
    with refuses("started_already", kind=AlreadyDone) as again:
        opened_trajectory(idea, coach=cast.marleen, leader=cast.samira, title="De tuin")

    assert second.case_number == f"{first.case_number}-2"
    assert again.value.result == first
    assert Message.objects.filter(kind="initiative_opened").count() == 1


def test_an_idea_joins_a_running_trajectory_and_not_a_finished_one(ruled, cast, act):
    trajectory = opened_trajectory(ruled(), coach=cast.marleen, leader=cast.samira)

    idea = ruled()
    join_trajectory(idea, trajectory=trajectory, **act)

    assert trajectory.initiatives.count() == 2
    late = ruled()
    type(trajectory).objects.filter(pk=trajectory.pk).update(step="memory")
    trajectory.refresh_from_db()
    with refuses("process_is_over"):
        join_trajectory(late, trajectory=trajectory, **act)
    late.refresh_from_db()
    assert late.outcome == ""


def test_what_has_ended_does_not_end_again(ruled, act, cast):
    idea = ruled(competent="none")
    leave_to_initiators(idea, reason="Ga uw gang.", **act)

    with refuses("ended_already", kind=AlreadyDone):
        leave_to_initiators(idea, reason="Ga uw gang.", **act)
    with refuses("ended_already", kind=AlreadyDone):
        opened_trajectory(idea, coach=cast.marleen, leader=cast.samira)


@pytest.mark.parametrize(
    ("until", "euros", "code"),
    [
        (date(2027, 12, 1), 100, "exploring_too_long"),
        (date(2027, 2, 1), 100, "day_is_over"),
        (date(2027, 4, 1), -5, "below_zero"),
        (date(2027, 4, 1), 5001, "exploring_too_dear"),
        (date(2027, 4, 1), None, "empty"),
    ],
)
def test_exploring_is_limited_in_time_and_money(load_pack, cast, until, euros, code):
    load_pack("basis")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen, competent="raad")
    idea = ruled_initiative(idea, coach=cast.marleen)

    with refuses(code):
        opened_trajectory(
            idea,
            coach=cast.marleen,
            leader=cast.samira,
            explores_until=until,
            explores_for=euros and Decimal(euros),
        )
    explored = opened_trajectory(
        idea,
        coach=cast.marleen,
        leader=cast.samira,
        explores_until=date(2027, 4, 1),
        explores_for=Decimal(5000),
    )
    assert explored.step == "exploring"


PEOPLE = [
    "marleen",
    "ruben",
    "samira",
    "joris",
    "lotte",
    "dewit",
    "bos",
    "wim",
    "nadia",
    "stranger",
]


@pytest.mark.once
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("verb", ["advance", "answer", "pass_on", "open", "scope"])
def test_who_may_conclude_at_the_door(ruled, load_pack, cast, now, today, who, verb):
    act = {"by": getattr(cast, who), "at": now, "on": today}
    allowed = who in ("marleen", "ruben")
    acts = {
        "advance": lambda: advance(
            assessed_initiative(received_initiative(), coach=cast.marleen, **COLLEGE),
            to="who_decides",
            **act,
        ),
        "answer": lambda: answer_initiative(
            ruled(competent="college", within_existing_policy="yes"), reason="Dat kan wel.", **act
        ),
        "pass_on": lambda: pass_on(ruled(), to="Provincie", reason="Van de provincie.", **act),
        "open": lambda: open_trajectory(
            ruled(), title="Tuin", summary="Een tuin.", areas=[], leader=cast.samira, **act
        ),
        "scope": lambda: pass_on(received_initiative(), to="Rijk", reason="Van het Rijk.", **act),
    }
    load_pack("heemstede-2020")

    if allowed:
        assert acts[verb]()
    else:
        with pytest.raises(NotAllowed):
            acts[verb]()
