"""By which day the work of a page was promised."""

from datetime import date

from speelruimte.decisions.terms import evaluation_due, next_answer_due, result_told_due


def task_due_on(case, page) -> date | None:
    """By which day the work of a page was promised, as far as the agreement or policy says so."""
    return _DUE.get(page, lambda _case: None)(case)


def _moment(case, *, decision):
    moments = (
        sorted(case.version.moments.all(), key=lambda moment: moment.day) if case.version else []
    )
    days = [moment.day for moment in moments if moment.body and moment.is_decision == decision]
    return days[0] if days else None


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
    "adoption": lambda case: _moment(case, decision=False),
    "decision": lambda case: _moment(case, decision=True),
    "activities": _activities_close,
    "answers": lambda case: next_answer_due(case.trajectory),
    "inbox": lambda case: next_answer_due(case.trajectory),
    "result": lambda case: _moment(case, decision=True),
    "feedback": lambda case: result_told_due(case.trajectory),
    "evaluation": lambda case: evaluation_due(case.trajectory),
    "waiver": _waiver_due,
}
