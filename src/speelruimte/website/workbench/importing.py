"""A spreadsheet with words: choose it, say which column is which where that is not clear, see per
row what will happen, take it in."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from speelruimte.activities.importing import (
    ImportChoices,
    columns_of_origin,
    file_fingerprint_of,
    files_of_words,
    import_contributions,
)
from speelruimte.activities.kind import kind_of
from speelruimte.activities.models import Activity, Import
from speelruimte.activities.outlook import ALIKE, FAULT, KNOWN, NEW, TOTAL, Outlook, outlook
from speelruimte.activities.rules import may_renew_codes
from speelruimte.connections.spreadsheet import DoubtfulDay, uploads
from speelruimte.connections.spreadsheet.columns import WHAT_IS_WRONG
from speelruimte.connections.spreadsheet.taking_in import MOST_AT_ONCE, order_file
from speelruimte.connections.spreadsheet.uploaded import read_uploaded
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.kind_pages import IMPORT_PAGE, pages_of
from speelruimte.website.private_pages import kept_private
from speelruimte.website.rendering import render_page
from speelruimte.website.table_files import XLSX, table_file
from speelruimte.website.workbench.frame import TrajectoryFrame, showing_code, trajectory_page
from speelruimte.website.workbench.import_forms import (
    ColumnsForm,
    ConfirmForm,
    StoredFile,
    StoredFileForm,
    UploadForm,
    stored_file,
)

# So many rows are shown in the preview; faults are all shown.
SHOWN = 50


def activity_of(trajectory, key):
    """The activity that takes in a spreadsheet of words; 404 where its way does not."""
    activity = get_object_or_404(trajectory.activities, key=key)
    activity.trajectory = trajectory
    if pages_of(activity).import_page != IMPORT_PAGE:
        raise Http404
    return activity


@dataclass(frozen=True, kw_only=True)
class ImportFrame(TrajectoryFrame):
    """What the pages of one file share: the activity that takes in its words."""

    activity: Activity


@workbench_page
def import_file(request, case_number, key):
    """All steps on one address, for the ways that take in words here."""
    trajectory, frame = trajectory_page(request, case_number)
    activity = activity_of(trajectory, key)
    may_import = kind_of(activity.kind).may_import
    allow_or_403(may_import(the_person(request), activity, on=today()))
    frame = ImportFrame(**vars(frame), activity=activity)
    if request.method == "POST" and "fingerprint" in request.POST:
        return _with_stored_file(request, frame)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _first_look(request, frame, form.cleaned_data)
    return _choose(request, frame, form)


def _with_stored_file(request, frame):
    """The steps after choosing; the button that was pressed says which."""
    step = request.POST.get("step", "")
    form = (StoredFileForm if step else ConfirmForm)(request.POST)
    file = stored_file(form.cleaned_data) if form.is_valid() else None
    if file is None:
        gone = [_("Het bestand is niet meer bewaard. Kies het opnieuw; er gaat niets dubbel.")]
        return _choose(request, frame, UploadForm(), gone)
    if step == "columns":
        return _chosen_columns(request, frame, file)
    if step == "choose":
        return _ask_columns(request, frame, file)
    if step in ("day_first", "month_first"):
        file = replace(file, month_first=step == "month_first")
        return _preview(request, frame, file, file.sheet())
    if step == "others":
        return _others_as_file(frame, file)
    return _take_in(request, frame, file, form.cleaned_data)


@dataclass(frozen=True, kw_only=True)
class ImportPage(ImportFrame):
    """Choosing a file."""

    template: ClassVar = "workbench/import.html"
    form: UploadForm
    sentences: Sequence[str]
    earlier: Sequence[Import]  # files of words that came in here, newest first
    may_renew_codes: bool


def _choose(request, frame, form, sentences=()):
    return render_page(
        request,
        ImportPage(
            **vars(frame),
            form=form,
            sentences=sentences,
            earlier=files_of_words(frame.activity),
            may_renew_codes=may_renew_codes(
                the_person(request), frame.activity.trajectory, on=today()
            ),
        ),
        status=422 if form.errors or sentences else 200,
    )


def _first_look(request, frame, data):
    """A new file: its columns are ours, or known from the last file of this origin, or asked."""
    content, origin = data["file"].read(), data["origin"].strip()
    sheet = read_uploaded(content, month_first=data["month_first"])
    if sheet.faults and not sheet.asks_columns:
        form = UploadForm(initial=data)
        return _choose(request, frame, form, [str(fault) for fault in sheet.faults])
    file = StoredFile(
        content,
        origin,
        uploads.store_upload(content),
        file_fingerprint_of(content),
        None,
        month_first=data["month_first"] or None,
    )
    if not sheet.asks_columns:
        return _preview(request, frame, file, sheet)
    remembered = columns_of_origin(origin, headings=[column.heading for column in sheet.columns])
    if remembered:
        file = replace(file, columns=remembered)
        if not (known := file.sheet()).faults:
            return _preview(request, frame, file, known)
    return _ask_columns(request, frame, file)


# Which column is which ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ImportColumnsPage(ImportFrame):
    """Saying which column is which."""

    template: ClassVar = "workbench/import_columns.html"
    file: StoredFileForm
    form: ColumnsForm


def _ask_columns(request, frame, file, form=None):
    if form is None:
        sheet = read_uploaded(file.content)
        chosen = columns_of_origin(file.origin) | (file.columns or {})
        form = ColumnsForm(columns=sheet.columns, chosen=chosen)
    page = ImportColumnsPage(**vars(frame), file=StoredFileForm(initial=file.initial), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


def _chosen_columns(request, frame, file):
    columns = read_uploaded(file.content).columns
    form = ColumnsForm(request.POST, columns=columns, chosen={})
    if not form.is_valid():
        return _ask_columns(request, frame, file, form)
    file = replace(file, columns=form.chosen())
    sheet = file.sheet()
    if sheet.faults:
        form.add_error(None, [str(fault) for fault in sheet.faults])
        return _ask_columns(request, frame, file, form)
    return _preview(request, frame, file, sheet)


# What will happen --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ImportPreviewPage(ImportFrame):
    """What will happen per row."""

    template: ClassVar = "workbench/import_preview.html"
    here: str
    counts: Mapping[str, int]  # {new, known, alike, total, fault, double, own}
    rows: Sequence[Outlook]
    left_out: int  # rows that are not shown
    notes: Sequence[str]  # on columns that were read otherwise than they stand in the file
    doubtful_day: DoubtfulDay | None  # where somebody must say first how days are read
    columns: Sequence[tuple[str, str]]  # heading and what it was taken for, where somebody chose
    confirm: ConfirmForm


def _outlook(activity, file, sheet):
    return outlook(
        activity,
        sheet.rows,
        origin=file.origin,
        file_fingerprint=file.fingerprint,
        on=today(),
    )


def _preview(request, frame, file, sheet):
    seen = _outlook(frame.activity, file, sheet)
    counts = {
        what: sum(row_outlook.what == what for row_outlook in seen)
        for what in (NEW, KNOWN, ALIKE, TOTAL, FAULT)
    }
    counts["double"] = sum(row_outlook.is_double for row_outlook in seen)
    counts["own"] = sum(row_outlook.is_our_own for row_outlook in seen)
    confirm = ConfirmForm(
        initial={
            **file.initial,
            "idempotency_key": new_idempotency_key(),
            "rows": counts[NEW] + counts[ALIKE] + counts[TOTAL],
            "without_faulty": "yes" if counts[FAULT] else "",
        }
    )
    faulty = [row_outlook for row_outlook in seen if row_outlook.what == FAULT]
    # A total stands at the end: it is shown, however long the list.
    rest = seen if faulty else seen[SHOWN:]
    totals = [row_outlook for row_outlook in rest if row_outlook.what == TOTAL]
    columns = file.columns or {}
    return render_page(
        request,
        ImportPreviewPage(
            **vars(frame),
            here=request.path,
            counts=counts,
            rows=[*(faulty or seen[:SHOWN]), *totals],
            notes=sheet.notes,
            doubtful_day=sheet.doubtful_day if file.month_first is None else None,
            left_out=0 if faulty else max(0, len(seen) - SHOWN - len(totals)),
            columns=[
                (column.heading, ColumnsForm.label_of(columns.get(column.heading, "")))
                for column in (sheet.columns if columns else ())
            ],
            confirm=confirm,
        ),
        status=422 if faulty else 200,
    )


def _others_as_file(frame, file):
    """The rows with a fault as they are in the file, with what is wrong in a last column."""
    sheet = file.sheet()
    width = len(sheet.headings)
    rows = [[*sheet.headings, WHAT_IS_WRONG]]
    for row_outlook in _outlook(frame.activity, file, sheet):
        if row_outlook.what == FAULT:
            cells = [*row_outlook.row.cells, *[""] * width][:width]
            rows.append([*cells, row_outlook.sentence])
    return table_file(rows, name="andere-rijen", kind=XLSX)


# Taking in ---------------------------------------------------------------------------------------


def _take_in(request, frame, file, data):
    activity = frame.activity
    choices = ImportChoices(
        columns=file.columns or {},
        again=bool(request.POST.get("again")),
        without_faulty=bool(data["without_faulty"]),
        with_totals=bool(request.POST.get("with_totals")),
    )
    if data["rows"] > MOST_AT_ONCE:
        task = order_file(
            activity,
            file=file.name,
            fingerprint=file.fingerprint,
            origin=file.origin,
            choices=choices,
            idempotency_key=data["idempotency_key"],
            rows=data["rows"],
            month_first=bool(file.month_first),
            language=get_language(),
            by=the_person(request),
            at=now(),
        )
        return redirect("work-import-progress", activity.trajectory.case_number, activity.key, task)
    try:
        codes = import_contributions(
            activity,
            rows=file.sheet().rows,
            origin=file.origin,
            file_fingerprint=file.fingerprint,
            choices=choices,
            by=the_person(request),
            at=now(),
            idempotency_key=data["idempotency_key"],
        )
    except RuleBroken as broken:
        return _choose(request, frame, UploadForm(), broken.sentence.splitlines())
    others = StoredFileForm(initial=file.initial) if choices.without_faulty else None
    return taken_in_page(request, frame, codes, others)


@dataclass(frozen=True, kw_only=True)
class ImportedPage(ImportFrame):
    """After taking in; the codes once."""

    template: ClassVar = "workbench/imported.html"
    number: int
    download: str
    others: StoredFileForm | None  # where rows were left out
    renewed: bool  # the words were in already, the codes are new
    may_renew_codes: bool


def taken_in_page(request, frame, codes, others=None, *, renewed=False):
    """All rows are in: the codes, to be saved now."""
    page = render_page(
        request,
        ImportedPage(
            **vars(showing_code(frame)),
            number=len(codes),
            download=_download(codes),
            others=others,
            renewed=renewed,
            may_renew_codes=may_renew_codes(
                the_person(request), frame.activity.trajectory, on=today()
            ),
        ),
    )
    return kept_private(page)


def _download(codes):
    """The codes as a file inside the page: they are on no server, and soon nobody can ask again."""
    if not codes:
        return ""
    lines = "rij;code\r\n" + "".join(f"{row};{code}\r\n" for row, code in codes)
    return "data:text/csv;base64," + base64.b64encode(lines.encode()).decode()
