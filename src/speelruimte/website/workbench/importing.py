"""A spreadsheet with words in three steps: choose it, see per row what will happen, take it in."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from speelruimte.activities.importing import (
    FAULT,
    KNOWN,
    NEW,
    Outlook,
    file_fingerprint_of,
    import_contributions,
    outlook,
)
from speelruimte.activities.kind import kind_of
from speelruimte.activities.models import Activity
from speelruimte.connections.spreadsheet import read_spreadsheet, uploads
from speelruimte.connections.spreadsheet.reading import MOST_BYTES
from speelruimte.connections.spreadsheet.taking_in import MOST_AT_ONCE, order_file
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.kind_pages import IMPORT_PAGE, pages_of
from speelruimte.website.private_pages import kept_private
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, showing_code, trajectory_page

# So many rows are shown in the preview; faults are all shown.
SHOWN = 50


class UploadForm(PlainForm):
    """Which file, and where it comes from."""

    origin = forms.CharField(
        label=gettext_lazy("Waar komt het bestand vandaan?"),
        help_text=gettext_lazy(
            "Verplicht als er nummers in staan. Gebruik elke keer dezelfde naam, zoals: enquête."
        ),
        max_length=120,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand (.xlsx of .csv)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Het bestand is te groot. Deel het in stukken."))
        return file


class ConfirmForm(PlainForm):
    """What goes from preview to taking in: no data, only where the file is kept."""

    origin = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    name = forms.CharField(max_length=60, widget=forms.HiddenInput)
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    idempotency_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    rows = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


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
    """The three steps on one address, for the ways that take in words here."""
    trajectory, frame = trajectory_page(request, case_number)
    activity = activity_of(trajectory, key)
    may_import = kind_of(activity.kind).may_import
    allow_or_403(may_import(the_person(request), activity, on=today()))
    frame = ImportFrame(**vars(frame), activity=activity)
    if request.method == "POST" and "fingerprint" in request.POST:
        return _take_in(request, frame, activity)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, frame, activity, form.cleaned_data)
    return _choose(request, frame, form)


@dataclass(frozen=True, kw_only=True)
class ImportPage(ImportFrame):
    """Choosing a file."""

    template: ClassVar = "workbench/import.html"
    form: UploadForm
    sentences: Sequence[str]


def _choose(request, frame, form, sentences=()):
    return render_page(
        request,
        ImportPage(
            **vars(frame),
            form=form,
            sentences=sentences,
        ),
        status=422 if form.errors or sentences else 200,
    )


@dataclass(frozen=True, kw_only=True)
class ImportPreviewPage(ImportFrame):
    """What will happen per row."""

    template: ClassVar = "workbench/import_preview.html"
    here: str
    counts: Mapping[str, int]  # {new, known, fault}
    rows: Sequence[Outlook]
    left_out: int  # rows that are not shown
    confirm: ConfirmForm | None


def _preview(request, frame, activity, data):
    content = data["file"].read()
    sheet = read_spreadsheet(content)
    if sheet.faults:
        form = UploadForm(initial=data)
        return _choose(request, frame, form, [str(fault) for fault in sheet.faults])
    fingerprint = file_fingerprint_of(content)
    origin = data["origin"].strip()
    seen = outlook(activity, sheet.rows, origin=origin, file_fingerprint=fingerprint, on=today())
    counts = {
        what: sum(row_outlook.what == what for row_outlook in seen) for what in (NEW, KNOWN, FAULT)
    }
    confirm = None
    if counts[NEW] and not counts[FAULT]:
        confirm = ConfirmForm(
            initial={
                "origin": origin,
                "name": uploads.store_upload(content),
                "fingerprint": fingerprint,
                "idempotency_key": new_idempotency_key(),
                "rows": counts[NEW],
            }
        )
    faulty = [row_outlook for row_outlook in seen if row_outlook.what == FAULT]
    return render_page(
        request,
        ImportPreviewPage(
            **vars(frame),
            here=request.path,
            counts=counts,
            rows=faulty or seen[:SHOWN],
            left_out=0 if faulty else max(0, len(seen) - SHOWN),
            confirm=confirm,
        ),
        status=422 if faulty else 200,
    )


def _take_in(request, frame, activity):
    form = ConfirmForm(request.POST)
    again = UploadForm()
    gone = [_("Het bestand is niet meer bewaard. Kies het opnieuw; er gaat niets dubbel.")]
    if not form.is_valid():
        return _choose(request, frame, again, gone)
    data = form.cleaned_data
    content = uploads.stored_upload(data["name"])
    if content is None or file_fingerprint_of(content) != data["fingerprint"]:
        return _choose(request, frame, again, gone)
    if data["rows"] > MOST_AT_ONCE:
        task = order_file(
            activity,
            file=data["name"],
            fingerprint=data["fingerprint"],
            origin=data["origin"],
            idempotency_key=data["idempotency_key"],
            rows=data["rows"],
            language=get_language(),
            by=the_person(request),
            at=now(),
        )
        return redirect("work-import-progress", activity.trajectory.case_number, activity.key, task)
    try:
        codes = import_contributions(
            activity,
            rows=read_spreadsheet(content).rows,
            origin=data["origin"],
            file_fingerprint=data["fingerprint"],
            by=the_person(request),
            at=now(),
            idempotency_key=data["idempotency_key"],
        )
    except RuleBroken as broken:
        return _choose(request, frame, again, broken.sentence.splitlines())
    return taken_in_page(request, frame, codes)


@dataclass(frozen=True, kw_only=True)
class ImportedPage(ImportFrame):
    """After taking in; the codes once."""

    template: ClassVar = "workbench/imported.html"
    number: int
    download: str


def taken_in_page(request, frame, codes):
    """All rows are in: the codes, to be saved now."""
    page = render_page(
        request,
        ImportedPage(
            **vars(showing_code(frame)),
            number=len(codes),
            download=_download(codes),
        ),
    )
    return kept_private(page)


def _download(codes):
    """The codes as a file inside the page: they are on no server, and soon nobody can ask again."""
    if not codes:
        return ""
    lines = "rij;code\r\n" + "".join(f"{row};{code}\r\n" for row, code in codes)
    return "data:text/csv;base64," + base64.b64encode(lines.encode()).decode()
