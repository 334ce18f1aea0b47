"""Putting right what was written down wrong: a decision, what was told, a lesson."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.actions.rectify import WRITTEN
from speelruimte.decisions.funding import takes_what_came_out
from speelruimte.decisions.rules import informed_on, may_rectify_decision
from speelruimte.evaluation.rules import may_rectify_lesson
from speelruimte.route.rectifying import (
    rectify_decision_and_tell,
    rectify_feedback_and_tell,
    rectify_lesson_and_tell,
)
from speelruimte.shared.edits import etag_of
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.decision_form import (
    WEIGHT,
    choice_field,
    departure_help,
    frame_field,
    weight_fields,
    weight_name,
)
from speelruimte.website.workbench.frame import TrajectoryFrame, leads, page_url, trajectory_page

MOST_OF_A_REASON = 2_000
TICKED_WRONGLY = gettext_lazy(
    "Het besluit neemt precies wat is gekozen. Is ten onrechte aangekruist dat het afwijkt? Kies dan "
    "‘Het volgt de uitkomst’ en maak leeg waar het afwijkt. Laat de dag leeg en het nummer staan."
)


def _why(label):
    return forms.CharField(
        label=label,
        help_text=gettext_lazy(
            "Iedereen leest dit naast de oude en de nieuwe tekst. Wie meedeed, krijgt het per mail."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_OF_A_REASON,
    )


class RectifyDecisionForm(SharedForm):
    """How the decision is written down; or another decision, with a day and a number of its own."""

    number = forms.CharField(label=gettext_lazy("Besluitnummer"), max_length=60, required=False)
    what = forms.CharField(
        label=gettext_lazy("Wat is besloten?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
    )
    reasons = forms.CharField(
        label=gettext_lazy("Waarom?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )
    departure = forms.CharField(
        label=gettext_lazy("Waar wijkt het af van de uitkomst, en waarom?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8_000,
        required=False,
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Is het een ander besluit? Op welke dag is dat genomen?"),
        help_text=gettext_lazy(
            "Verbetert u alleen spelling, laat dit dan leeg. Een ander besluit heeft een eigen dag, "
            "eigen redenen en een eigen nummer. Wie meedeed, krijgt daar een mail over. Daarna vertelt "
            "de projectleider opnieuw wat er met alle inbreng is gedaan."
        ),
        widget=DayInput,
        required=False,
    )
    departs = forms.TypedChoiceField(
        label=gettext_lazy("Volgt dat andere besluit de uitkomst?"),
        help_text=gettext_lazy(
            "Verbetert u alleen spelling, kies dan niets. Wijkt het af? Leg dat hierboven uit."
        ),
        choices=[
            ("", gettext_lazy("Het is geen ander besluit")),
            ("nee", gettext_lazy("Het volgt de uitkomst")),
            ("ja", gettext_lazy("Het wijkt af van de uitkomst")),
        ],
        coerce=lambda chosen: chosen == "ja",
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departure"].help_text = departure_help(decision.trajectory)
        choice = choice_field(decision.trajectory)
        if choice:
            choice["funded"].initial = decision.decided_last.funded
            choice["funded"].help_text = _("Verander dit alleen bij een ander besluit.")
        self.add_fields(
            frame_field(decision.trajectory) | choice | weight_fields(decision.trajectory)
        )
        if decision.departs_still and takes_what_came_out(
            decision.trajectory, decision.decided_last.funded
        ):
            self.fields["departs"].help_text = TICKED_WRONGLY
        if informed_on(decision.trajectory) is not None:
            del self.fields["departure"], self.fields["departs"]
        for pk, how in _stood(decision).items():
            self.initial.setdefault(weight_name(pk), how)
            self.fields[weight_name(pk)].help_text = _("Verander dit alleen bij een ander besluit.")
        self.add_field("why", _why(_("Wat was er fout, of waarom is er anders besloten?")))

    def values_in(self, row) -> dict:
        """Whether another decision departs is said anew by whoever takes it."""
        values = super().values_in(row)
        decision = getattr(row, "decision", row)
        frame, funded = str(decision.departs_for or ""), decision.decided_last.funded
        values |= {weight_name(pk): how for pk, how in _stood(decision).items()}
        return values | {"departs": None, "departure_frame": frame, "funded": funded}

    def said(self):
        """What the action asks, from what was typed."""
        data: dict[str, Any] = {"departure": "", "departs": False} | dict(self.cleaned_data)
        if "departure_frame" in data:
            frame = data["departure_frame"]
            data["departure_frame"] = int(frame) if frame else None
        themes = [name for name in data if name.startswith(WEIGHT)]
        data["weights"] = {int(name.removeprefix(WEIGHT)): data.pop(name) for name in themes}
        return data


def _stood(decision):
    """How each theme weighs in what stands, by its key."""
    return {weight.theme_id: weight.how for weight in decision.weights.standing()}


class RectifyTextForm(PlainForm):
    """A text that everybody reads, put right."""

    text = forms.CharField(
        label=gettext_lazy("De goede tekst"), widget=forms.Textarea(attrs={"rows": 6})
    )
    why = _why(gettext_lazy("Wat was er fout?"))


@dataclass(frozen=True, kw_only=True)
class RectifyPage(TrajectoryFrame):
    """Putting a text right."""

    template: ClassVar = "workbench/rectify.html"
    form: PlainForm
    title: str
    back: str


def _page(request, frame, form, *, title, back):
    page = RectifyPage(**vars(frame), form=form, title=title, back=back)
    return render_page(request, page, status=422 if form.errors else 200)


def _done(request, to, *, is_another=False):
    if is_another:
        done = _("Het andere besluit ligt vast. Het besluit van eerst blijft te lezen.")
    else:
        done = _("De verbeterde tekst staat er. De tekst van eerst blijft te lezen.")
    messages.success(request, done)
    return redirect(to)


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


@workbench_page
def rectify_decision(request, case_number):
    """By whoever may put that decision right."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_rectify_decision(the_person(request), trajectory, on=today()))
    decision = getattr(trajectory, "decision", None)
    if decision is None:
        raise Http404
    standing = decision.standing
    initial = {name: getattr(standing, name) for name in WRITTEN}
    initial["etag"] = etag_of(standing, WRITTEN)
    initial["departure_frame"] = decision.departs_for or ""
    form = RectifyDecisionForm(request.POST or None, decision=decision, initial=initial)
    back = page_url("decision", trajectory)
    if request.method == "POST" and act_unless_changed(
        request,
        form,
        lambda _data: rectify_decision_and_tell(
            trajectory, **form.said(), **_who_and_when(request)
        ),
    ):
        return _done(request, back, is_another=form.cleaned_data["decided_on"] is not None)
    return _page(request, frame, form, title=_("Verbeter de tekst van het besluit"), back=back)


@workbench_page
def rectify_feedback(request, case_number):
    """By who leads."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(leads(request, trajectory))
    feedback = getattr(trajectory, "feedback", None)
    if feedback is None:
        raise Http404
    form = RectifyTextForm(request.POST or None, initial={"text": feedback.text})
    back = page_url("feedback", trajectory)
    if request.method == "POST" and act(
        request,
        form,
        lambda data: rectify_feedback_and_tell(trajectory, **data, **_who_and_when(request)),
    ):
        return _done(request, back)
    return _page(request, frame, form, title=_("Verbeter wat iedereen hoorde"), back=back)


@workbench_page
def rectify_lesson(request, case_number, pk):
    """By who leads."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_rectify_lesson(the_person(request), trajectory, on=today()))
    lesson = get_object_or_404(trajectory.lessons, pk=pk)
    form = RectifyTextForm(request.POST or None, initial={"text": lesson.text})
    back = page_url("evaluation", trajectory)
    if request.method == "POST" and act(
        request,
        form,
        lambda data: rectify_lesson_and_tell(lesson, **data, **_who_and_when(request)),
    ):
        return _done(request, back)
    return _page(request, frame, form, title=_("Verbeter een les"), back=back)


_CASE = "werk/trajecten/<str:case_number>/"
urlpatterns = [
    path(f"{_CASE}besluit/verbeteren/", rectify_decision, name="work-rectify-decision"),
    path(f"{_CASE}terugkoppeling/verbeteren/", rectify_feedback, name="work-rectify-feedback"),
    path(f"{_CASE}lessen/<int:pk>/verbeteren/", rectify_lesson, name="work-rectify-lesson"),
]
