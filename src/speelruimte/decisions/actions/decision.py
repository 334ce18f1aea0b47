"""The decision: recorded by that body's secretary, with its reasons, and never rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.day_of_decision import check_day_of_decision
from speelruimte.decisions.funding import check_funded
from speelruimte.decisions.models import Decision, Weight
from speelruimte.decisions.rules import (
    check_departure,
    check_none_of_ours_waits,
    check_outcome_lay,
    check_weights,
    informed_on,
    may_record_decision,
    recorder_named,
)
from speelruimte.decisions.texts import text_of_decision
from speelruimte.journal.acting import action, record
from speelruimte.people.receipts import idempotency_hash
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_had_begun, check_in_step

ALREADY = gettext_lazy("Het besluit is al vastgelegd. Het kan niet meer veranderen.")


@dataclass(frozen=True)
class Decided:
    """What was decided, why, how each theme weighed, and where it departs from what came out.

    ``weights`` maps themes (or their keys) to how they weighed, ``funded`` holds numbers of plans.
    ``body`` must be who decides under the policy; left out it is that. ``departure_frame`` is the
    number of a frame, ``other_day`` why it is not the day that was promised.
    """

    decided_on: date
    what: str
    reasons: str
    number: str = ""
    document: str = ""
    other_day: str = ""
    departs: bool = False
    departure: str = ""
    departure_frame: int | None = None
    weights: Mapping[Any, str] = field(default_factory=dict)
    funded: Sequence[str] = ()
    body: str | None = None

    def how_weighed(self) -> dict:
        """How each theme weighed, by its key; what was left empty is left out."""
        return {
            getattr(theme, "pk", theme): how.strip()
            for theme, how in self.weights.items()
            if how.strip()
        }

    def columns(self) -> dict:
        """The columns of a ``Decision`` that this fills."""
        return {
            "decided_on": self.decided_on,
            "number": self.number.strip(),
            "document": self.document.strip(),
            "what": self.what.strip(),
            "reasons": self.reasons.strip(),
            "departs": self.departs,
            "departure": self.departure.strip() if self.departs else "",
            "departure_frame": self.departure_frame if self.departs else None,
            "funded": list(self.funded),
        }


@action
def record_decision(trajectory, *, decided, by, at, on, idempotency_key=""):
    """Lay down what was decided; nothing of it ever changes.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    trajectory = lock_trajectory(trajectory)
    _check_first_and_in_step(trajectory)
    check_may(
        may_record_decision(by, trajectory, on=on),
        _("Dit besluit wordt vastgelegd door: %(role)s.") % {"role": recorder_named(trajectory)},
    )
    other_day = _check_what_was_decided(trajectory, decided, on=on)
    weights = decided.how_weighed()
    decision = Decision(
        trajectory=trajectory,
        body=decider_of(trajectory).key,
        **decided.columns() | {"other_day": other_day},
        recorded_at=at,
        idempotency_hash=idempotency_hash(idempotency_key),
    )
    return _lay_down(decision, weights, by=by, at=at)


def check_can_record_decision(trajectory, decided, *, on):
    """This decision can be recorded as it stands, whoever does so."""
    _check_first_and_in_step(trajectory)
    _check_what_was_decided(trajectory, decided, on=on)


def _check_first_and_in_step(trajectory):
    if existing := Decision.objects.filter(trajectory=trajectory).first():
        raise AlreadyDone(ALREADY, result=existing, code="decided_already")
    check_in_step(trajectory, Step.DECISION)
    check_none_of_ours_waits(trajectory)


def _check_what_was_decided(trajectory, decided, *, on):
    """Returns why it is another day than was promised; empty where it is not."""
    _check_who_and_when(trajectory, decided, on=on)
    _check_texts(decided)
    other_day = check_day_of_decision(trajectory, decided.decided_on, why=decided.other_day, on=on)
    check_fits(Decision, other_day=other_day)
    check_weights(trajectory, decided.how_weighed())
    check_funded(trajectory, decided.funded, departs=decided.departs)
    check_departure(
        trajectory,
        departs=decided.departs,
        departure=decided.departure,
        frame=decided.departure_frame,
    )
    return other_day


def _check_who_and_when(trajectory, decided, *, on):
    key = decider_of(trajectory).key
    if decided.body is not None and decided.body != key:
        raise RuleBroken(
            _("Volgens de afspraken beslist een ander orgaan."),
            field="body",
            code="another_body_decides",
        )
    if decided.decided_on > on:
        raise RuleBroken(
            _("Deze dag moet nog komen. Leg het besluit vast als het is genomen."),
            field="decided_on",
            code="day_to_come",
        )
    check_had_begun(trajectory, decided.decided_on, field="decided_on")
    check_outcome_lay(trajectory, decided.decided_on)
    _check_people_knew(trajectory, decided.decided_on)
    if trajectory_needs_number(trajectory) and not decided.number.strip():
        raise RuleBroken(_("Vul het nummer van het besluit in."), field="number", code="empty")


def _check_people_knew(trajectory, decided_on):
    """Where people only hear of it, they hear of it before the decision.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    told_on = informed_on(trajectory)
    if told_on is not None and decided_on < told_on:
        raise RuleBroken(
            _("Mensen zijn geïnformeerd op %(day)s. Pas daarna kan er een besluit zijn."),
            values={"day": date_format(told_on, "j F Y")},
            field="decided_on",
            code="before_people_knew",
        )


def trajectory_needs_number(trajectory) -> bool:
    """Decisions of a body carry the number under which they can be found."""
    return decider_of(trajectory).body is not None


def _check_texts(decided):
    check_sentence(decided.what, _("Schrijf op wat er is besloten."), field="what")
    check_sentence(
        decided.reasons,
        _("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."),
        field="reasons",
    )


def _lay_down(decision, weights, *, by, at):
    keys = dict(decision.trajectory.themes.values_list("pk", "public_key"))
    decision.text = text_of_decision(decision, {keys[pk]: how for pk, how in weights.items()})
    decision.fingerprint = fingerprint(decision.text)
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as error:
        existing = Decision.objects.filter(trajectory=decision.trajectory).first()
        raise AlreadyDone(ALREADY, result=existing, code="decided_already") from error
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
        wrote=(decision,),
    )
    return decision
