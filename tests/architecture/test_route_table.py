import pytest

from speelruimte.policy.schema import FirmGate, Gate
from speelruimte.route.missing import gate as as_gate
from speelruimte.route.route import DOOR, FORWARD, ROOMS, ROUTE
from speelruimte.trajectories.models import Step


def test_every_step_is_in_the_table_and_leads_somewhere_or_is_an_end():
    assert set(ROUTE) == set(Step)
    ends = {step for step, ways in ROUTE.items() if not ways}
    assert ends == {Step.MEMORY, Step.STOPPED}


def test_the_normal_way_on_is_a_way():
    for step, following in FORWARD.items():
        assert following in ROUTE[step]


def test_every_step_stands_in_one_room():
    in_rooms = [step for room in ROOMS for step in room.steps]

    assert len(in_rooms) == len(set(in_rooms))
    assert set(Step) - set(in_rooms) == {Step.STOPPED}


def test_every_gate_a_policy_can_switch_is_a_gate_on_the_route():
    used = {
        gate.switch
        for table in (ROUTE, DOOR)
        for ways in table.values()
        for gates in ways.values()
        for gate in gates
        if gate.switch is not None
    }
    # Two are asked by other gates: whether a quickscan is owed, and whether a body adopts.
    assert used | {Gate.QUICKSCAN, Gate.BODY_ADOPTS} == set(Gate)


def test_every_gate_has_a_switch_or_asks_for_something_that_holds_everywhere():
    gates = {
        gate
        for table in (ROUTE, DOOR)
        for ways in table.values()
        for gates in ways.values()
        for gate in gates
    }

    assert {gate.always for gate in gates if gate.switch is None} == set(FirmGate) - {
        FirmGate.JOURNAL  # every action holds it
    }
    assert {gate.always for gate in gates if gate.switch is not None} == {None}


@pytest.mark.parametrize("given", [{}, {"switch": Gate.PLAN, "always": FirmGate.DAYS}])
def test_a_gate_is_switched_or_holds_always_and_never_both_or_neither(given):
    with pytest.raises(TypeError):
        as_gate(**given)
