"""What was written down wrong is put right, for everybody who read it: a letter, and the memory."""

from speelruimte.decisions.actions import rectify_decision, rectify_feedback, tell_again
from speelruimte.evaluation.actions import rectify_lesson
from speelruimte.journal.acting import action
from speelruimte.memory.actions import archive_trajectory
from speelruimte.notices.telling import owe_contributors
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import ENDED_STEPS


@action
def rectify_decision_and_tell(trajectory, *, why, etag="", by, at, on, **written):
    """As ``rectify_decision``; who took part hears it, and the memory says it as it stands now."""
    rectification = rectify_decision(trajectory, why=why, etag=etag, by=by, at=at, on=on, **written)
    kind = "decision_replaced" if rectification.decided_on else "rectified"
    _tell(trajectory, f"decision:{rectification.pk}", kind=kind, by=by, at=at, on=on)
    return rectification


@action
def rectify_feedback_and_tell(trajectory, *, text, why, by, at, on):
    """As ``rectify_feedback``; who took part hears it."""
    earlier = rectify_feedback(trajectory, text=text, why=why, by=by, at=at, on=on)
    _tell(trajectory, f"feedback:{earlier.pk}", by=by, at=at, on=on)
    return earlier


@action
def tell_again_and_tell(trajectory, *, text, by, at, on):
    """As ``tell_again``; who took part gets the new text. Returns how many addresses."""
    earlier = tell_again(trajectory, text=text, by=by, at=at, on=on)
    trajectory = lock_trajectory(trajectory)
    number = owe_contributors("told", trajectory, at=at, version=f"again:{earlier.pk}")
    if trajectory.step in ENDED_STEPS:
        archive_trajectory(trajectory, by=by, at=at, on=on)
    return number


@action
def rectify_lesson_and_tell(lesson, *, text, why, by, at, on):
    """As ``rectify_lesson``; who took part hears it."""
    earlier = rectify_lesson(lesson, text=text, why=why, by=by, at=at, on=on)
    _tell(lesson.trajectory, f"lesson:{earlier.pk}", by=by, at=at, on=on)
    return earlier


def _tell(trajectory, rectified, *, kind="rectified", by, at, on):
    trajectory = lock_trajectory(trajectory)  # with the decision as it stands now
    owe_contributors(kind, trajectory, at=at, version=rectified)
    if trajectory.step in ENDED_STEPS:
        archive_trajectory(trajectory, by=by, at=at, on=on)
