"""What of plans has not begun, was not called off and did not open: of many at once, for a query."""

from django.db.models import Exists, OuterRef

from speelruimte.activities.models import Activity
from speelruimte.agreements.models import Phase, PlannedMethod


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
