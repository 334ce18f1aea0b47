"""Whether people take part at all, where the policy gives that to a body.

Source: heemstede#wie-beslist, sessie-2021-03-15#positie-helder
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.policy.recording import recorder_of
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, policy_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_decided_on, check_in_step, may_record_for
from speelruimte.weighing.models import ParticipationDecision
from speelruimte.weighing.queries import body_on_participation, facts_of
from speelruimte.weighing.rules import check_not_obliged, check_obligations_are_known


def may_decide_participation(person, trajectory, *, on) -> bool:
    """Record whether people take part: who records for the body that decides about it."""
    body = body_on_participation(trajectory)
    return body is not None and may_record_for(person, trajectory, body, on=on)


@action
def decide_participation(
    trajectory, *, people_take_part, reason, decided_on, by, at, decision_number=""
):
    """Record that a body lets people take part, or not, with its reasons. Everyone reads them.

    What the policy obliges cannot be refused. The same again raises AlreadyDone.
    """
    trajectory = lock_trajectory(trajectory)
    check_in_step(trajectory, Step.WEIGHING)
    body = body_on_participation(trajectory)
    if body is None:
        raise RuleBroken(
            _("Hier besluit geen orgaan of mensen meedoen. De weging zegt dat."),
            code="no_body_decides",
        )
    check_may(
        may_record_for(by, trajectory, body, on=local_day(at)),
        _("Dit besluit wordt vastgelegd door: %(role)s.") % {"role": recorder_of(body)},
    )
    if not people_take_part:
        policy, known, weighing = (
            policy_of(trajectory),
            facts_of(trajectory),
            getattr(trajectory, "weighing", None),
        )
        check_not_obliged(policy, known, weighing.obligations if weighing else ())
        check_obligations_are_known(policy, known)
    check_sentence(
        reason, _("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."), field="reason"
    )
    check_fits(ParticipationDecision, reason=reason, decision_number=decision_number)
    check_decided_on(trajectory, decided_on, today=local_day(at))
    decision = _first(
        trajectory=trajectory,
        body=body.key,
        people_take_part=people_take_part,
        reason=reason.strip(),
        decided_on=decided_on,
        decision_number=decision_number.strip(),
        recorded_at=at,
    )
    record(
        "participation_decided",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        body=body.key,
        people_take_part=people_take_part,
        decided_on=decided_on,
        reason_fingerprint=fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {decision.reason}"
        ),
        wrote=(decision,),
    )
    return decision


def _first(*, trajectory, **values):
    try:
        with transaction.atomic():
            return ParticipationDecision.objects.create(trajectory=trajectory, **values)
    except IntegrityError as error:
        existing = ParticipationDecision.objects.get(trajectory=trajectory)
        raise AlreadyDone(
            _("Dit besluit is al vastgelegd."), result=existing, code="recorded_already"
        ) from error
