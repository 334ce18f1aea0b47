"""Whether a process may stop, where the policy gives that to the bodies that adopted the agreement."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.models import StopQuestion
from speelruimte.route.asking_to_stop import ask_to_stop, decide_on_stopping, why_bodies_are_asked
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.rules import may_record_for
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    below,
    page_url,
    trajectory_page,
)


class AskToStopForm(PlainForm):
    """Why it should stop; the body reads this."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom wilt u stoppen?"),
        help_text=gettext_lazy("Het orgaan leest dit voordat het beslist."),
        max_length=4_000,
        widget=forms.Textarea({"rows": 5}),
    )


class StopDecisionForm(PlainForm):
    """What the body decided, and why. It carries which question it answers."""

    question = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Mag dit traject stoppen?"),
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nee"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        max_length=8_000,
        widget=forms.Textarea({"rows": 5}),
    )
    decided_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=DayInput)
    decision_number = forms.CharField(
        label=gettext_lazy("Besluitnummer"), required=False, max_length=60
    )


@dataclass(frozen=True, kw_only=True)
class StopAskedPage(TrajectoryFrame):
    """Asking whether it may stop, and what was asked before."""

    template: ClassVar = "workbench/stop_asked.html"
    form: AskToStopForm | StopDecisionForm | None
    asks: str  # the bodies that are asked, or the body whose decision is recorded
    records: bool
    own_sentence: str  # what the policy itself says about stopping
    rows: Rows  # {question, body}


def ask_page(request, trajectory, frame, bodies):
    """Who leads, which the caller has seen to, asks the bodies that adopted the agreement."""
    open_ones = set(trajectory.stop_questions.filter(agrees=None).values_list("body", flat=True))
    waits = not set(bodies) - open_ones and request.method != "POST"
    form = None if waits else AskToStopForm(request.POST or None)
    if request.method == "POST" and act(
        request,
        form,
        lambda data: ask_to_stop(
            trajectory, reason=data["reason"], by=request.user, at=now(), on=today()
        ),
    ):
        messages.success(request, _("Gevraagd. Wie het besluit vastlegt, vindt dit op Mijn werk."))
        return redirect(request.path)
    asks = _(" en ").join(str(frame.policy.body(body).label) for body in bodies)
    return _shown(request, trajectory, frame, form=form, asks=asks, records=False)


@workbench_page
def decide(request, case_number):
    """Who records for the body writes down whether it may stop."""
    trajectory, frame = trajectory_page(request, case_number)
    question = _own_question(request, trajectory, frame.policy)
    if question is None:
        if not trajectory.stop_questions.exists():
            raise Http404
        return _shown(request, trajectory, frame, form=None, asks="", records=False)
    form = StopDecisionForm(request.POST or None, initial={"question": question.pk})
    if request.method == "POST" and act(
        request, form, lambda data: _decide(question, data, request.user)
    ):
        messages.success(request, _("Vastgelegd. Iedereen kan dit lezen."))
        return redirect(page_url("process", trajectory))
    label = str(frame.policy.body(question.body).label)
    return _shown(request, trajectory, frame, form=form, asks=label, records=True)


def _decide(question, data, by):
    """Record it; a second press that says the same is no other decision."""
    said = {name: value for name, value in data.items() if name != "question"}
    try:
        return decide_on_stopping(question, **said, by=by, at=now())
    except AlreadyDone as done:
        if (done.result.agrees, done.result.answer) != (said["agrees"], said["answer"].strip()):
            raise
        return done.result


def _own_question(request, trajectory, policy) -> StopQuestion | None:
    """The question that a sent form answers; else the first open one to a body for which this person
    records. What was sent about one question never lands at the next.
    """
    person, day = the_person(request), today()
    sent = request.POST.get("question", "")
    which = {"pk": sent} if sent.isdecimal() else {"agrees": None}
    return next(
        (
            question
            for question in trajectory.stop_questions.filter(**which).order_by("pk")
            if may_record_for(person, trajectory, policy.body(question.body), on=day)
        ),
        None,
    )


def _shown(request, trajectory, frame, *, form, asks, records):
    page = StopAskedPage(
        **vars(below(frame, _("Dit traject stoppen"))),
        form=form,
        asks=asks,
        records=records,
        own_sentence=why_bodies_are_asked(trajectory),
        rows=[
            {"question": question, "body": str(frame.policy.body(question.body).label)}
            for question in trajectory.stop_questions.order_by("-pk")
        ],
    )
    return render_page(request, page, status=422 if form is not None and form.errors else 200)


urlpatterns = [
    path(
        "werk/trajecten/<str:case_number>/stoppen/besluit/",
        decide,
        name="work-stop-decision",
    ),
]
