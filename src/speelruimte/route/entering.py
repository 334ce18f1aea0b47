"""What goes along with a step: the text of the agreement, the result, and at the end the memory."""

from speelruimte.agreements.actions import (
    let_open_text_lapse,
    offer_version,
    start_version,
    take_back_version,
)
from speelruimte.agreements.queries import open_version
from speelruimte.decisions.actions import take_result_back
from speelruimte.memory.actions import archive_trajectory
from speelruimte.route.telling import ask_again_for_a_stand, tell_of_stopping, tell_who_adopted
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import ENDED_STEPS, Step


def apply_step_effects(trajectory, *, came_from, by, at, reason=""):
    """Let agreement, result and memory follow a trajectory into its step. Part of moving on.

    Source: assen-visie-2021#collectief-geheugen
    """
    version = open_version(trajectory)
    if trajectory.step == Step.PLAN:
        if version is None:
            start_version(trajectory, by=by, at=at)
        elif came_from == Step.ADOPTION:
            take_back_version(version, reason=reason, by=by, at=at)
    elif trajectory.step == Step.ADOPTION and version is not None:
        ask_again_for_a_stand(offer_version(version, by=by, at=at), by=by, at=at)
    elif trajectory.step in (Step.DECISION, Step.STOPPED):
        let_open_text_lapse(trajectory, by=by, at=at)
    elif trajectory.step == Step.RESULT and came_from == Step.DECISION:
        take_result_back(trajectory, by=by, at=at)
    if trajectory.step in ENDED_STEPS:
        _end(trajectory, came_from=came_from, by=by, at=at)


def _end(trajectory, *, came_from, by, at):
    if trajectory.step == Step.STOPPED:
        tell_of_stopping(trajectory, at=at)
        tell_who_adopted(trajectory, "adopted_stopped", at=at)
    elif came_from == Step.EVALUATION:
        tell_who_adopted(trajectory, "adopted_learned", at=at)
    archive_trajectory(trajectory, by=by, at=at, on=local_day(at))
