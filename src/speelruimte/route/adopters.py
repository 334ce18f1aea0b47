"""The bodies that adopted an agreement, and those of them that did not let its process stop."""

from speelruimte.agreements.models import Adoption
from speelruimte.policy.schema import Gate
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.trajectories.models import Step


def bodies_that_adopted(trajectory) -> list[str]:
    """The keys of the bodies that adopted an agreement here."""
    adopted = Adoption.objects.filter(
        version__trajectory=trajectory, outcome__in=("adopted", "with_changes")
    )
    return list(adopted.exclude(body="").order_by("body").values_list("body", flat=True).distinct())


def bodies_that_refrain(trajectory) -> list[str]:
    """The keys of the bodies that adopted the agreement and did not say that it may stop."""
    last = {row.body: row.agrees for row in trajectory.stop_questions.order_by("pk")}
    return [body for body in bodies_that_adopted(trajectory) if not last.get(body)]


def all_let_it_stop(case) -> bool:
    """The bodies were asked whether it may stop, and each let it."""
    trajectory = case.trajectory
    is_asked = trajectory.step == Step.TAKING_PART and case.gate_holds(Gate.STOPPING)
    return (
        is_asked
        and bool(all_of(trajectory, "stop_questions"))
        and not bodies_that_refrain(trajectory)
    )
