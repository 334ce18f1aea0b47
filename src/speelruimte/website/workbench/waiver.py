"""A reasoned no to taking part: published, and then shown that people were informed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.policy.schema import AlwaysOrNever, Check
from speelruimte.route.case import Case
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, trajectory_page
from speelruimte.weighing.actions import show_informed, waive_participation
from speelruimte.weighing.models import Waiver
from speelruimte.weighing.queries import answers_by_check, body_on_participation, obligations_of
from speelruimte.weighing.rules import (
    cases_to_waive,
    check_body_refused,
    check_can_waive,
    grounds_to_waive,
    may_waive,
)


class WaiverForm(PlainForm):
    """Why people do not take part here, and how they will hear."""

    exclusion = forms.ChoiceField(
        label=gettext_lazy("Welk geval uit het beleid is dit?"),
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom past meedoen hier niet?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        max_length=8_000,
        widget=forms.Textarea({"rows": 6}),
    )
    inform_how = forms.CharField(
        label=gettext_lazy("Hoe horen mensen wat er gebeurt?"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: een brief aan 400 adressen en een avond in de school."
        ),
        max_length=4_000,
        widget=forms.Textarea({"rows": 3}),
    )
    inform_by = forms.DateField(label=gettext_lazy("Uiterlijk op"), widget=DayInput)

    def __init__(self, *args, policy, facts, has_ground, **kwargs):
        super().__init__(*args, **kwargs)
        cases = cases_to_waive(policy, facts)
        if not cases:
            del self.fields["exclusion"]
            return
        none = [("", _("Een vraag van de weging kreeg nee"))] if has_ground else []
        self.fields["exclusion"].required = not has_ground
        self.fields["exclusion"].choices = none + [
            (case.key, f"{case.label}. {case.ground}") for case in cases
        ]

    def says(self, waiver):
        """A second press: what was published, says the same."""
        data = self.cleaned_data
        same = waiver.reason == data["reason"].strip() and waiver.inform_by == data["inform_by"]
        return same and waiver.inform_how == data["inform_how"].strip()


class InformedForm(PlainForm):
    """That people were informed: when, and how."""

    on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=DayInput)
    how = forms.CharField(
        label=gettext_lazy("Hoe zijn mensen geïnformeerd?"),
        help_text=gettext_lazy("Schrijf op wie het hoorde, en hoe. Inwoners lezen dit."),
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
    )

    def says(self, waiver):
        """A second press: what was laid down, says the same."""
        data = self.cleaned_data
        return waiver.informed_on == data["on"] and waiver.informed_how == data["how"].strip()


@dataclass(frozen=True, kw_only=True)
class WaiverPage(TrajectoryFrame):
    """A reasoned no."""

    template: ClassVar = "workbench/waiver.html"
    waiver: Waiver | None
    form: Form
    asks_informed: bool
    obliged: Sequence[AlwaysOrNever]
    grounds: Sequence[Check]
    waits_for: str  # why nobody can waive yet, empty where one can


@workbench_page
def waiver(request, case_number):
    """Publish why people do not take part here; later, show that they were informed.

    What was published is there to read for everybody who sees the trajectory.
    """
    trajectory, frame = trajectory_page(request, case_number)
    waiver = getattr(trajectory, "waiver", None)
    may = may_waive(the_person(request), trajectory, on=today())
    allow_or_403(may or (waiver is not None and request.method != "POST"))
    form = _waiver_form(request, trajectory, frame.policy, waiver) if may else None
    if request.method == "POST" and form is not None:
        who = {"by": request.user, "at": now()}

        def do(data):
            try:
                if isinstance(form, InformedForm):
                    return show_informed(waiver, **data, **who)
                return waive_participation(trajectory, **data, **who)
            except AlreadyDone as done:
                if not form.says(done.result):
                    raise
                return done.result

        if act(request, form, do):
            messages.success(request, _("Vastgelegd. Iedereen kan dit lezen."))
            return redirect(request.path)
    return render_page(
        request,
        WaiverPage(
            **vars(frame),
            waiver=waiver,
            form=form,
            asks_informed=isinstance(form, InformedForm),
            obliged=obligations_of(trajectory),
            waits_for=_waits_for(trajectory) if waiver is None else "",
            grounds=grounds_to_waive(
                frame.policy, Case(trajectory=trajectory).facts, answers_by_check(trajectory)
            ),
        ),
        status=422 if form is not None and form.errors else 200,
    )


def _waiver_form(request, trajectory, policy, waiver):
    """The form that fits the moment: to publish, to show that people were told, or none.

    Who pressed too late gets the form back, with what was typed and why it was refused.
    """
    pressed = request.POST
    publishable = waiver is None and trajectory.step == Step.WEIGHING
    open_now = publishable and not obligations_of(trajectory) and not _waits_for(trajectory)
    if open_now or "inform_how" in pressed:
        facts = Case(trajectory=trajectory).facts
        refused = getattr(trajectory, "participation_decision", None)
        ground = grounds_to_waive(policy, facts, answers_by_check(trajectory)) or refused
        if pressed or ground or cases_to_waive(policy, facts):
            return WaiverForm(pressed or None, policy=policy, facts=facts, has_ground=bool(ground))
    owed = waiver is not None and trajectory.step == Step.INFORMING and waiver.informed_on is None
    if owed or (waiver is not None and "how" in pressed):
        return InformedForm(request.POST or None, initial={"on": today()})
    return None


def _waits_for(trajectory):
    """What must be the case first: a body that says no, or a ground in the policy. Empty after."""
    body, policy = body_on_participation(trajectory), policy_of(trajectory)
    facts = Case(trajectory=trajectory).facts
    try:
        if body is not None:
            check_body_refused(trajectory, body)
        elif not cases_to_waive(policy, facts):
            check_can_waive(policy, facts, answers_by_check(trajectory), "")
    except RuleBroken as broken:
        return broken.sentence
    return ""


urlpatterns = [
    path("werk/trajecten/<str:case_number>/afzien/", waiver, name="work-waiver"),
]
