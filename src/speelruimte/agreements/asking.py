"""Whose agreement is still asked."""

from django.db.models import Exists, OuterRef, Q

from speelruimte.agreements.models import Party, Stand, Version
from speelruimte.people.models import Membership


def stands_asked_of(person, *, on) -> list:
    """Parties this person speaks for, that said nothing yet of the text that is open, or spoke of
    an earlier one. Soonest named first; each with its trajectory.
    """
    speaks = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        person=person,
        speaks_for=True,
        organisation=OuterRef("organisation"),
    )
    is_open = Version.objects.open().filter(trajectory=OuterRef("trajectory"))
    said = Stand.objects.filter(
        party=OuterRef("pk"), version__state__in=Version.OPEN, on_earlier_text=False
    )
    return list(
        Party.objects.filter(Exists(speaks), Exists(is_open))
        .exclude(Exists(said))
        .select_related("trajectory", "organisation")
        .order_by("pk")
    )
