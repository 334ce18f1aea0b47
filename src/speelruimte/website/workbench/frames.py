"""Frames: what is fixed, what is open and what nobody knows yet."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.actions import change_frame, remove_frame, state_frame
from speelruimte.agreements.models import Frame
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act_once, press
from speelruimte.website.asking import now
from speelruimte.website.forms import DayInput, OwedDay
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.frame import page_url, trajectory_page
from speelruimte.website.workbench.plan_tabs import (
    PlanFrame,
    allow_writing_or_403,
    open_for,
    with_tabs,
)


class FrameForm(SharedForm):
    """One statement, in short and explained."""

    status = forms.ChoiceField(
        label=gettext_lazy("Staat dit vast?"), choices=Frame.Status, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=gettext_lazy("In het kort"),
        help_text=gettext_lazy("Bijvoorbeeld: De markt blijft."),
        max_length=160,
    )
    text = forms.CharField(
        label=gettext_lazy("Uitleg"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 3}),
    )
    origin = forms.CharField(
        label=gettext_lazy("Waar komt dit vandaan?"),
        help_text=gettext_lazy(
            "Een besluit, een wet, een onderzoek of een afspraak. Met de datum."
        ),
        max_length=300,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    phase_key = forms.ChoiceField(label=gettext_lazy("Voor welke fase?"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Hoeveel invloed, als dat anders is dan in de fase?"),
        help_text=gettext_lazy("Alleen voor wat open is."),
        required=False,
    )
    known_on = OwedDay(
        label=gettext_lazy("Wanneer weten we dit?"),
        help_text=gettext_lazy("Alleen voor wat nog niet bekend is."),
        widget=DayInput,
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    etag = None

    def __init__(self, *args, policy, version, **kwargs):
        super().__init__(*args, **kwargs)
        phases = version.phases.values_list("key", "name")
        self._offer(
            "kind",
            [(frame_kind.key, str(frame_kind.label)) for frame_kind in policy.frame_kinds],
            "",
        )
        self._offer("phase_key", list(phases), _("Alle fasen"))
        levels = [
            (influence_level.key, str(influence_level.label))
            for influence_level in policy.influence_levels
        ]
        self._offer("level", levels, _("Zoals in de fase"))

    def _offer(self, name, choices, nothing):
        """Choices with a first one that means nothing; no field where there is nothing to choose."""
        if choices:
            self.fields[name].choices = [("", nothing), *choices]
        else:
            del self.fields[name]


@dataclass(frozen=True, kw_only=True)
class FramesPage(PlanFrame):
    """Frames by status."""

    template: ClassVar = "workbench/frames.html"
    form: FrameForm | None
    groups: Rows  # {status, label, frames}


@workbench_page
def frames(request, case_number):
    """All frames by status, and a form for one more."""
    trajectory, around = trajectory_page(request, case_number)
    version, writes = open_for(request, trajectory)
    form = None
    if writes:
        form = FrameForm(request.POST or None, policy=around.policy, version=version)
    if request.method == "POST":
        allow_writing_or_403(request, trajectory, writes)

        def do(data):
            data.pop("edits")
            return state_frame(version, **data, by=request.user, at=now())

        if act_once(request, form, do):
            messages.success(request, _("Toegevoegd. Hier kunt u er nog een toevoegen."))
            return redirect(request.path)
    return render_page(
        request,
        FramesPage(
            **vars(with_tabs(request, around, "frames", version, writes=writes)),
            form=form,
            groups=_groups(version),
        ),
        status=422 if form is not None and form.errors else 200,
    )


def _groups(version):
    rows = list(version.frames.all()) if version else []
    return [
        {
            "status": status,
            "label": label.capitalize(),
            "frames": [row for row in rows if row.status == status],
        }
        for status, label in Frame.Status.choices
    ]


@dataclass(frozen=True, kw_only=True)
class FrameFormPage(PlanFrame):
    """One frame."""

    template: ClassVar = "workbench/frame_form.html"
    form: FrameForm
    one: Frame
    theirs: Rows


@workbench_page
def frame(request, case_number, number):
    """Change one frame, or take it out."""
    trajectory, around = trajectory_page(request, case_number)
    version, writes = open_for(request, trajectory)
    allow_writing_or_403(request, trajectory, writes)
    frame = get_object_or_404(Frame, version=version, number=number)
    who = {"by": request.user, "at": now()}
    if "remove" in request.POST:
        return press(
            request,
            lambda: remove_frame(frame, **who),
            done=_("Weggehaald."),
            to=page_url("frames", trajectory),
        )
    names = [name for name in FrameForm.base_fields if hasattr(frame, name)]
    initial = {name: getattr(frame, name) for name in names}
    form = FrameForm(request.POST or None, policy=around.policy, version=version, initial=initial)
    if request.method == "POST" and act_unless_changed(
        request, form, lambda data: change_frame(frame, **data, **who)
    ):
        messages.success(request, _("Bewaard."))
        return redirect(page_url("frames", trajectory))
    return render_page(
        request,
        FrameFormPage(
            **vars(with_tabs(request, around, "frames", version, writes=writes)),
            form=form,
            one=frame,
            theirs=form.theirs,
        ),
        status=422 if form.errors else 200,
    )


urlpatterns = [
    path("werk/trajecten/<str:case_number>/kaders/", frames, name="work-frames"),
    path("werk/trajecten/<str:case_number>/kaders/<int:number>/", frame, name="work-frame"),
]
