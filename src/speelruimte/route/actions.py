"""The few actions that span apps, and the one that lets a trajectory go on."""

from itertools import groupby

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.case import Case
from speelruimte.route.entering import apply_step_effects
from speelruimte.route.queries import forward_of, missing_for, name_of_step
from speelruimte.route.route import BACK, ROUTE
from speelruimte.shared.errors import AlreadyDone, NotAllowed, RuleBroken
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import enter_step, lock_trajectory
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import may_do, may_lead


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
        yield _("Dit doet: %(who)s.") % {"who": who.label}


def may_go_on(person, trajectory, *, on) -> bool:
    """Let it into the normal next step, once no gate is closed."""
    return may_do(person, trajectory, LeaderWork.STEPS, on=on)


def check_may_move(person, trajectory, *, on, forward=False):
    """Only who leads the trajectory, or the coach, lets it go on or stops it; ``forward`` also who
    came with the idea, where the policy says so."""
    may = may_go_on(person, trajectory, on=on) if forward else may_lead(person, trajectory, on=on)
    if not may:
        raise NotAllowed(
            _("Alleen de projectleider of de coach kan dit traject verder laten gaan."),
            code="not_allowed",
        )


@action
def move_on(trajectory, *, to=None, by, at, on, reason=""):
    """Let a trajectory into the next step, or back, or stop it, when no gate is closed.

    ``to`` is a step, or nothing for the normal way on; a page says the step that stood on its
    button, so that an old page or a second press moves nothing. ``reason`` is published where the
    way asks for one. Raises NotYet with what is missing, and AlreadyDone when somebody was first.
    """
    locked = lock_trajectory(trajectory)
    case = Case(trajectory=locked, reason=reason, on=on)
    forward = forward_of(case)
    to = Step(to) if to else forward
    check_may_move(by, locked, on=on, forward=to == forward)
    step = Step(locked.step)
    _check_gates(case, step, to)
    if reason.strip():
        check_sentence(reason, _("Schrijf op waarom."), field="reason")
    if to == Step.STOPPED:
        locked.stopped_reason = reason
        locked.save(update_fields=["stopped_reason"])
    facts = {"sent_back": True} if (step, to) in BACK else {}
    enter_step(locked, step=to, by=by, at=at, reason=reason, came_from=str(step), **facts)
    apply_step_effects(locked, came_from=step, by=by, at=at, reason=reason)
    trajectory.step = locked.step
    return locked


def check_gates_open(trajectory, *, to, on):
    """It can go into this step today. Raises NotYet with what is missing."""
    _check_gates(Case(trajectory=trajectory, on=on), Step(trajectory.step), Step(to))


def _check_gates(case, step, to):
    _check_there_is_a_way(case, step, to)
    missing = missing_for(case, ROUTE, step, to)
    if missing:
        raise NotYet(missing)


def _check_there_is_a_way(case, step, to):
    """Whoever pressed may have seen an earlier step: say where it is now, and move nothing."""
    here = name_of_step(case.policy, step)
    if to == step:
        raise AlreadyDone(
            _("Dit traject is al in de stap ‘%(step)s’."),
            values={"step": here},
            result=case.trajectory,
            code="there_already",
        )
    if to not in ROUTE[step]:
        target = name_of_step(case.policy, to) if to else _("een volgende stap")
        raise RuleBroken(
            _(
                "Van ‘%(step)s’ kan dit traject niet naar ‘%(to)s’. Kijk waar het nu is, "
                "en ga vandaar verder."
            ),
            values={"step": here, "to": target},
            code="no_such_way",
        )
