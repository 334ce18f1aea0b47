"""Stopping is asked of the bodies that adopted the agreement, where the policy says that they decide.

Source: sessie-2021-03-15#niet-eenzijdig, heemstede#vaststellen
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.decisions.models import StopQuestion
from speelruimte.journal.acting import action, record
from speelruimte.policy.recording import recorder_of
from speelruimte.policy.schema import Gate
from speelruimte.route.actions import check_may_move
from speelruimte.route.adopters import bodies_that_refrain
from speelruimte.route.case import Case
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, policy_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_decided_on, check_in_step, may_record_for


def bodies_to_ask(trajectory) -> list[str]:
    """The keys of the bodies that have to let it stop and did not; none where the policy asks none."""
    is_asked = trajectory.step == Step.TAKING_PART and Case(trajectory=trajectory).gate_holds(
        Gate.STOPPING
    )
    return bodies_that_refrain(trajectory) if is_asked else []


def why_bodies_are_asked(trajectory) -> str:
    """The policy's own sentence about stopping; empty where it has none."""
    return Case(trajectory=trajectory).gate_sentence(Gate.STOPPING)


@action
def ask_to_stop(trajectory, *, reason, by, at, on) -> list[StopQuestion]:
    """Ask each body that adopted the agreement, and did not say so yet, whether it may stop."""
    trajectory = lock_trajectory(trajectory)
    check_may_move(by, trajectory, on=on)
    check_in_step(trajectory, Step.TAKING_PART)
    check_sentence(reason, _("Schrijf op waarom u wilt stoppen."), field="reason")
    check_fits(StopQuestion, reason=reason)
    asked = set(trajectory.stop_questions.filter(agrees=None).values_list("body", flat=True))
    bodies = [body for body in bodies_to_ask(trajectory) if body not in asked]
    if not bodies:
        raise AlreadyDone(_("Dit is al gevraagd."), result=trajectory, code="asked_already")
    questions = [
        StopQuestion.objects.create(
            trajectory=trajectory, body=body, reason=reason.strip(), asked_at=at
        )
        for body in bodies
    ]
    record(
        "stopping_asked",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        bodies=bodies,
        reason_fingerprint=fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {reason.strip()}"
        ),
        wrote=questions,
    )
    return questions


@action
def decide_on_stopping(
    question, *, agrees, answer, decided_on, by, at, decision_number=""
) -> StopQuestion:
    """Record whether the body lets the process stop, with its reasons. Everyone reads them."""
    trajectory = lock_trajectory(question.trajectory)
    question = StopQuestion.objects.get(pk=question.pk)
    body = policy_of(trajectory).body(question.body)
    check_may(
        may_record_for(by, trajectory, body, on=local_day(at)),
        _("Dit besluit wordt vastgelegd door: %(role)s.") % {"role": recorder_of(body)},
    )
    check_in_step(trajectory, Step.TAKING_PART)
    if question.agrees is not None:
        raise AlreadyDone(
            _("Dit besluit is al vastgelegd."), result=question, code="recorded_already"
        )
    check_sentence(
        answer, _("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."), field="answer"
    )
    check_fits(StopQuestion, answer=answer, decision_number=decision_number)
    check_decided_on(trajectory, decided_on, today=local_day(at))
    asked_on = local_day(question.asked_at)
    if decided_on < asked_on:
        raise RuleBroken(
            _("Op die dag was dit nog niet gevraagd. De vraag ligt voor sinds %(day)s."),
            values={"day": date_format(asked_on, "j F Y")},
            field="decided_on",
            code="before_it_lay",
        )
    question.agrees, question.answer = agrees, answer.strip()
    question.decided_on, question.recorded_at = decided_on, at
    question.decision_number = decision_number.strip()
    question.save()
    record(
        "stopping_decided",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        question=question.pk,
        body=question.body,
        agrees=agrees,
        decided_on=decided_on,
        reason_fingerprint=fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {question.answer}"
        ),
        wrote=(question,),
    )
    return question
