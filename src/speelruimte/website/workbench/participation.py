"""Whether people take part, where the policy gives that to a body: recorded once, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.policy.schema import AlwaysOrNever, DecidingBody
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.models import Step
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, trajectory_page
from speelruimte.website.workbench.sure import AsksIfSureMixin
from speelruimte.weighing.models import ParticipationDecision
from speelruimte.weighing.participation import decide_participation, may_decide_participation
from speelruimte.weighing.queries import body_on_participation, lapsed_by, obligations_of


class ParticipationForm(AsksIfSureMixin, PlainForm):
    """What the body decided, and why."""

    people_take_part = forms.TypedChoiceField(
        label=gettext_lazy("Kunnen mensen meedoen?"),
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nee"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        max_length=8_000,
        widget=forms.Textarea({"rows": 5}),
    )
    decided_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=DayInput)
    decision_number = forms.CharField(
        label=gettext_lazy("Besluitnummer"), required=False, max_length=60
    )

    def clean(self):
        """What was decided. That nobody takes part with it is asked once."""
        data = super().clean()
        if data.get("people_take_part") is False:
            self.ask_once(
                "no",
                _(
                    "Weet u het zeker? Met ‘nee’ kan niemand meedoen. Iedereen leest dat meteen, en het kan "
                    "niet terug. Klopt het? Druk dan nog een keer op ‘Leg vast’."
                ),
                code="nobody_takes_part",
            )
        return data

    def says(self, decision):
        """A second press: what was recorded, says the same."""
        data = self.cleaned_data
        same = decision.reason == data["reason"].strip()
        return same and decision.people_take_part == data["people_take_part"]


@dataclass(frozen=True, kw_only=True)
class ParticipationPage(TrajectoryFrame):
    """Whether people take part, decided by a body."""

    template: ClassVar = "workbench/participation.html"
    body: DecidingBody | None
    decision: ParticipationDecision | None
    obliged: Sequence[AlwaysOrNever]
    lapsed_by: Sequence[AlwaysOrNever]
    form: ParticipationForm | None


@workbench_page
def participation(request, case_number):
    """What the body decided about taking part; the form for who records it."""
    trajectory, frame = trajectory_page(request, case_number)
    body = body_on_participation(trajectory)
    decision = getattr(trajectory, "participation_decision", None)
    may = may_decide_participation(the_person(request), trajectory, on=today())
    open_now = decision is None and trajectory.step == Step.WEIGHING
    form = ParticipationForm(request.POST or None) if may and (open_now or request.POST) else None
    if request.method == "POST":
        allow_or_403(form is not None)
        if act(request, form, lambda data: _decide(trajectory, form, data, request.user)):
            messages.success(request, _("Vastgelegd. Iedereen kan dit lezen."))
            return redirect(request.path)
    return render_page(
        request,
        ParticipationPage(
            **vars(frame),
            body=body,
            decision=decision,
            obliged=obligations_of(trajectory),
            lapsed_by=lapsed_by(trajectory),
            form=form,
        ),
        status=422 if form is not None and form.errors else 200,
    )


def _decide(trajectory, form, data, by):
    try:
        return decide_participation(trajectory, **data, by=by, at=now())
    except AlreadyDone as done:
        if not form.says(done.result):
            raise
        return done.result


urlpatterns = [
    path(
        "werk/trajecten/<str:case_number>/meedoen-of-niet/",
        participation,
        name="work-participation",
    ),
]
