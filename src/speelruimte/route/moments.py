"""Moments that still come, as a queryset: as ``agreements.moments.moments_coming`` of many at once."""

from speelruimte.agreements.models import Moment


def moments_to_come(moments, *, on):
    """Those of these rows from a day on; of a decision that is there already no day comes."""
    decided = {"is_decision": True, "version__trajectory__decision__isnull": False}
    return moments.filter(day__gte=on).exclude(**decided)


def moments_in_force(*, on):
    """What comes in everything that runs, as the agreement in force promises it."""
    return moments_to_come(Moment.objects.in_force(), on=on)
