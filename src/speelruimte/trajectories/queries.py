"""What pages ask about a process itself."""

from speelruimte.initiatives.models import Initiative
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.models import Trajectory


def trajectory_numbered(case_number) -> Trajectory | None:
    """The process with this number, with its policy, subject and kept counts. One query."""
    return next(iter(_with_case_number(case_number=case_number)), None)


@compiled_query
def _with_case_number(*, case_number):
    numbered = Trajectory.objects.filter(case_number=case_number)
    return numbered.select_related("policy", "subject", "tally")


@compiled_query
def began_with(*, trajectory):
    """The initiative that the process with this key began with, in a list of at most one."""
    joined = Initiative.objects.filter(trajectories=trajectory).order_by("pk")
    return joined.select_related("quickscan", "ruling")[:1]


@compiled_query
def initiatives_in(*, trajectory):
    """What came in and is part of the process with this key, with its area."""
    return Initiative.objects.filter(trajectories=trajectory).select_related("area").order_by("id")


def is_public(trajectory) -> bool:
    """Whether residents may see this process."""
    return bool(_public(trajectory=trajectory.pk))


@compiled_query
def _public(*, trajectory):
    return Trajectory.objects.public().filter(pk=trajectory).values_list("pk", flat=True)
