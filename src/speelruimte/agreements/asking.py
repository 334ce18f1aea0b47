"""Whose agreement is still asked."""

from django.db.models import Exists, OuterRef

from speelruimte.agreements.models import Party, PartyAsked, Stand, Version
from speelruimte.people.models import Membership


def stands_asked_of(person, *, on) -> list:
    """Parties this person speaks for, that said nothing yet of the text that is open, or spoke of
    an earlier one. Soonest named first; each with its trajectory.
    """
    speaks = _speaking(on=on).filter(person=person)
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


def parties_to_ask(version, *, on_text, on) -> list:
    """The organisations that said nothing of this version as it reads now, and were not asked about it
    yet: those for whom somebody speaks on this day.
    """
    said_now = Stand.objects.filter(party=OuterRef("pk"), version=version.pk, on_earlier_text=False)
    spoke = Stand.objects.filter(
        party=OuterRef("party"), version=version.pk, recorded_at__gte=OuterRef("asked_at")
    )
    waits = PartyAsked.objects.filter(
        ~Exists(spoke), party=OuterRef("pk"), version=version.pk, on_text=on_text
    )
    active = _speaking(on=on).filter(person__is_active=True)
    return list(
        Party.objects.filter(Exists(active), trajectory=version.trajectory_id)
        .exclude(Exists(said_now))
        .exclude(Exists(waits))
        .select_related("organisation")
        .order_by("pk")
    )


def _speaking(*, on):
    """Who speaks for the organisation of a party on a day, for a query over parties."""
    return Membership.objects.speaking(on).filter(organisation=OuterRef("organisation"))
