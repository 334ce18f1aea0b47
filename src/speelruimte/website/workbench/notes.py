"""Notes among colleagues about a case: written, read and found on the workbench only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.people.models import Person
from speelruimte.people.rights import roles_of
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.trajectories.models import CaseNote
from speelruimte.trajectories.noting import (
    COLLEAGUES,
    correct_note,
    may_correct,
    may_read_notes,
    write_note,
)
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import InnerWorkPage, Rows, render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, below, page_url, trajectory_page
from speelruimte.website.workbench.hinted import SURE, hinted

SHOWN_AT_MOST = 50


class NoteForm(PlainForm):
    """What colleagues must know."""

    text = forms.CharField(
        label=gettext_lazy("Wat moeten collega’s weten?"),
        help_text=gettext_lazy(
            "Inwoners lezen dit nooit. Wie om openbaarmaking vraagt, kan het wel krijgen."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )


@dataclass(frozen=True, kw_only=True)
class NotesPage(TrajectoryFrame):
    """The notes of one case."""

    template: ClassVar = "workbench/notes.html"
    form: NoteForm
    rows: Rows  # {note, who, about, earlier, correct_url}
    about: str  # the key of the words that a new note is about
    correcting: CaseNote | None
    hints: Sequence[str]  # kinds of data of people that seem to stand in what was typed


@workbench_page
def notes(request, case_number):
    """All notes of a case, newest first, and one more."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_read_notes(the_person(request), trajectory, on=today()))
    about = request.GET.get("inbreng", "")
    if about and not trajectory.contributions.filter(public_key=about).exists():
        raise Http404
    correcting = _to_correct(request, trajectory)
    form = NoteForm(request.POST or None, initial={"text": correcting.text} if correcting else None)
    hints = _hints_before_keeping(request, form)
    if (
        request.method == "POST"
        and not hints
        and act(
            request,
            form,
            lambda data: (
                correct_note(correcting, **data, by=the_person(request), at=now())
                if correcting
                else write_note(
                    trajectory, contribution=about, **data, by=the_person(request), at=now()
                )
            ),
        )
    ):
        messages.success(request, _("De notitie staat er."))
        return redirect(page_url("notes", trajectory))
    page = NotesPage(
        **vars(below(frame, _("Notities"))),
        form=form,
        rows=_with_versions(request, trajectory),
        about=about,
        correcting=correcting,
        hints=hints,
    )
    return render_page(request, page, status=422 if form.errors or hints else 200)


def _to_correct(request, trajectory):
    """The own note that is put right here; None where a new one is written."""
    asked = request.GET.get("verbeter", "")
    if not asked:
        return None
    number = whole_number(asked)
    note = trajectory.notes.filter(pk=number).first() if number is not None else None
    if note is None or not may_correct(the_person(request), note):
        raise Http404
    return note


def _with_versions(request, trajectory):
    """The newest version of each note, with what it said before, the newest of that first."""
    person, rows = the_person(request), _rows(trajectory.notes.all())
    by_key = {row["note"].pk: row for row in rows}
    replaced = {row["note"].corrects_id for row in rows}
    newest = [row for row in rows if row["note"].pk not in replaced]
    for row in newest:
        row["earlier"], older = [], by_key.get(row["note"].corrects_id)
        while older is not None:
            row["earlier"].append(older["note"])
            older = by_key.get(older["note"].corrects_id)
        if may_correct(person, row["note"]):
            row["correct_url"] = f"{request.path}?verbeter={row['note'].pk}"
    return newest


def _hints_before_keeping(request, form):
    """What in a note may be data of a person, until its writer says that it belongs there.

    A note stays as it was written, so this is said before it is kept.
    """
    if request.method != "POST" or SURE in request.POST or not form.is_valid():
        return []
    return hinted(form.cleaned_data["text"])


def _rows(matching):
    """Each note with who wrote it; two queries."""
    matching = list(matching)
    names = dict(
        Person.objects.filter(
            reference__in={note.written_by for note in matching} - {""}
        ).values_list("reference", "name")
    )
    return [
        {
            "note": note,
            "who": names.get(note.written_by, ""),
            "about": _("over inbreng %(key)s") % {"key": note.contribution}
            if note.contribution
            else "",
        }
        for note in matching
    ]


@dataclass(frozen=True, kw_only=True)
class FindNotesPage(InnerWorkPage):
    """Notes of every case."""

    template: ClassVar = "workbench/find_notes.html"
    nav_current: str = "trajectories"
    rows: Rows
    text: str
    has_more: bool


@workbench_page
def find_notes(request):
    """Notes of all cases that hold these words, for who works here everywhere."""
    allow_or_403(bool(roles_of(the_person(request), on=today()) & COLLEAGUES))
    text = request.GET.get("zoek", "").strip()
    matching = CaseNote.objects.filter(corrected_by=None).select_related("trajectory")
    matching = matching.defer("trajectory__policy")
    for word in text.split()[:10]:
        matching = matching.filter(text__icontains=word)
    rows = _rows(matching[: SHOWN_AT_MOST + 1])
    crumbs = [
        {"label": _("Processen"), "url": reverse("trajectory-list")},
        {"label": _("Notities"), "url": ""},
    ]
    page = FindNotesPage(
        crumbs=crumbs,
        rows=rows[:SHOWN_AT_MOST],
        text=text,
        has_more=len(rows) > SHOWN_AT_MOST,
    )
    return render_page(request, page)


urlpatterns = [
    path("werk/notities/", find_notes, name="work-find-notes"),
    path("werk/trajecten/<str:case_number>/notities/", notes, name="work-notes"),
]
