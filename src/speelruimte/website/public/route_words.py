"""How the rooms of a route are drawn for residents."""

from speelruimte.trajectories.models import Step


def shown_states(trajectory) -> dict[str, str]:
    """What is drawn instead of a state: of a plan that stopped nothing opens later."""
    stopped = trajectory is not None and trajectory.step == Step.STOPPED
    return {"here": "stopped", "ahead": "shut"} if stopped else {}
