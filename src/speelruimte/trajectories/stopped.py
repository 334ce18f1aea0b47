"""When a trajectory stopped."""

from datetime import datetime

from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.trajectories.models import Step


def stopped_at(trajectory) -> datetime | None:
    """The moment; None of what did not stop. One query, and none once its passages were fetched."""
    if trajectory.step != Step.STOPPED:
        return None
    fetch_ahead([trajectory], "passages")
    came = [passage for passage in trajectory.passages.all() if passage.step == Step.STOPPED]
    return came[-1].entered_at if came else None
