"""Telling everybody who took part that the agreement has changed."""

from django.db.models import Q

from speelruimte.activities.models import Contribution
from speelruimte.notices.models import Message
from speelruimte.notices.outbox import owe_many, reader_of
from speelruimte.people.models import Contact


def tell_of_amendment(trajectory, version, *, at) -> int:
    """Owe a mail to each address that took part or was party. Part of adopting an amendment.

    Every new version is told once to every address. Returns how many addresses.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    owed = {}
    for contact in _reached(trajectory):
        once = f"agreement_changed:{trajectory.key}:{version.number}:{reader_of(contact)}"
        owed.setdefault(
            once,
            Message(
                once=once,
                kind="agreement_changed",
                contact=contact,
                case_number=trajectory.case_number,
                about=trajectory.key,
                facts={"version": version.number},
                created_at=at,
                try_after=at,
            ),
        )
    Message.objects.bulk_create(owed.values(), ignore_conflicts=True, batch_size=500)
    return len(owed)


def tell_of_agreement(trajectory, *, at) -> int:
    """Owe a mail to who brought it up and who was asked as a party: the agreement stands."""
    readers = [(contact, {}) for contact in _reached(trajectory)]
    return owe_many(
        "agreement_adopted",
        readers,
        about=trajectory.key,
        case_number=trajectory.case_number,
        at=at,
    )


def _reached(trajectory):
    """Contacts with an address: who wrote something, who brought it up, and parties by name."""
    sources = (
        Contribution.objects.filter(trajectory=trajectory, contact__isnull=False),
        trajectory.initiatives.filter(contact__isnull=False),
        trajectory.parties.filter(contact__isnull=False),
    )
    reached = Q()
    for rows in sources:
        reached |= Q(pk__in=rows.order_by().values("contact_id"))
    return Contact.objects.filter(reached).exclude(email="").order_by("pk")
