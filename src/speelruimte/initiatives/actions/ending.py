"""From step to step at the door, and how it ends. Whether it may, is up to the route."""

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.outcome_words import outcome_sentence
from speelruimte.initiatives.rules import check_can_end, check_can_resume, check_can_withdraw
from speelruimte.journal.acting import action, record
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fingerprints import fingerprint


def lock_initiative(initiative):
    """The initiative as it is now, locked until the transaction ends. First in the order of locks."""
    [locked] = _locked(initiative=initiative.pk)
    return locked


@compiled_query
def _locked(*, initiative):
    return Initiative.objects.select_for_update(of=("self",)).filter(pk=initiative)


@action
def enter_door_step(initiative, *, step, by, at, wrote=()):
    """Put an initiative in a step and remember it, with what else was written for that. Only the route
    calls this.
    """
    initiative.step = step
    initiative.save(update_fields=["step"])
    record(
        "door_step_entered",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        step=str(step),
        wrote=(initiative, *wrote),
    )
    return initiative


@action
def end_initiative(initiative, *, outcome, reason, by, at, passed_to="", **facts):
    """Conclude an initiative with an outcome and the answer to whoever came with it.

    Only the route calls this. Raises AlreadyDone when somebody was first.
    """
    reason = reason.strip()
    check_can_end(initiative, outcome=outcome, reason=reason)
    initiative.step = Initiative.Step.ENDED
    initiative.outcome = outcome
    initiative.outcome_reason = reason
    initiative.passed_to = passed_to.strip()
    initiative.ended_at = at
    initiative.save(update_fields=["step", "outcome", "outcome_reason", "passed_to", "ended_at"])
    record(
        "initiative_ended",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        outcome=str(outcome),
        reason_fingerprint=fingerprint(initiative.salt + reason) if reason else "",
        wrote=(initiative,),
        **facts,
    )
    return initiative


@action
def resume_initiative(initiative, *, step, reason, by, at):
    """It was not entered twice after all: it goes on at the door, in this step.

    What was answered stays to be read until there is another answer. Only the route calls this.
    """
    check_can_resume(initiative, reason=reason)
    same_as = initiative.passed_to
    initiative.step = step
    initiative.outcome = initiative.passed_to = ""
    initiative.ended_at = None
    initiative.resumed_at, initiative.resumed_reason = at, reason.strip()
    initiative.save(
        update_fields=[
            *("step", "outcome", "passed_to", "ended_at", "resumed_at", "resumed_reason")
        ]
    )
    record(
        "initiative_resumed",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        step=str(step),
        same_as=same_as,
        resumed_fingerprint=fingerprint(initiative.salt + initiative.resumed_reason),
        wrote=(initiative,),
    )
    return initiative


@action
def withdraw_initiative(initiative, *, by, at):
    """Who came with it takes it back while it is at the door: nobody works on it any more.

    Raises AlreadyDone when it ended meanwhile. The words stay; whoever wants them gone asks for that.
    """
    initiative = lock_initiative(initiative)
    check_can_withdraw(initiative)
    initiative.step = Initiative.Step.ENDED
    initiative.outcome = Initiative.Outcome.WITHDRAWN
    initiative.outcome_reason = outcome_sentence(initiative)
    initiative.ended_at = at
    initiative.save(update_fields=["step", "outcome", "outcome_reason", "ended_at"])
    record(
        "initiative_ended",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        outcome=str(initiative.outcome),
        reason_fingerprint=fingerprint(initiative.salt + initiative.outcome_reason),
        wrote=(initiative,),
    )
    return initiative
