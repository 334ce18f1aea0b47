"""Words that came in elsewhere, in one file: what will happen, and then that and nothing else."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from speelruimte.activities.actions.accept import (
    first_state,
    lock_activity_shared,
    words_fingerprint,
)
from speelruimte.activities.models import Contribution, Import
from speelruimte.activities.outlook import CHANNELS, FAULT, outlook, plain_origin
from speelruimte.activities.rules import may_enter_for_others, timing_of
from speelruimte.activities.texts import (
    OfEach,
    area_fingerprint,
    contact_mark,
    how_it_came,
    titles_fingerprint,
)
from speelruimte.journal.acting import action, record
from speelruimte.people.intake import NOBODY, Reach, Where, Words, receipt_of
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code
from speelruimte.places.merging import as_it_is_now
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, raise_tally

BATCH = 500


@dataclass(frozen=True)
class ImportChoices:
    """What whoever takes a file in has chosen.

    ``columns`` says which column is which, as the reader of the file was told, and is remembered
    for the origin. ``again`` takes in rows whose words are in already, ``without_faulty`` leaves
    rows with a fault out instead of refusing the file, ``with_totals`` takes in what looks like a total.
    """

    columns: dict[str, str] = field(default_factory=dict)
    again: bool = False
    without_faulty: bool = False
    with_totals: bool = False


AS_IT_IS = ImportChoices()


def file_fingerprint_of(data: bytes) -> str:
    """By what a file is known again."""
    return hashlib.sha256(data).hexdigest()


def files_of_words(activity, *, most=10) -> list[Import]:
    """The files that were taken in here, newest first."""
    return list(activity.imports.order_by("-pk")[:most])


def columns_of_origin(origin, *, headings=()) -> dict[str, str]:
    """Which column was which in the last file from this origin, however its capitals are.

    Empty where nobody chose, or where one of ``headings`` was not in that file: a new column may be
    anything.
    """
    if not origin:
        return {}
    chosen = Import.objects.exclude(columns={})
    every = chosen.order_by().values_list("origin", flat=True).distinct()
    same = [written for written in every if plain_origin(written) == plain_origin(origin)]
    earlier = chosen.filter(origin__in=same)
    columns = earlier.order_by("-pk").values_list("columns", flat=True).first() or {}
    return columns if set(headings) <= columns.keys() else {}


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
    choices=AS_IT_IS,
    hand_over=None,
    on_batch=lambda _taken_in: None,
):
    """Take in all new rows of a file, or none; returns a list of (row number, code).

    With one faulty row nothing is taken in, unless the choices leave it out: RuleBroken names
    every fault. One journal entry for the whole file. ``idempotency_key`` makes codes that a second press gives again. ``hand_over`` is told
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
    seen = outlook(
        activity,
        rows,
        origin=origin,
        file_fingerprint=file_fingerprint,
        on=on,
        again=choices.again,
        with_totals=choices.with_totals,
    )
    if not choices.without_faulty:
        _check_no_fault(seen)
    codes = [*_given_before(seen, idempotency_key)]
    new = [row_outlook for row_outlook in seen if row_outlook.is_new]
    if new:
        codes += _take_in(
            activity, new, origin, file_fingerprint, by, at, idempotency_key, choices, on_batch
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
        if row_outlook.known is not None:
            code, code_hash = new_code(idempotency_key=f"{idempotency_key}:{row_outlook.row.row}")
            if code_hash == row_outlook.known.receipt_hash:
                yield row_outlook.row.row, code


def _take_in(activity, new, origin, file_fingerprint, by, at, idempotency_key, choices, on_batch):
    came_with = Import.objects.create(
        activity=activity,
        fingerprint=file_fingerprint,
        origin=origin,
        columns=choices.columns,
        rows=len(new),
        imported_at=at,
    )
    contacts, areas = _contacts(new), _areas_now(new)
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
        contribution.area = areas.get(contribution.area_id)
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
        state=str(first_state(activity)),
        rows=len(made),
        file_fingerprint=file_fingerprint,
        words_fingerprint=fingerprint(
            "".join(words_fingerprint(new_contribution) for new_contribution in made)
        ),
        titles_fingerprint=fingerprint("".join(map(titles_fingerprint, made))),
        came_fingerprint=fingerprint("".join(map(how_it_came, made))),
        areas_fingerprint=OfEach(map(area_fingerprint, made)).fingerprint(),
        contacts_fingerprint=OfEach(map(contact_mark, made)).fingerprint(),
        wrote=(came_with,),
    )
    return codes


def _areas_now(new):
    """By the area that a row named: the area as it is now."""
    named = {row_outlook.area.pk: row_outlook.area for row_outlook in new if row_outlook.area}
    return {key: as_it_is_now(area) for key, area in sorted(named.items())}


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
