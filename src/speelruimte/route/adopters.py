"""The bodies that adopted an agreement, and those of them that did not let its process stop."""

from speelruimte.agreements.models import Adoption


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
