"""By which day the work of a page was promised."""

from datetime import date

from speelruimte.agreements.moments import promised_adoption, promised_decision
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.terms import (
    evaluation_due,
    next_answer_due,
    result_told_due,
    stopping_due,
)
from speelruimte.route.means import means_called_off
from speelruimte.shared.terms import next_working_day
from speelruimte.trajectories.models import Step


def task_due_on(case, page, *, waits_from=None) -> date | None:
    """By which day the work of a page was promised, as far as the agreement or policy says so.

    What nobody can do before a day, ``waits_from``, is due on the first working day from then; what
    would be known on that day, is due on it.
    """
    if page == "frame":
        return waits_from
    if waits_from is not None:
        return next_working_day(waits_from)
    return _DUE.get(page, lambda _case: None)(case)


def _adoption_day(case):
    moment = promised_adoption(case.version.moments.all()) if case.version else None
    return moment.day if moment else None


def _decision_day(case):
    """As the agreement in force promises it: a change that is being written promises nothing yet."""
    version = version_in_force(case.trajectory)
    moment = promised_decision(version.moments.all()) if version else None
    return moment.day if moment else None


def _phase_begins(case):
    """The first day of the first phase in which nothing was opened yet."""
    version = version_in_force(case.trajectory)
    opened = {activity.phase for activity in case.trajectory.activities.all()}
    phases = version.phases.all() if version else ()
    return min((phase.starts_on for phase in phases if phase.key not in opened), default=None)


def _called_off_was_promised(case):
    """The first day on which people would have come to what was called off and has to be replaced."""
    lost = means_called_off(case)
    return min((gone[-1].promised_until for gone, _means in lost), default=None)


def _exploring_ends(case):
    is_exploring = case.trajectory.step == Step.EXPLORING
    return case.trajectory.explores_until if is_exploring else None


def _goes_on_by(case):
    """While exploring its last day; after a decision the day by which people hear of it."""
    if case.trajectory.step == Step.DECISION:
        return result_told_due(case.trajectory)
    return _exploring_ends(case)


def _waiver_due(case):
    return case.trajectory.waiver.inform_by if case.was_waived else None


_DUE = {
    "stop": lambda case: stopping_due(case.trajectory),
    "adoption": _adoption_day,
    "decision": _decision_day,
    "activities": _phase_begins,
    "another-way": _called_off_was_promised,
    "answers": lambda case: next_answer_due(case.trajectory),
    "inbox": lambda case: next_answer_due(case.trajectory),
    "result": _decision_day,
    "feedback": lambda case: result_told_due(case.trajectory),
    "evaluation": lambda case: evaluation_due(case.trajectory),
    "waiver": _waiver_due,
    "process": _goes_on_by,
}
