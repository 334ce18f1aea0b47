"""Remembering: a process that ended can be found, also by people who were not there."""

from django.utils.translation import gettext as _

from speelruimte.evaluation.actions import close_evaluation
from speelruimte.journal.acting import action, record
from speelruimte.memory.models import Remembered
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import ENDED_STEPS


@action
def archive_trajectory(trajectory, *, by, at, on):
    """Lay a process that ended in the memory. Again writes it anew.

    Source: assen-visie-2021#collectief-geheugen
    """
    if trajectory.step not in ENDED_STEPS:
        raise RuleBroken(
            _("Dit traject loopt nog. Het gaat pas naar het geheugen als het klaar is."),
            code="still_going_on",
        )
    close_evaluation(trajectory, by=by, at=at)
    remembered, is_new = Remembered.objects.update_or_create(
        trajectory=trajectory,
        defaults={"outcome": _outcome(trajectory)},
        create_defaults={"outcome": _outcome(trajectory), "remembered_on": on},
    )
    record(
        "remembered",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        again=not is_new,
        wrote=(remembered,),
    )
    return remembered


def _outcome(trajectory):
    decision = getattr(trajectory, "decision", None)
    return decision.standing.what if decision else trajectory.stopped_reason
