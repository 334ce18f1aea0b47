"""Words that came in elsewhere, in one file: what will happen, and then that and nothing else."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.actions.accept import (
    first_state,
    lock_activity_shared,
    words_fingerprint,
)
from speelruimte.activities.models import Contribution, Import
from speelruimte.activities.rules import (
    check_can_enter,
    check_words_count,
    may_enter_for_others,
    timing_of,
)
from speelruimte.journal.acting import action, record
from speelruimte.people.intake import NOBODY, Channel, Reach, Where, Words, receipt_of
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code
from speelruimte.places.models import Area
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, raise_tally

NEW, KNOWN, FAULT = "new", "known", "fault"
BATCH = 500
# What is said of a row that will be taken in, by its timing.
TAKEN_IN_AS = {
    "": gettext_lazy("Wordt ingelezen."),
    Contribution.Timing.EARLY: gettext_lazy(
        "Wordt ingelezen. Het kwam vóór de eerste dag en krijgt een eigen antwoord."
    ),
    Contribution.Timing.LATE: gettext_lazy(
        "Wordt ingelezen. Het kwam na de laatste dag en krijgt een eigen antwoord."
    ),
}
# What people write in the column "kanaal".
CHANNELS = {
    "": Channel.FILE,
    "bestand": Channel.FILE,
    "website": Channel.WEBSITE,
    "site": Channel.WEBSITE,
    "online": Channel.WEBSITE,
    "papier": Channel.PAPER,
    "formulier": Channel.PAPER,
    "telefoon": Channel.PHONE,
    "brief": Channel.LETTER,
    "e-mail": Channel.MAIL,
    "email": Channel.MAIL,
    "mail": Channel.MAIL,
    "bijeenkomst": Channel.MEETING,
    "avond": Channel.MEETING,
    "balie": Channel.COUNTER,
    "gesprek": Channel.COUNTER,
    "balie of gesprek": Channel.COUNTER,
}


@dataclass(frozen=True)
class Outlook:
    """What will happen with one row: taken in, passed over because it is known, or a fault."""

    row: Any
    what: str
    sentence: str = ""
    area: Area | None = None
    contribution: Contribution | None = None

    @property
    def is_new(self):
        return self.what == NEW


def file_fingerprint_of(data: bytes) -> str:
    """By what a file is known again."""
    return hashlib.sha256(data).hexdigest()


def outlook(activity, rows, *, origin, file_fingerprint, on) -> list[Outlook]:
    """Per row what an import would do. Changes nothing.

    A row is known by activity, origin and ``number``; without a number by the file and its place
    in it, never by its text: two neighbours with one letter are two contributions.

    Source: market#op-papier
    """
    known = _Known(activity, rows, origin=origin, file_fingerprint=file_fingerprint)
    areas = {}
    for area in Area.objects.all():
        areas[area.name.lower()] = areas[area.key] = area
    return [_foreseen(row, activity, known, areas, origin, on) for row in rows]


class _Known:
    """What is there already, and which numbers stand in the file more than once."""

    def __init__(self, activity, rows, *, origin, file_fingerprint):
        came_here = Q(activity=activity) | Q(moves__came_from=activity)
        existing = (
            Contribution.objects.filter(came_here)
            .distinct()
            .only(
                "origin_number", "origin_row", "text", "state", "redaction_reason", "receipt_hash"
            )
        )
        self.by_number = {}
        if origin and any(row.number for row in rows):
            numbered = existing.filter(origin=origin).exclude(origin_number="")
            self.by_number = {contribution.origin_number: contribution for contribution in numbered}
        placed = existing.filter(origin_file=file_fingerprint, origin_number="")
        self.by_row = {contribution.origin_row: contribution for contribution in placed}
        self.first_row = {}
        for row in rows:
            if row.number:
                self.first_row.setdefault(row.number, row.row)

    def of(self, row):
        return self.by_number.get(row.number) if row.number else self.by_row.get(row.row)


def _foreseen(row, activity, known, areas, origin, on):
    area = areas.get(row.area.lower()) if row.area else None
    fault = _fault(row, known, area, origin)
    if fault:
        return Outlook(row, FAULT, fault)
    existing = known.of(row)
    if existing is None:
        try:
            received_on = row.received_on or on
            check_words_count(activity.trajectory)
            check_can_enter(activity, received_on=received_on, on=on)
        except RuleBroken as broken:
            return Outlook(row, FAULT, broken.sentence)
        timing = timing_of(activity, received_on=received_on)
        return Outlook(row, NEW, TAKEN_IN_AS[timing], area=area)
    was_changed = existing.redaction_reason or existing.state == Contribution.State.ERASED
    if existing.text != row.text and not was_changed:
        return Outlook(
            row,
            FAULT,
            _(
                "Nummer %(number)s is al ingelezen, met een andere tekst. Haal deze rij uit het bestand, "
                "of geef de nieuwe tekst een eigen nummer."
            )
            % {"number": row.number},
        )
    return Outlook(row, KNOWN, _("Is al ingelezen en blijft zoals het is."), contribution=existing)


def _fault(row, known, area, origin):
    if row.number and not origin:
        return _("Er staat een nummer bij. Geef dan ook een naam voor de herkomst van het bestand.")
    if row.number and known.first_row[row.number] != row.row:
        return _(
            "Nummer %(number)s staat ook in rij %(other)s. Geef elke rij een eigen nummer."
        ) % {"number": row.number, "other": known.first_row[row.number]}
    if row.area and area is None:
        return _("Het gebied ‘%(area)s’ kennen we niet. Kies een gebied van de gemeente.") % {
            "area": row.area
        }
    if row.channel.lower() not in CHANNELS:
        return _("Het kanaal ‘%(channel)s’ kennen we niet. Kies uit: %(names)s.") % {
            "channel": row.channel,
            "names": ", ".join(name for name in CHANNELS if name),
        }
    return ""


@action
def import_contributions(
    activity,
    *,
    rows,
    origin,
    file_fingerprint,
    by,
    at,
    idempotency_key="",
    hand_over=None,
    on_batch=lambda _taken_in: None,
):
    """Take in all new rows of a file, or none; returns a list of (row number, code).

    With one faulty row nothing is taken in: RuleBroken names every fault. One journal entry for
    the whole file. ``idempotency_key`` makes codes that a second press gives again. ``hand_over`` is told
    the codes before anything is final, so that what cannot be written down is not taken in.
    ``on_batch`` is told after every batch how many rows are in, which is final only at the end.
    ``by`` is None on the command line.
    """
    lock_trajectory(activity.trajectory)
    activity = lock_activity_shared(activity)
    trajectory, on = activity.trajectory, local_day(at)
    check_may(
        by is None or may_enter_for_others(by, trajectory, on=on),
        _("Alleen medewerkers lezen een bestand met inbreng in."),
    )
    if len(origin) > 120:
        raise RuleBroken(
            _("De naam van de herkomst is te lang: er passen 120 tekens."), code="too_long"
        )
    seen = outlook(activity, rows, origin=origin, file_fingerprint=file_fingerprint, on=on)
    _check_no_fault(seen)
    codes = [*_given_before(seen, idempotency_key)]
    new = [row_outlook for row_outlook in seen if row_outlook.is_new]
    if new:
        codes += _take_in(
            activity, new, origin, file_fingerprint, by, at, idempotency_key, on_batch
        )
    codes.sort()
    if hand_over is not None and new:
        hand_over(codes)
    return codes


def _check_no_fault(seen):
    faults = [
        _("Rij {row}: {fault}").format(row=row_outlook.row.row, fault=row_outlook.sentence)
        for row_outlook in seen
        if row_outlook.what == FAULT
    ]
    if faults:
        raise RuleBroken(
            "\n".join([_("Er is niets ingelezen, want in het bestand klopt iets niet."), *faults]),
            code="faulty_file",
        )


def codes_of_file(activity, *, file_fingerprint, idempotency_key) -> list[tuple[int, str]]:
    """The codes that a form with this idempotency key gave to the rows of a file: (row number, code).

    They follow from the key, which whoever confirmed the file has; rows of another form stay out.
    """
    rows = activity.contributions.filter(origin_file=file_fingerprint)
    codes = []
    for row, receipt_hash in rows.order_by("origin_row").values_list("origin_row", "receipt_hash"):
        code, hashed = new_code(idempotency_key=f"{idempotency_key}:{row}")
        if hashed == receipt_hash:
            codes.append((row, code))
    return codes


def _given_before(seen, idempotency_key):
    """Codes of rows that this very form brought in: a second press shows them again."""
    if not idempotency_key:
        return
    for row_outlook in seen:
        if row_outlook.contribution is not None:
            code, code_hash = new_code(idempotency_key=f"{idempotency_key}:{row_outlook.row.row}")
            if code_hash == row_outlook.contribution.receipt_hash:
                yield row_outlook.row.row, code


def _take_in(activity, new, origin, file_fingerprint, by, at, idempotency_key, on_batch):
    came_with = Import.objects.create(
        activity=activity,
        fingerprint=file_fingerprint,
        origin=origin,
        rows=len(new),
        imported_at=at,
    )
    contacts = _contacts(new)
    made, codes = [], []
    for position, row_outlook in enumerate(new):
        code, columns = receipt_of(
            f"{idempotency_key}:{row_outlook.row.row}" if idempotency_key else ""
        )
        codes.append((row_outlook.row.row, code))
        # A microsecond apart: long lists are walked by the moment, and keep the order of the file.
        moment = at + timedelta(microseconds=position)
        contribution = _contribution(
            activity, row_outlook, columns, origin, file_fingerprint, moment
        )
        contribution.contact = contacts.get(row_outlook.row.row)
        contribution.came_with = came_with
        made.append(contribution)
    for start in range(0, len(made), BATCH):
        batch = Contribution.objects.bulk_create(made[start : start + BATCH])
        on_batch(start + len(batch))
    raise_tally(activity.trajectory, received=len(made), **{str(first_state(activity)): len(made)})
    record(
        "contributions_imported",
        about=f"import:{came_with.pk}",
        by=by,
        at=at,
        case_number=activity.trajectory.case_number,
        activity=activity.address,
        rows=len(made),
        file_fingerprint=file_fingerprint,
        words_fingerprint=fingerprint(
            "".join(words_fingerprint(new_contribution) for new_contribution in made)
        ),
    )
    return codes


def _contribution(activity, row_outlook, receipt, origin, file_fingerprint, moment):
    row = row_outlook.row
    received_at = _received(row, moment)
    return Contribution(
        trajectory=activity.trajectory,
        activity=activity,
        channel=CHANNELS[row.channel.lower()],
        received_at=received_at,
        timing=timing_of(activity, received_on=local_day(received_at)),
        created_at=moment,
        state=first_state(activity),
        origin=origin,
        origin_number=row.number,
        origin_row=row.row,
        origin_file=file_fingerprint,
        **Words(text=row.text, title=row.title).columns(),
        **Where(area=row_outlook.area).columns(),
        **receipt,
    )


def _received(row, moment):
    """Noon of the day that the file gives: it knows no hour."""
    if row.received_on is None:
        return moment
    noon = timezone.make_aware(datetime.combine(row.received_on, time(12)))
    return min(noon.astimezone(UTC), moment)


def _contacts(new):
    """How to reach people, by row, for those who left something."""
    left = {
        row_outlook.row.row: Reach(name=row_outlook.row.name, email=row_outlook.row.email)
        for row_outlook in new
    }
    left = {row: reach for row, reach in left.items() if reach != NOBODY}
    made = Contact.objects.bulk_create(
        [Contact(**reach.columns()) for reach in left.values()], batch_size=BATCH
    )
    return dict(zip(left, made, strict=True))
