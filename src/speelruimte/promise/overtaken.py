"""What came after an answer, so that it may not hold any more."""

from speelruimte.decisions.models import Rectification


def decided_since(answer, trajectory) -> Rectification | None:
    """The newest other decision that was taken since this answer was given; None without one."""
    decision = getattr(trajectory, "decision", None)
    if answer is None or decision is None:
        return None
    last = decision.decided_last
    if last is decision or last.rectified_at < answer.given_at:
        return None
    return last
