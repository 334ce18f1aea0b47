"""What goes along with a step: the text begins with the plan, and lies ready at its adoption."""

from speelruimte.agreements.actions import offer_version, start_version, take_back_version
from speelruimte.trajectories.models import Step


def follow(trajectory, *, came_from, by, at, reason=""):
    """Let the agreement follow the trajectory into its step. Part of moving on."""
    version = trajectory.versions.open().order_by("-number").first()
    if trajectory.step == Step.PLAN:
        if version is None:
            start_version(trajectory, by=by, at=at)
        elif came_from == Step.ADOPTION:
            take_back_version(version, reason=reason, by=by, at=at)
    elif trajectory.step == Step.ADOPTION and version is not None:
        offer_version(version, by=by, at=at)
