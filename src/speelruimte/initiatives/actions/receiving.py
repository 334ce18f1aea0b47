"""Something comes in at the door."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import check_can_receive
from speelruimte.journal.acting import action, record
from speelruimte.people.actions import leave_contact
from speelruimte.people.intake import (
    NOBODY,
    NOWHERE,
    Channel,
    Receipt,
    Words,
    first_press,
    receipt_of,
    received_once,
)
from speelruimte.places.merging import as_it_is_now
from speelruimte.places.queries import area_at
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.shared.fingerprints import fingerprint

# Two people at the same instant read the same highest number; one of them tries the next one.
MOST_TRIES = 50


@dataclass(frozen=True)
class Start(Words):
    """What somebody brings at the door.

    ``text`` answers the first start question of the policy, ``requirements`` the others by key.
    """

    already_involved: str = ""
    requirements: Mapping[str, str] = field(default_factory=dict)

    def stripped(self) -> "Start":
        """Without the blanks around it, and without the questions that were left open."""
        answered = {key: words for key, words in self.requirements.items() if words.strip()}
        return replace(
            self,
            title=self.title.strip(),
            text=self.text.strip(),
            already_involved=self.already_involved.strip(),
            requirements=answered,
        )

    def columns(self) -> dict:
        own = {"already_involved": self.already_involved, "requirements": self.requirements}
        return super().columns() | own


@received_once(Initiative)
@action
def receive_initiative(
    *,
    kind,
    words,
    where=NOWHERE,
    reach=NOBODY,
    subject=None,
    organisation=None,
    more_areas=(),
    channel=Channel.WEBSITE,
    policy=None,
    by,
    at,
    on,
    idempotency_key="",
) -> Receipt:
    """Take in an idea or a development, whether or not it falls within the policy.

    ``on`` is the day it comes in: the policy of that day holds for it. ``words`` are a Start.
    ``more_areas`` are those beside that of ``where``.
    ``idempotency_key`` is that of the form: a second press raises AlreadyDone with the first
    Receipt.
    """
    version = policy or policy_in_force(on=on)
    _check(parsed_policy(version), kind, words, where, by=by, on=on)
    where, subject = _placed(where), as_it_is_now(subject)
    more_areas = [as_it_is_now(area) for area in more_areas]
    code, receipt = receipt_of(idempotency_key)
    contact = leave_contact(reach)
    initiative = _with_a_number(
        on.year,
        idempotency_key=idempotency_key,
        policy=version,
        kind=kind,
        subject=subject,
        contact=contact,
        organisation=organisation,
        more_areas=[area.key for area in more_areas],
        channel=channel,
        received_at=at,
        created_at=at,
        entered_by=(by.reference or "") if by and kind == Initiative.Kind.MUNICIPALITY else "",
        facts={"initiator": str(kind)},
        **words.stripped().columns(),
        **where.columns(),
        **receipt,
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
        area=initiative.area.key if initiative.area else "",
        **({"more_areas": initiative.more_areas} if initiative.more_areas else {}),
        subject=subject.key if subject else "",
        words_fingerprint=fingerprint(initiative.salt + initiative.text),
        wrote=(initiative,),
    )
    return Receipt(initiative, code)


def _check(policy, kind, words, where, *, by, on):
    check_can_receive(
        policy,
        kind=kind,
        title=words.title,
        text=words.text,
        already_involved=words.already_involved,
        place=where.place,
        requirements=words.stripped().requirements,
        by=by,
        on=on,
    )


def _placed(where):
    """With the area in which the point lies, where none was chosen."""
    area = where.area
    if area is None and where.longitude is not None:
        area = area_at(where.longitude, where.latitude)
    return replace(where, area=as_it_is_now(area), place=where.place.strip())


def _with_a_number(year, *, idempotency_key, **fields):
    for _try in range(MOST_TRIES):
        try:
            with transaction.atomic():
                return Initiative.objects.create(case_number=next_case_number(year), **fields)
        except IntegrityError:
            if first_press(Initiative, idempotency_key) is not None:
                raise
    raise RuntimeError(f"No case number could be had in {MOST_TRIES} tries.")


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
