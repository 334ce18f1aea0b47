"""What of plans has not begun, was not called off and did not open: of many at once, for a query."""

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from speelruimte.activities.models import Activity
from speelruimte.agreements.models import Phase, PlannedMethod
from speelruimte.trajectories.models import Step


def not_begun(*, on):
    """Phases of many plans at once in which nothing was open yet on a day; what opens ahead opens on
    the first day of its phase."""
    begun = Activity.objects.filter(
        trajectory=OuterRef("version__trajectory"),
        phase=OuterRef("key"),
        cancelled_at__isnull=True,
        opens_on__lte=on,
    )
    return Phase.objects.filter(~Exists(begun))


def with_closing(phases):
    """These phases, each with ``closed_at``: when the last of what was opened in it was closed or called
    off. None while something of it is open, or can open still, and where nothing was opened.
    """
    opened = Activity.objects.filter(
        trajectory=OuterRef("version__trajectory"), phase=OuterRef("key")
    )
    last = Subquery(opened.order_by("-closed_at").values("closed_at")[:1])
    waits = not_opened().filter(phase=OuterRef("pk"))
    goes_on = Exists(opened.filter(closed_at__isnull=True)) | (
        Exists(waits) & Q(version__trajectory__step=Step.TAKING_PART)
    )
    return phases.annotate(closed_at=Case(When(goes_on, then=None), default=last))


def not_called_off():
    """What plans name, and was not called off."""
    called_off = _opened_as_planned().filter(cancelled_at__isnull=False)
    return PlannedMethod.objects.filter(~Exists(called_off))


def not_opened():
    """What plans name, and was neither opened nor called off."""
    return PlannedMethod.objects.filter(~Exists(_opened_as_planned()))


def _opened_as_planned():
    """What was opened of a planned method, or called off before, for a query over those."""
    return Activity.objects.filter(
        trajectory=OuterRef("phase__version__trajectory"),
        phase=OuterRef("phase__key"),
        planned=OuterRef("key"),
    )
