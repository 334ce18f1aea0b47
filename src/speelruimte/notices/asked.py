"""Asking for one mail when people can join: confirming, leaving, and owing it.

Source: aa-en-hunze#zo-vroeg-mogelijk
"""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from speelruimte.activities.models import Activity
from speelruimte.journal.acting import silent_action
from speelruimte.notices.asked_links import CONFIRM_WITHIN
from speelruimte.notices.models import AskedNotice, LeftNotice, Message
from speelruimte.notices.outbox import enqueue, reader_of
from speelruimte.people.models import Contact
from speelruimte.places.merging import leads_to
from speelruimte.places.models import Area, Street
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import keyed_fingerprint
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
    kind, _colon, value = _now_about(about).partition(":")
    model, key = _MODELS[kind]
    return model.objects.filter(**{key: value}).first()  # type: ignore[attr-defined]


def _now_about(about):
    """What a link is about now: an area may have gone into another since the link was sent."""
    kind, _colon, value = about.partition(":")
    return f"area:{leads_to(Area, value) or value}" if kind == "area" else about


@silent_action(because=OF_NO_PROCESS)
def confirm_notice(asking, *, by, at) -> AskedNotice | None:
    """Keep the address until the mail was sent; a second press keeps one. None: nothing to ask of.

    Raises RuleBroken with a link from before the same person stopped it.
    """
    subject = subject_of(asking.about)
    if subject is None:
        return None
    _check_not_left(asking)
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


def is_asked(asking) -> bool:
    """Whether somebody said yes to this already, and the mail is still to come."""
    subject, kind = subject_of(asking.about), asking.about.partition(":")[0]
    return subject is not None and _asked_already(asking.email, kind, subject) is not None


def _asked_already(email, kind, subject):
    return _asked_by(email).filter(**{kind: subject}).first()


def _asked_by(email):
    """By the address and not by its key: that changes with the key of the installation."""
    return AskedNotice.objects.filter(contact__email__iexact=email.strip())


@silent_action(because=OF_NO_PROCESS)
def leave_notice(asking, *, by, at) -> int:
    """No mail any more, and the address gone; also where the mail was about to go. How many.

    The link to say yes that lies in the same mailbox is of no use afterwards.
    """
    LeftNotice.objects.update_or_create(print=_print_of(asking), defaults={"left_at": at})
    about = _now_about(asking.about)
    kind, _colon, value = about.partition(":")
    _model, key = _MODELS[kind]
    left = set(
        _asked_by(asking.email)
        .filter(**{f"{kind}__{key}": value})
        .values_list("contact_id", flat=True)
    )
    owed = Message.objects.filter(
        kind=CAN_JOIN, sent_at__isnull=True, contact__email__iexact=asking.email.strip()
    )
    named = {about, asking.about}
    left |= {message.contact_id for message in owed if named & {*message.facts["asked"]}}
    Contact.objects.filter(pk__in=left).delete()
    return len(left)


def _print_of(asking):
    """One key for an address and what it asked about, that shows nobody either."""
    about = f"left:{asking.about}:{asking.email.strip().lower()}"
    return keyed_fingerprint(about, key=settings.RECEIPT_KEY.encode())[:32]


def _check_not_left(asking):
    left = LeftNotice.objects.filter(print=_print_of(asking))
    if asking.sealed_at is not None and left.filter(left_at__gte=asking.sealed_at).exists():
        raise RuleBroken(
            _("U hebt dit bericht gestopt. Wilt u het toch? Vraag het dan opnieuw aan."),
            code="was_left",
        )


@silent_action(because=OF_NO_PROCESS)
def forget_asked_of_ended(*, at) -> None:
    """Nobody can join any more: whoever asked for a mail about it gets none, and the address goes.

    That somebody stopped a mail goes with the last link to say yes.
    """
    LeftNotice.objects.filter(left_at__lt=at - CONFIRM_WITHIN).delete()
    ended = Trajectory.objects.ended()
    asked = AskedNotice.objects.filter(trajectory__in=ended)
    owed = Message.objects.filter(
        kind=CAN_JOIN, sent_at__isnull=True, case_number__in=ended.values("case_number")
    )
    Contact.objects.filter(
        Q(pk__in=asked.values("contact")) | Q(pk__in=owed.values("contact"))
    ).delete()


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
    asked: dict[str, list[AskedNotice]] = {}
    for notice in _asking_for(trajectory):
        if opened_on is None or local_day(notice.asked_at) < opened_on:
            asked.setdefault(notice.contact.email.lower(), []).append(notice)
    for first, *others in asked.values():
        enqueue(
            CAN_JOIN,
            contact=first.contact,
            about=trajectory.key,
            case_number=trajectory.case_number,
            at=at,
            again=str(first.pk),
            asked=[about_of(notice.subject) for notice in (first, *others)],
        )
        first.delete()
        for other in others:  # about the street and the area: one mail
            other.contact.delete()
    return len(asked)


def _asking_for(trajectory):
    areas = [area.pk for area in trajectory.areas.all()]
    if areas:
        return _asking_in(trajectory=trajectory.pk, areas=areas)
    return _asking_anywhere(trajectory=trajectory.pk)


@compiled_query
def _asking_in(*, trajectory, areas):
    return _asking(trajectory, Q(area__pk__in=areas) | Q(street__stretches__area__pk__in=areas))


@compiled_query
def _asking_anywhere(*, trajectory):
    return _asking(trajectory, Q(area__isnull=False) | Q(street__isnull=False))


def _asking(trajectory, here):
    asking = AskedNotice.objects.filter(Q(trajectory=trajectory) | here).distinct()
    return asking.select_related("contact", "trajectory", "area", "street")
