"""The door to the next step, with its button, on every page that says that it is open."""

from dataclasses import dataclass

from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.actions import may_go_on
from speelruimte.route.case import Case
from speelruimte.route.models import LaidReady
from speelruimte.route.queries import forward_of, name_of_step
from speelruimte.website.asking import the_person, today
from speelruimte.website.rendering import Rows
from speelruimte.website.workbench.laying import Laying, laying_of


@dataclass(frozen=True)
class NextDoor:
    """The door to the normal next step: what keeps it shut, and who goes through it once it is open."""

    step: str
    label: str
    missing: Rows  # as the gate shows it
    may_go_on: bool
    laying: Laying  # of going on
    to_work: Rows  # the button to the page where what is missing is done, where that is another
    leader: str  # what is called who goes on, for others


def next_door(request, trajectory, missing, *, to_work=()) -> NextDoor | None:
    """The door out of the step a trajectory is in, with what its gates miss; None at the end."""
    step = forward_of(Case(trajectory=trajectory))
    if step is None:
        return None
    laying = laying_of(request, trajectory, LaidReady.Act.GO_ON, str(step))
    return NextDoor(
        step=str(step),
        label=name_of_step(parsed_policy(trajectory.policy), step),
        missing=missing,
        may_go_on=may_go_on(the_person(request), trajectory, on=today()) or laying.lays,
        laying=laying,
        to_work=list(to_work),
        leader=str(Role.PROJECT_LEADER.label),
    )
