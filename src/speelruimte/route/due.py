"""By which day the work of a page was promised."""

from datetime import date

from speelruimte.agreements.moments import promised_adoption, promised_decision
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.terms import evaluation_due, next_answer_due, result_told_due


def task_due_on(case, page) -> date | None:
    """By which day the work of a page was promised, as far as the agreement or policy says so."""
    return _DUE.get(page, lambda _case: None)(case)


def _adoption_day(case):
    moment = promised_adoption(case.version.moments.all()) if case.version else None
    return moment.day if moment else None


def _decision_day(case):
    """As the agreement in force promises it: a change that is being written promises nothing yet."""
    version = version_in_force(case.trajectory)
    moment = promised_decision(version.moments.all()) if version else None
    return moment.day if moment else None


def _activities_close(case):
    days = [
        activity.closes_on
        for activity in case.trajectory.activities.all()
        if activity.closed_at is None
    ]
    return min(days, default=None)


def _waiver_due(case):
    return case.trajectory.waiver.inform_by if case.was_waived else None


_DUE = {
    "adoption": _adoption_day,
    "decision": _decision_day,
    "activities": _activities_close,
    "answers": lambda case: next_answer_due(case.trajectory),
    "inbox": lambda case: next_answer_due(case.trajectory),
    "result": _decision_day,
    "feedback": lambda case: result_told_due(case.trajectory),
    "evaluation": lambda case: evaluation_due(case.trajectory),
    "waiver": _waiver_due,
}
