"""The few actions that span apps, and the one that lets a trajectory go on."""

from itertools import groupby

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action
from speelruimte.people.roles import Role
from speelruimte.route.case import Case
from speelruimte.route.entering import apply_step_effects
from speelruimte.route.queries import forward_of, missing_for
from speelruimte.route.route import BACK, ROUTE
from speelruimte.shared.errors import NotAllowed, RuleBroken
from speelruimte.trajectories.actions import enter_step, lock_trajectory
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import roles_in

# Who may press the button. What may be pressed at all is up to the gates.
MOVERS = {Role.PROJECT_LEADER, Role.COACH}


class NotYet(RuleBroken):
    """The gate is closed; ``missing`` holds what is still to be done, where and by whom."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(
            " ".join([_("U kunt nog niet verder."), *_with_who(missing)]), code="not_yet"
        )


def _with_who(missing):
    """What is missing, with who should do it said once behind the sentences for one role."""
    for who, ones in groupby(missing, key=lambda gap: gap.who):
        yield from (gap.sentence for gap in ones)
        yield _("Dit doet: %s.") % who.label


def check_may_move(person, trajectory, *, on):
    """Only who leads the trajectory, or the coach, lets it go on."""
    if not roles_in(person, trajectory, on=on) & MOVERS:
        raise NotAllowed(
            _("Alleen de projectleider of de coach kan dit traject verder laten gaan."),
            code="not_allowed",
        )


@action
def move_on(trajectory, *, to=None, by, at, on, reason=""):
    """Let a trajectory into the next step, or back, or stop it, when no gate is closed.

    ``to`` is a step, or nothing for the normal way on. ``reason`` is published where the way asks
    for one. Raises NotYet with what is missing; two people pressing at once get one step.
    """
    locked = lock_trajectory(trajectory)
    check_may_move(by, locked, on=on)
    case = Case(trajectory=locked, reason=reason, on=on)
    to = Step(to) if to else forward_of(case)
    step = Step(locked.step)
    if to not in ROUTE[step]:
        raise RuleBroken(
            _(
                "Van ‘{step}’ kan dit traject niet naar ‘{to}’. Ververs de bladzijde om te zien "
                "waar het nu is."
            ).format(step=step.label, to=to.label if to else _("een volgende stap")),
            code="no_such_way",
        )
    missing = missing_for(case, ROUTE, step, to)
    if missing:
        raise NotYet(missing)
    if to == Step.STOPPED:
        locked.stopped_reason = reason
        locked.save(update_fields=["stopped_reason"])
    facts = {"sent_back": True} if (step, to) in BACK else {}
    enter_step(locked, step=to, by=by, at=at, reason=reason, came_from=str(step), **facts)
    apply_step_effects(locked, came_from=step, by=by, at=at, reason=reason)
    trajectory.step = locked.step
    return locked
