"""The result with its report, the decision, and telling everybody."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.actions import record_decision
from speelruimte.decisions.day_of_decision import held_over_decision
from speelruimte.decisions.measured import FAR
from speelruimte.decisions.models import Decision, Feedback, Result
from speelruimte.decisions.report import report_rows
from speelruimte.decisions.rules import (
    binding_of,
    may_hold_over_decision,
    may_make_result,
    may_record_decision,
    may_rectify_decision,
    may_tell,
    recorder_named,
)
from speelruimte.notices.telling import tell_contributors
from speelruimte.people.receipts import idempotency_hash
from speelruimte.policy.recording import body_named
from speelruimte.route.later_days import promised_day_of
from speelruimte.route.missing import decision_held_over_words
from speelruimte.route.models import LaidReady
from speelruimte.route.queries import name_of_step
from speelruimte.route.rectifying import tell_again_and_tell
from speelruimte.route.reporting import (
    offer_measured_result,
    report_of,
    write_measured_result,
)
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import LaterDay, Step
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.decision_form import DecisionForm
from speelruimte.website.workbench.frame import TrajectoryFrame, leads, page_url, trajectory_page
from speelruimte.website.workbench.later_days import later_link_day
from speelruimte.website.workbench.laying import (
    Laying,
    laid_message,
    lay,
    laying_of,
    lays_instead,
)
from speelruimte.website.workbench.onward import onward


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


class ResultForm(SharedForm):
    """What came out, and per promise how far it was kept."""

    summary = forms.CharField(
        label=gettext_lazy("Wat kwam eruit?"),
        help_text=gettext_lazy("Wie beslist, leest dit. Inwoners ook."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    etag = None

    def __init__(self, *args, promises, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = promises
        extra = {}
        for number, promise in enumerate(promises):
            extra[f"far_{number}"] = forms.ChoiceField(
                label=promise["what"],
                choices=list(FAR.items()),
                initial=promise["far"],
                required=False,
                widget=forms.RadioSelect,
            )
            extra[f"note_{number}"] = forms.CharField(
                label=_("Uitleg"),
                initial=promise["note"],
                required=False,
                max_length=2000,
                widget=forms.Textarea(
                    attrs={"rows": 2, "class": "utrecht-textarea utrecht-textarea--html-textarea"}
                ),
            )
        self.fields |= extra

    @property
    def promises(self):
        """The fields of each promise, with what was measured of it."""
        return [
            (self[f"far_{number}"], self[f"note_{number}"], promise["seen"])
            for number, promise in enumerate(self.kept)
        ]

    def values_in(self, row) -> dict:
        """The result, and how far each promise was kept."""
        values = {"summary": row.summary}
        for number, promise in enumerate(row.kept):
            values |= {f"far_{number}": promise["far"], f"note_{number}": promise["note"]}
        return values

    def goes_on_from(self, result):
        """What was typed is saved and more was refused: the next press starts from what is saved."""
        if result is not None:
            result.refresh_from_db(fields=["edits"])
            self.data = self.data.copy()
            self.data["edits"] = str(result.edits)
            self.starts_from(self.values_in(result))

    def report(self, data):
        """The promises as they were judged."""
        return [
            promise | {"far": data[f"far_{number}"], "note": data[f"note_{number}"]}
            for number, promise in enumerate(self.kept)
        ]


@dataclass(frozen=True, kw_only=True)
class ResultPage(TrajectoryFrame):
    """The result and the report."""

    template: ClassVar = "workbench/result.html"
    form: ResultForm
    result: Result | None
    kept: Rows  # {what, label, note, seen}
    decider: str
    may_write: bool
    laying: Laying


@workbench_page
def result(request, case_number):
    """Write the result and the report on the agreement, and offer them to who decides."""
    trajectory, frame = trajectory_page(request, case_number)
    is_sent = request.method == "POST"
    if is_sent:
        allow_or_403(may_make_result(the_person(request), trajectory, on=today()))
    form = _result_form(request.POST if is_sent else None, trajectory)
    if is_sent and _write(request, trajectory, form):
        messages.success(request, _("Bewaard."))
        return redirect(page_url("result", trajectory))
    return _result_page(request, trajectory, frame, form)


def _result_form(sent, trajectory):
    result = getattr(trajectory, "result", None)
    promises = report_of(trajectory, on=today())
    initial = {"summary": result.summary, "edits": result.edits} if result else {}
    return ResultForm(sent, promises=promises, initial=initial)


def _result_page(request, trajectory, frame, form):
    result = getattr(trajectory, "result", None)
    return render_page(
        request,
        ResultPage(
            **vars(frame),
            form=form,
            result=result,
            kept=report_rows(result.kept if result else []),
            decider=decider_of(trajectory).label,
            laying=laying_of(request, trajectory, LaidReady.Act.OFFER),
            may_write=may_make_result(the_person(request), trajectory, on=today())
            and trajectory.step == Step.RESULT,
        ),
        status=422 if form.errors else 200,
    )


def _write(request, trajectory, form):
    return act_unless_changed(
        request,
        form,
        lambda data: write_measured_result(
            trajectory,
            summary=data["summary"],
            promises=form.report(data),
            edits=data["edits"],
            **_who_and_when(request),
        ),
    )


@workbench_page
def offer(request, case_number):
    """Offer what was written to who decides: as it stands on the screen, so that is saved first."""
    trajectory, frame = trajectory_page(request, case_number)
    if request.method != "POST":
        return redirect(page_url("result", trajectory))
    allow_or_403(may_make_result(the_person(request), trajectory, on=today()))
    if "summary" not in request.POST:
        return press(
            request,
            lambda: _offer(request, trajectory),
            done=_offered(request, trajectory),
            to=page_url("result", trajectory),
        )
    form = _result_form(request.POST, trajectory)
    if form.has_changed() and not _write(request, trajectory, form):
        return _result_page(request, trajectory, frame, form)
    if act(request, form, lambda _data: _offer(request, trajectory)):
        messages.success(request, _offered(request, trajectory))
        return redirect(onward(request, trajectory, here="result"))
    form.goes_on_from(getattr(trajectory, "result", None))
    return _result_page(request, trajectory, frame, form)


def _offer(request, trajectory):
    """Offer it; who may not do so alone lays it ready as it is saved now."""
    if laying_of(request, trajectory, LaidReady.Act.OFFER).lays:
        saved = Result.objects.filter(trajectory=trajectory).first()
        said = {"edits": saved.edits if saved else 0}
        return lay(request, trajectory, LaidReady.Act.OFFER, said=said)
    return offer_measured_result(trajectory, **_who_and_when(request))


def _offered(request, trajectory):
    lays = laying_of(request, trajectory, LaidReady.Act.OFFER).lays
    return laid_message() if lays else _("De uitkomst is aangeboden.")


@dataclass(frozen=True, kw_only=True)
class WorkDecisionPage(TrajectoryFrame):
    """The decision."""

    template: ClassVar = "workbench/decision.html"
    form: DecisionForm | None
    decision: Decision | None
    result: Result | None
    decider: str
    recorder: str
    binding: str
    may_rectify: bool
    laying: Laying
    decide_by: str  # by which day it was promised, for who may say that it becomes later
    held_over: str  # that the body held it over, why and until when
    may_hold_over: bool


@workbench_page
def decision(request, case_number):
    """Lay down what was decided; only that body's secretary can."""
    trajectory, frame = trajectory_page(request, case_number)
    decision = getattr(trajectory, "decision", None)
    person = the_person(request)
    laying = laying_of(request, trajectory, LaidReady.Act.DECIDE)
    may_record = laying.lays or may_record_decision(person, trajectory, on=today())
    form, is_sent = None, request.method == "POST"
    if is_sent:
        allow_or_403(may_record)
    if is_sent or (decision is None and may_record and trajectory.step == Step.DECISION):
        form = DecisionForm(
            request.POST if is_sent else None,
            trajectory=trajectory,
            initial=DecisionForm.begins_with(laying.typed, trajectory),
        )
    if is_sent and laying.lays:
        if act(request, form, lambda _data: _lay_decision(request, trajectory, form)):
            messages.success(request, laid_message())
            return redirect(page_url("decision", trajectory))
    elif is_sent and _lay_down(request, trajectory, form):
        messages.success(request, _("Het besluit ligt vast. Iedereen kan het lezen."))
        return redirect(page_url("decision", trajectory))
    return render_page(
        request,
        WorkDecisionPage(
            **vars(frame),
            form=form,
            decision=Decision.objects.filter(trajectory=trajectory).first(),
            result=getattr(trajectory, "result", None),
            decider=decider_of(trajectory).label,
            recorder=recorder_named(trajectory),
            binding=_promised(trajectory),
            may_rectify=may_rectify_decision(person, trajectory, on=today()),
            laying=laying,
            decide_by=later_link_day(request, trajectory, LaterDay.What.DECISION),
            held_over=_held_over(trajectory),
            may_hold_over=may_hold_over_decision(person, trajectory, on=today())
            and promised_day_of(trajectory, LaterDay.What.DECISION) is not None,
        ),
        status=422 if form is not None and form.errors else 200,
    )


def _held_over(trajectory):
    later = held_over_decision(trajectory)
    if later is None:
        return ""
    return decision_held_over_words(later, body_named(policy_of(trajectory), later.body))


def _lay_decision(request, trajectory, form):
    return lay(request, trajectory, LaidReady.Act.DECIDE, said=form.laid())


def _lay_down(request, trajectory, form):
    """Record what was typed. Where somebody was first, it stays on the screen beside what lies there;
    a second press of the same button is no second decision.
    """
    mine = idempotency_hash(request.POST.get("idempotency_key", ""))

    def first_or_mine(_data):
        try:
            return record_decision(trajectory, **form.said(), **_who_and_when(request))
        except AlreadyDone as done:
            if done.result.idempotency_hash != mine:
                raise
            return done.result

    return act(request, form, first_or_mine)


def _promised(trajectory):
    """How strongly the outcome binds; before anything was adopted, nothing is promised."""
    if version_in_force(trajectory) is None:
        return _("nog niets")
    return binding_of(trajectory).label


class FeedbackForm(PlainForm):
    """What everybody reads who took part."""

    text = forms.CharField(
        label=gettext_lazy("Wat deden we met alle inbreng?"),
        help_text=gettext_lazy(
            "Dit staat bij het besluit, en in de mail aan iedereen die een adres achterliet."
        ),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@dataclass(frozen=True, kw_only=True)
class FeedbackPage(TrajectoryFrame):
    """Telling everybody."""

    template: ClassVar = "workbench/feedback.html"
    form: FeedbackForm
    feedback: Feedback | None
    may_tell: bool
    next_room: str  # what it goes on to first, once there is a decision, for who may tell
    is_owed_again: bool  # another decision was taken since everybody was told
    laying: Laying
    may_rectify: bool
    told_by: str  # by which day it was promised, for who may say that it becomes later


@workbench_page
def feedback(request, case_number):
    """Tell everybody who took part; once."""
    trajectory, frame = trajectory_page(request, case_number)
    is_sent = request.method == "POST"
    laying = laying_of(request, trajectory, LaidReady.Act.TELL)
    told_first = Feedback.objects.filter(trajectory=trajectory).first()
    is_again = told_first is not None and told_first.replaced_on is not None
    may = may_tell(the_person(request), trajectory, on=today()) or (laying.lays and not is_again)
    if is_sent:
        allow_or_403(may)
    form = FeedbackForm(request.POST if is_sent else None, initial=laying.typed)
    if (
        is_sent
        and laying.lays
        and not is_again
        and lays_instead(request, form, trajectory, LaidReady.Act.TELL)
    ):
        return redirect(page_url("feedback", trajectory))
    if is_sent and is_again:
        if act(request, form, lambda data: _tell_again(request, trajectory, data)):
            return redirect(onward(request, trajectory, here="feedback"))
    elif is_sent and not laying.lays and (told := _tell(request, trajectory, form)):
        messages.success(request, _told(told.told))
        return redirect(onward(request, trajectory, here="feedback"))
    return render_page(
        request,
        FeedbackPage(
            **vars(frame),
            form=form,
            feedback=told_first,
            may_tell=may and (is_again or trajectory.step == Step.FEEDBACK),
            next_room=_next_room(trajectory, frame.policy) if may else "",
            is_owed_again=told_first is not None and told_first.is_owed_again,
            laying=laying,
            may_rectify=leads(request, trajectory),
            told_by=later_link_day(request, trajectory, LaterDay.What.FEEDBACK),
        ),
        status=422 if form.errors else 200,
    )


def _next_room(trajectory, policy):
    """Where everybody is told, while it still stands at the decision that was taken."""
    is_decided = trajectory.step == Step.DECISION and hasattr(trajectory, "decision")
    return name_of_step(policy, Step.FEEDBACK) if is_decided else ""


def _tell_again(request, trajectory, data):
    """What another decision means; who pressed twice told once."""
    try:
        number = tell_again_and_tell(trajectory, **data, **_who_and_when(request))
    except AlreadyDone as done:
        if done.result is None or done.result.text != data["text"].strip():
            raise
        return done.result
    messages.success(request, _told(number))
    return True


def _told(number):
    return ngettext(
        "Verteld, aan één adres. Wie geen adres achterliet, leest het met de code.",
        "Verteld, aan %(number)d adressen. Wie geen adres achterliet, leest het met de code.",
        number,
    ) % {"number": number}


def _tell(request, trajectory, form):
    """Tell everybody; who pressed twice told once, and whose text came too late keeps it."""

    def first_or_same(data):
        try:
            return tell_contributors(trajectory, **data, **_who_and_when(request))
        except AlreadyDone as done:
            if done.result.text != data["text"].strip():
                raise
            return done.result

    return act(request, form, first_or_same)


_CASE = "werk/trajecten/<str:case_number>/"
urlpatterns = [
    path(f"{_CASE}uitkomst/", result, name="work-result"),
    path(f"{_CASE}uitkomst/aanbieden/", offer, name="work-offer"),
    path(f"{_CASE}besluit/", decision, name="work-decision"),
    path(f"{_CASE}terugkoppeling/", feedback, name="work-feedback"),
]
