"""Which promised days people still wait for, and telling them that it becomes later.

The first promised day stays the measure (``decisions/kept.py``): this says only what comes now.

Source: heemstede#verslag-over-de-afspraken
"""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.day_of_decision import day_of_decision_told
from speelruimte.decisions.rules import (
    check_outcome_lay,
    may_hold_over_decision,
    recorder_named,
)
from speelruimte.decisions.terms import evaluation_due, next_answer_due, result_told_due
from speelruimte.decisions.unanswered import words_that_wait
from speelruimte.initiatives.actions import lock_initiative
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import check_guides
from speelruimte.initiatives.terms import initiative_due_on
from speelruimte.journal.acting import action
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.promised_days import no_body_meets_on
from speelruimte.route.telling import tell_initiator, tell_of_later_day
from speelruimte.shared.edits import plain_lines
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import ENDED_STEPS, LaterDay, Step
from speelruimte.trajectories.postponing import (
    HeldOver,
    check_can_say_later,
    last_said,
    say_later,
)
from speelruimte.trajectories.rules import check_decided_on, check_in_step, may_do

What = LaterDay.What
# Half a year: longer than any term that the shipped policies promise for an answer or for news.
FAR_OFF = timedelta(days=183)


def promised_day_of(case, what) -> date | None:
    """The first day for which this was promised, as long as somebody waits for it; else None."""
    if isinstance(case, Initiative):
        return initiative_due_on(case) if what == What.FIRST_ANSWER else None
    owed = _OWED.get(what)
    return None if owed is None or case.step in ENDED_STEPS else owed(case)


def _decision(trajectory):
    return None if hasattr(trajectory, "decision") else day_of_decision_told(trajectory)


def _feedback(trajectory):
    feedback = getattr(trajectory, "feedback", None)
    is_told = feedback is not None and not feedback.is_owed_again
    return None if is_told else result_told_due(trajectory)


def _evaluation(trajectory):
    return None if hasattr(trajectory, "waiver") else evaluation_due(trajectory)


_OWED = {
    What.ANSWERS: next_answer_due,
    What.DECISION: _decision,
    What.FEEDBACK: _feedback,
    What.EVALUATION: _evaluation,
}
# What a task waits for, by the page on which it is done.
_WAITS_FOR = {
    "answers": What.ANSWERS,
    "decision": What.DECISION,
    "result": What.DECISION,
    "feedback": What.FEEDBACK,
    "evaluation": What.EVALUATION,
}


def later_days_of(tasks) -> dict:
    """By task the day that was said beside its promised one, where it was. One query at most."""
    initiatives = {
        task.initiative.pk
        for task in tasks
        if task.initiative and task.due_on and task.initiative.becomes_later
    }
    trajectories = {
        task.trajectory.pk for task in tasks if task.trajectory and task.trajectory.becomes_later
    }
    if not initiatives and not trajectories:
        return {}
    of_them = Q(trajectory__in=trajectories) | Q(initiative__in=initiatives)
    said = {
        (row.trajectory_id, row.initiative_id, row.what): row.later_on
        for row in LaterDay.objects.filter(of_them)
    }
    return {
        task.thing: later_on
        for task in tasks
        if (later_on := said.get(_waits_for(task))) and task.due_on and later_on > task.due_on
    }


def _waits_for(task):
    if task.initiative is not None:
        return (None, task.initiative.pk, What.FIRST_ANSWER)
    return (task.trajectory and task.trajectory.pk, None, _WAITS_FOR.get(task.page))


def is_far_off(promised_on, later_on, *, on) -> bool:
    """So much later that who says so is asked whether that is meant: a slip in the year, or years."""
    return later_on > max(promised_on, on) + FAR_OFF


def may_make_later(person, trajectory, *, on) -> bool:
    """Say that something comes later than was promised: who leads, or does this part of it."""
    return may_do(person, trajectory, LeaderWork.LATER, on=on)


@action
def make_later(case, *, what, later_on, reason, by, at, on) -> LaterDay:
    """Say that something comes later than was promised, and tell everybody who waits for it."""
    at_the_door = isinstance(case, Initiative)
    locked = lock_initiative(case) if at_the_door else lock_trajectory(case)
    if at_the_door:
        check_guides(by, locked, on=on)
    else:
        check_may(
            may_make_later(by, locked, on=on), _("Wie dit traject leidt, zegt dat het later wordt.")
        )
    promised_on = _still_promised(locked, what)
    if not at_the_door:
        _check_answers_before_the_decision(locked, what, later_on)
    later = say_later(
        locked,
        what=what,
        promised_on=promised_on,
        later_on=later_on,
        reason=reason,
        by=by,
        at=at,
        on=on,
    )
    if at_the_door:
        tell_initiator("day_later", locked, at=at, again=str(later.pk), later=later.pk)
    else:
        only = _waiting_for_answers(locked, later_on) if what == What.ANSWERS else None
        tell_of_later_day(later, only=only, at=at)
    return later


@action
def hold_over_decision(trajectory, *, decided_on, later_on, reason, by, at, on) -> LaterDay:
    """Record that the body that decides held its decision over, to which day and why, and tell
    everybody who waits for it.

    Source: heemstede#vaststellen
    """
    trajectory = lock_trajectory(trajectory)
    promised_on = _still_promised(trajectory, What.DECISION)
    body = decider_of(trajectory).body
    if body is None:
        raise RuleBroken(
            _("Hier beslist geen orgaan. Wie dit traject leidt, zegt dat het later wordt."),
            code="no_body_decides",
        )
    check_may(
        may_hold_over_decision(by, trajectory, on=on),
        _("Dit besluit wordt vastgelegd door: %(role)s.") % {"role": recorder_named(trajectory)},
    )
    check_in_step(trajectory, Step.DECISION)
    check_decided_on(trajectory, decided_on, today=on)
    check_outcome_lay(trajectory, decided_on)
    if on_day_of_rest := no_body_meets_on(_("Het besluit"), later_on):
        raise RuleBroken(on_day_of_rest, field="later_on", code="day_of_rest")
    _check_answers_before_the_decision(trajectory, What.DECISION, later_on)
    later = say_later(
        trajectory,
        what=What.DECISION,
        promised_on=promised_on,
        later_on=later_on,
        reason=reason,
        held_over=HeldOver(body, decided_on),
        by=by,
        at=at,
        on=on,
    )
    tell_of_later_day(later, at=at)
    return later


def _still_promised(case, what):
    promised_on = promised_day_of(case, what)
    if promised_on is None:
        raise RuleBroken(
            _("Hier wacht niemand meer op. U hoeft niets te doen."), code="nobody_waits"
        )
    return promised_on


def check_can_make_later(trajectory, *, what, later_on, reason, on):
    """Somebody waits for it, and it can become this day for this reason."""
    promised_on = _still_promised(trajectory, what)
    _check_answers_before_the_decision(trajectory, what, later_on)
    check_can_say_later(
        trajectory,
        what=what,
        promised_on=promised_on,
        later_on=later_on,
        reason=plain_lines(reason),
        on=on,
    )


def _check_answers_before_the_decision(trajectory, what, later_on):
    """An answer comes before the decision in which the words should count, also when one of the two
    becomes later.

    Source: sessie-2021-03-15#terugkoppelen
    """
    promised = _decision(trajectory)
    if promised is None:
        return
    if what == What.ANSWERS:
        decision = _as_said(trajectory, What.DECISION) or promised
        if later_on >= decision:
            raise RuleBroken(
                _(
                    "Het besluit staat op %(day)s. Antwoorden komen daarvoor. Kies een eerdere dag, of "
                    "zeg eerst dat het besluit later wordt."
                ),
                values={"day": date_format(decision, "j F Y")},
                field="later_on",
                code="after_the_decision",
            )
    answers = _as_said(trajectory, What.ANSWERS) if what == What.DECISION else None
    if answers is not None and next_answer_due(trajectory) and later_on <= answers:
        raise RuleBroken(
            _("Antwoorden komen uiterlijk op %(day)s. Kies voor het besluit een dag daarna."),
            values={"day": date_format(answers, "j F Y")},
            field="later_on",
            code="before_the_answers",
        )


def _as_said(trajectory, what):
    said = last_said(trajectory, what)
    return said.later_on if said else None


def _waiting_for_answers(trajectory, later_on):
    """The words whose answer was promised for a day before the new one."""
    owed = words_that_wait(trajectory).select_related("activity")
    late = []
    for contribution in owed:
        contribution.activity.trajectory = trajectory
        day = answer_due(contribution)
        if day is not None and day < later_on:
            late.append(contribution.pk)
    return Contribution.objects.filter(pk__in=late)
