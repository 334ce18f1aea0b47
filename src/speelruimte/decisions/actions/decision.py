"""The decision: recorded by that body's secretary, with its reasons, and never rewritten."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.funding import check_funded
from speelruimte.decisions.models import Decision, Weight
from speelruimte.decisions.rules import (
    check_departure,
    check_weights,
    may_record_decision,
    recorder_named,
)
from speelruimte.decisions.texts import text_of_decision
from speelruimte.journal.acting import action, record
from speelruimte.people.receipts import kept_once
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step

ALREADY = gettext_lazy("Het besluit is al vastgelegd. Het kan niet meer veranderen.")


@action
def record_decision(
    trajectory,
    *,
    decided_on,
    what,
    reasons,
    number="",
    document="",
    departs=False,
    departure="",
    departure_frame=None,
    weights=None,
    funded=(),
    body=None,
    by,
    at,
    on,
    once="",
):
    """Lay down what was decided, why, how each theme weighed, and where it departs.

    ``weights`` maps themes (or their keys) to how they weighed, ``funded`` holds numbers of plans.
    ``body`` must be who decides under the policy; left out it is that.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    held = lock_trajectory(trajectory)
    if there := Decision.objects.filter(trajectory=held).first():
        raise AlreadyDone(ALREADY, result=there, code="decided_already")
    check_in_step(held, Step.DECISION)
    check_may(
        may_record_decision(by, held, on=on),
        _("Dit besluit wordt vastgelegd door: %(role)s.") % {"role": recorder_named(held)},
    )
    _check_who_and_when(held, body=body, decided_on=decided_on, number=number, on=on)
    weights = {
        getattr(theme, "pk", theme): how.strip()
        for theme, how in (weights or {}).items()
        if how.strip()
    }
    _check_texts(what=what, reasons=reasons)
    check_weights(held, weights)
    check_funded(held, funded, departs=departs)
    check_departure(held, departs=departs, departure=departure, frame=departure_frame)
    decision = Decision(
        trajectory=held,
        body=decider_of(held).key,
        decided_on=decided_on,
        number=number.strip(),
        document=document.strip(),
        what=what.strip(),
        reasons=reasons.strip(),
        departs=departs,
        departure=departure.strip() if departs else "",
        departure_frame=departure_frame if departs else None,
        funded=list(funded),
        recorded_at=at,
        idempotency_key=kept_once(once),
    )
    return _lay_down(decision, weights, by=by, at=at)


def _check_who_and_when(trajectory, *, body, decided_on, number, on):
    key = decider_of(trajectory).key
    if body is not None and body != key:
        raise RuleBroken(
            _("Volgens de afspraken beslist een ander orgaan."),
            field="body",
            code="another_body_decides",
        )
    if decided_on > on:
        raise RuleBroken(
            _("Deze dag moet nog komen. Leg het besluit vast als het is genomen."),
            field="decided_on",
            code="day_to_come",
        )
    if decided_on < trajectory.started_on:
        raise RuleBroken(
            _("Toen was dit traject nog niet begonnen. Kijk de datum na."),
            field="decided_on",
            code="before_it_began",
        )
    if trajectory_needs_number(trajectory) and not number.strip():
        raise RuleBroken(_("Vul het nummer van het besluit in."), field="number", code="empty")


def trajectory_needs_number(trajectory) -> bool:
    """Decisions of a body carry the number under which they can be found."""
    return decider_of(trajectory).body is not None


def _check_texts(*, what, reasons):
    if not what.strip():
        raise RuleBroken(_("Schrijf op wat er is besloten."), field="what", code="empty")
    if not reasons.strip():
        raise RuleBroken(
            _("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."),
            field="reasons",
            code="empty",
        )


def _lay_down(decision, weights, *, by, at):
    decision.text = text_of_decision(decision, weights)
    decision.fingerprint = fingerprint(decision.text)
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as error:
        there = Decision.objects.filter(trajectory=decision.trajectory).first()
        raise AlreadyDone(ALREADY, result=there, code="decided_already") from error
    Weight.objects.bulk_create(
        [Weight(decision=decision, theme_id=pk, how=how) for pk, how in weights.items()]
    )
    record(
        "decision_recorded",
        about=f"decision:{decision.pk}",
        by=by,
        at=at,
        case_number=decision.trajectory.case_number,
        body=decision.body,
        decided_on=decision.decided_on,
        departs=decision.departs,
        funded=len(decision.funded),
        text_fingerprint=decision.fingerprint,
    )
    return decision
