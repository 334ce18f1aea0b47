"""Asking for one mail when people can join: confirming, leaving, and owing it.

Source: aa-en-hunze#zo-vroeg-mogelijk
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from speelruimte.activities.models import Activity
from speelruimte.journal.acting import silent_action
from speelruimte.notices.models import AskedNotice, Message
from speelruimte.notices.outbox import enqueue, reader_of
from speelruimte.people.models import Contact
from speelruimte.places.models import Area, Street
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory

OF_NO_PROCESS = "it is no part of any process, and is gone once the one mail was sent"
CAN_JOIN = "can_join"
# A worker that stood still for some days still tells of what opened meanwhile.
BEHIND = timedelta(days=14)
_MODELS = {
    "trajectory": (Trajectory, "case_number"),
    "area": (Area, "key"),
    "street": (Street, "key"),
}


def about_of(subject: Trajectory | Area | Street) -> str:
    """How a link names what somebody asked about."""
    kind, (_model, key) = next(
        (kind, named) for kind, named in _MODELS.items() if isinstance(subject, named[0])
    )
    return f"{kind}:{getattr(subject, key)}"


def subject_of(about: str) -> Trajectory | Area | Street | None:
    """What a link is about; None when it is there no more."""
    kind, _colon, value = about.partition(":")
    model, key = _MODELS[kind]
    return model.objects.filter(**{key: value}).first()  # type: ignore[attr-defined]


@silent_action(because=OF_NO_PROCESS)
def confirm_notice(asking, *, by, at) -> AskedNotice | None:
    """Keep the address until the mail was sent; a second press keeps one. None: nothing to ask of."""
    subject = subject_of(asking.about)
    if subject is None:
        return None
    kind = asking.about.partition(":")[0]
    asked = _asked_already(asking.email, kind, subject)
    if asked is not None:
        return asked
    try:
        with transaction.atomic():
            contact = Contact.objects.create(email=asking.email, language=asking.language)
            return AskedNotice.objects.create(
                contact=contact, reader=reader_of(contact), asked_at=at, **{kind: subject}
            )
    except IntegrityError:  # pressed twice at one moment
        return _asked_already(asking.email, kind, subject)


def _asked_already(email, kind, subject):
    reader = reader_of(Contact(email=email))
    return AskedNotice.objects.filter(reader=reader, **{kind: subject}).first()


@silent_action(because=OF_NO_PROCESS)
def leave_notice(asking, *, by, at) -> int:
    """No mail any more, and the address gone; also where the mail was about to go. How many."""
    subject = subject_of(asking.about)
    if subject is None:
        return 0
    kind = asking.about.partition(":")[0]
    asked = _asked_already(asking.email, kind, subject)
    contacts = Contact.objects.filter(pk=asked.contact_id if asked else None)
    if kind == "trajectory":
        owed = Message.objects.unsent().filter(kind=CAN_JOIN, about=subject.key)
        contacts |= Contact.objects.filter(
            email__iexact=asking.email, pk__in=owed.values("contact")
        )
    return sum(contact.delete()[0] > 0 for contact in contacts)


def owe_asked_after(entries):
    """What opened just now is owed to who asked for it; part of the action that opened it."""
    for entry in entries:
        if entry["verb"] == "activity_opened":
            opens_on = str(entry["facts"]["opens_on"])
            if opens_on <= local_day(entry["at"]).isoformat():
                _owe(Trajectory.objects.get(case_number=entry["case_number"]), at=entry["at"])


@silent_action(because=OF_NO_PROCESS)
def owe_asked_of_day(*, on, at) -> int:
    """What was opened before and begins on this day. Returns how many mails."""
    begun = Activity.objects.open_on(on).filter(opens_on__gt=on - BEHIND)
    return sum(
        _owe(activity.trajectory, at=at, opened_on=activity.opens_on)
        for activity in begun.select_related("trajectory")
    )


def _owe(trajectory, *, at, opened_on=None):
    """One mail to each address that asked about this process or where it is; then it asks no more."""
    owed = set()
    for notice in _asking_for(trajectory).select_related("contact"):
        if opened_on is not None and local_day(notice.asked_at) >= opened_on:
            continue
        if notice.reader in owed:  # about the street and the area: one mail
            notice.contact.delete()
            continue
        owed.add(notice.reader)
        enqueue(
            CAN_JOIN,
            contact=notice.contact,
            about=trajectory.key,
            case_number=trajectory.case_number,
            at=at,
            again=str(notice.pk),
        )
        notice.delete()
    return len(owed)


def _asking_for(trajectory):
    areas = list(trajectory.areas.all())
    if not areas:
        here = Q(area__isnull=False) | Q(street__isnull=False)
    else:
        here = Q(area__in=areas) | Q(street__stretches__area__in=areas)
    return AskedNotice.objects.filter(Q(trajectory=trajectory) | here).distinct()
