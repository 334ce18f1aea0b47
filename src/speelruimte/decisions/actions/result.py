"""What came out, and its offering to who decides."""

from django.db.models import F
from django.utils.translation import gettext as _

from speelruimte.decisions.kept import draft_of
from speelruimte.decisions.models import Result
from speelruimte.decisions.report import check_finished, check_said, merged
from speelruimte.decisions.rules import (
    ONLY_WHO_LEADS,
    check_everything_answered,
    check_nobody_looks_again,
    may_make_result,
    may_offer,
)
from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import clash
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step


@action
def write_result(trajectory, *, summary, promises, edits, by, at, on, measured=None):
    """Save the result and the report on the agreement. ``edits`` is the count the writer saw.

    Of each promise the writer says how far it was kept; what was ``measured`` (left out: all that
    is measured here) stands beside it, whatever was sent.

    A result that was offered and is changed must be offered again. Two people typing at once never
    overwrite each other: who is second gets a Clash with what stands there now.
    """
    trajectory = _lock_checked(trajectory, by=by, on=on)
    promises = merged(
        [check_said(promise) for promise in promises], _or_draft(measured, trajectory, on=on)
    )
    Result.objects.get_or_create(trajectory=trajectory)
    saved = Result.objects.filter(trajectory=trajectory, edits=edits).update(
        summary=summary.strip(),
        kept=promises,
        edits=F("edits") + 1,
        offered_on=None,
        offered_to="",
    )
    if not saved:
        raise clash(Result.objects.get(trajectory=trajectory))
    result = Result.objects.get(trajectory=trajectory)
    record(
        "result_written",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        summary_fingerprint=fingerprint(summary.strip()),
        wrote=(result,),
    )
    return result


@action
def offer_result(trajectory, *, to=None, by, at, on, measured=None):
    """Offer the result with the report to who decides; ``to`` left out is who the policy says.

    What the report says is held to what is ``measured`` now (as for ``write_result``).

    Source: heemstede#resultaat
    """
    trajectory = _lock_checked(trajectory, by=by, on=on)
    check_may(may_offer(by, trajectory, on=on), ONLY_WHO_LEADS)
    result = check_can_offer(trajectory, measured=measured, on=on)
    if to is not None and to != decider_of(trajectory).key:
        raise RuleBroken(
            _("Volgens de afspraken beslist een ander orgaan."), code="another_body_decides"
        )
    result.offered_to, result.offered_on = decider_of(trajectory).key, on
    result.save(update_fields=["kept", "offered_to", "offered_on"])
    record(
        "result_offered",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        to=result.offered_to,
        text_fingerprint=fingerprint(canonical({"summary": result.summary, "kept": result.kept})),
        wrote=(result,),
    )
    return result


def check_can_offer(trajectory, *, measured=None, on) -> Result:
    """It is written, everything was answered, nobody still looks again, and of each promise is said
    how far it was kept, beside what is measured. Returns the result as it would be offered.
    """
    check_in_step(trajectory, Step.RESULT)
    result = Result.objects.filter(trajectory=trajectory).first()
    summary = result.summary if result else ""
    check_sentence(summary, _("Schrijf eerst op wat eruit kwam."), field="summary")
    check_everything_answered(trajectory, on=on)
    check_nobody_looks_again(trajectory)
    if result.offered_on is not None:
        raise AlreadyDone(_("De uitkomst is al aangeboden."), result=result, code="offered_already")
    draft = _or_draft(measured, trajectory, on=on)
    drafted = {promise["promise"]: promise["note"] for promise in draft}
    result.kept = merged(result.kept, draft)
    for number, promise in enumerate(result.kept):
        check_finished(promise, number, drafted=drafted.get(promise["promise"], ""))
    return result


@action
def take_result_back(trajectory, *, answer=None, version=None, by, at):
    """The result is offered again, as it was or changed: who decides sent it back, or what its
    report says is no longer what was measured.

    Part of going back from the decision, of an ``answer`` that came after offering, and of a change
    of the agreement to this ``version``: the entry names which.
    """
    result = Result.objects.filter(trajectory=trajectory, offered_on__isnull=False).first()
    if result is None:
        return
    result.offered_on, result.offered_to = None, ""
    result.save(update_fields=["offered_on", "offered_to"])
    record(
        "result_taken_back",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        **({"answer": answer.pk} if answer is not None else {}),
        **({"version": version.number} if version is not None else {}),
        wrote=(result,),
    )


def _or_draft(measured, trajectory, *, on):
    return draft_of(trajectory, on=on) if measured is None else measured


def _lock_checked(trajectory, *, by, on):
    trajectory = lock_trajectory(trajectory)
    check_in_step(trajectory, Step.RESULT)
    check_may(may_make_result(by, trajectory, on=on), ONLY_WHO_LEADS)
    return trajectory
