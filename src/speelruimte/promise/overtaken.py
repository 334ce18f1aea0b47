"""What came after an answer, so that it may not hold any more."""

from speelruimte.decisions.models import Answer, Rectification
from speelruimte.trajectories.models import Step


def decided_since(answer, trajectory) -> Rectification | None:
    """The newest other decision that was taken since this answer was given; None without one."""
    decision = getattr(trajectory, "decision", None)
    if answer is None or decision is None:
        return None
    last = decision.decided_last
    if last is decision or last.rectified_at < answer.given_at:
        return None
    return last


def taken_back_by_stopping(answer, trajectory) -> bool:
    """The process stopped, and this answer said that something would be done with the words."""
    taken_over = (Answer.Verdict.TAKEN_OVER, Answer.Verdict.PARTLY)
    return answer is not None and trajectory.step == Step.STOPPED and answer.verdict in taken_over
