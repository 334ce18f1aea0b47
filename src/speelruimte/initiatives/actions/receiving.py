"""Something comes in at the door."""

import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import check_can_receive
from speelruimte.journal.acting import action, record
from speelruimte.people.actions import leave_contact
from speelruimte.people.receipts import give_code, kept_once
from speelruimte.places.queries import area_at
from speelruimte.policy.queries import policy_in_force, read
from speelruimte.shared.errors import AlreadyDone
from speelruimte.shared.fingerprints import fingerprint

# Two people at the same instant read the same highest number; one of them tries the next one.
MOST_TRIES = 50


@dataclass(frozen=True)
class Received:
    """An initiative with the receipt code that belongs to it, to be shown once."""

    initiative: Initiative
    code: str


@action
def receive_initiative(
    *,
    kind,
    title,
    text,
    by,
    at,
    on,
    channel=Initiative.Channel.WEBSITE,
    policy=None,
    requirements=None,
    already_involved="",
    area=None,
    subject=None,
    place="",
    longitude=None,
    latitude=None,
    name="",
    email="",
    phone="",
    organisation=None,
    once="",
) -> Received:
    """Take in an idea or a development, whether or not it falls within the policy.

    ``on`` is the day it comes in: the policy of that day holds for it. ``text`` answers the first
    start question of the policy, ``requirements`` the others by their key. ``once`` is the
    one-time key of the form: a second press raises AlreadyDone with the same Received.
    """
    version = policy or policy_in_force(on=on)
    requirements = {key: words for key, words in (requirements or {}).items() if words.strip()}
    check_can_receive(
        read(version),
        kind=kind,
        title=title,
        text=text,
        already_involved=already_involved,
        place=place,
        requirements=requirements,
        by=by,
        on=on,
    )
    if area is None and longitude is not None:
        area = area_at(longitude, latitude)
    code, kept = give_code(once=once)
    salt = secrets.token_hex(16)
    contact = leave_contact(name=name.strip(), email=email.strip(), phone=phone.strip())
    initiative = _with_a_number(
        on.year,
        code=code,
        policy=version,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        already_involved=already_involved.strip(),
        requirements=requirements,
        area=area,
        subject=subject,
        place=place.strip(),
        longitude=longitude,
        latitude=latitude,
        contact=contact,
        organisation=organisation,
        channel=channel,
        received_at=at,
        facts={"initiator": str(kind)},
        receipt_hash=kept,
        one_time_key=kept_once(once),
        salt=salt,
    )
    record(
        "initiative_received",
        about=initiative.key,
        by=by or contact,
        at=at,
        case_number=initiative.case_number,
        kind=str(kind),
        channel=str(channel),
        policy=version.fingerprint,
        area=area.key if area else "",
        subject=subject.key if subject else "",
        words_fingerprint=fingerprint(salt + initiative.text),
    )
    return Received(initiative, code)


def _with_a_number(year, *, code, **fields):
    for _try in range(MOST_TRIES):
        try:
            with transaction.atomic():
                return Initiative.objects.create(case_number=next_case_number(year), **fields)
        except IntegrityError:
            _refuse_second_press(fields["one_time_key"], code)
    raise RuntimeError(f"No case number could be had in {MOST_TRIES} tries.")


def _refuse_second_press(kept, code):
    first = kept and Initiative.objects.filter(one_time_key=kept).first()
    if first:
        raise AlreadyDone(
            _("Uw idee was al ontvangen."), result=Received(first, code), code="sent_already"
        )


def next_case_number(year) -> str:
    """The first number of a year that is not taken: ``2027-0012``."""
    numbers = Initiative.objects.filter(case_number__startswith=f"{year}-")
    # 2027-10000 is longer than 2027-9999, and comes after it.
    highest = numbers.order_by(Length("case_number").desc(), "-case_number").values_list(
        "case_number", flat=True
    )
    last = highest.first()
    number = int(last.partition("-")[2]) if last else 0
    return f"{year}-{number + 1:04d}"
