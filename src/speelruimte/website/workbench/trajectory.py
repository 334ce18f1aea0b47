"""The main page of a process: where it is, what is missing, and the way on."""

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

from speelruimte.agreements.models import Phase
from speelruimte.agreements.queries import spoke_before_the_text_changed, version_in_force
from speelruimte.agreements.rules import AMENDABLE, may_amend
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import may_see
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.adopters import all_let_it_stop, bodies_that_adopted
from speelruimte.route.asking_to_stop import bodies_to_ask
from speelruimte.route.case import Case
from speelruimte.route.models import LaidReady
from speelruimte.route.queries import NextStep, next_steps
from speelruimte.route.stopping import StillOpen, left_uncounted, still_open, stop_and_answer
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.announcing import held_back_on, is_announced_in
from speelruimte.trajectories.deciding import cosigned_in
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.noting import may_read_notes
from speelruimte.trajectories.queries import initiatives_in, is_public
from speelruimte.trajectories.rules import lays_something_ready
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.timeline import timeline_of
from speelruimte.website.workbench.extending import phases_to_extend
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    below,
    leads,
    missing_rows,
    page_url,
    trajectory_page,
)
from speelruimte.website.workbench.holding_back import what_residents_see
from speelruimte.website.workbench.laying import laid_message, lay, laying_of
from speelruimte.website.workbench.next_door import NextDoor, next_door
from speelruimte.website.workbench.onward import first_waiting
from speelruimte.website.workbench.people_in import people_in
from speelruimte.website.workbench.stop_decision import ask_page
from speelruimte.website.workbench.stop_decision import urlpatterns as deciding_on_stopping


class StepReasonForm(PlainForm):
    """Why it goes back, or stops, and whether one is sure of that."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean(self):
        """What others read is a sentence, also before it is asked whether one is sure."""
        data = super().clean()
        for name in ("reason", "answer"):
            if name in data:
                self._check_says_something(name, data[name])
        return data

    def _check_says_something(self, name, words):
        try:
            check_sentence(words, _("Schrijf een zin die anderen kunnen lezen."), field=name)
        except RuleBroken as broken:
            self.add_error(name, broken.sentence)


class StopForm(StepReasonForm):
    """Why it stops, and what everybody reads who had no answer yet."""

    answer = forms.CharField(
        label=gettext_lazy("Antwoord aan iedereen die nog niets hoorde"),
        help_text=gettext_lazy("Dit komt bij alle inbreng te staan die nog open is."),
        initial=gettext_lazy(
            "Wij stoppen met dit plan. Daarom doen we nu niets met uw inbreng. Die bewaren we wel: "
            "begint het plan opnieuw, dan lezen we eerst wat u schreef."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=7_500,
    )


@dataclass(frozen=True, kw_only=True)
class StopPage(TrajectoryFrame):
    """Stopping while people take part."""

    template: ClassVar = "workbench/stop.html"
    form: StopForm
    left: StillOpen
    uncounted: Sequence[str]  # what people choose between and what gets no outcome
    adopted_by: str  # who adopted the agreement, and hears that it stops
    asks: bool  # whether one is sure


@dataclass(frozen=True, kw_only=True)
class WorkProcessPage(TrajectoryFrame):
    """The main page of a trajectory."""

    template: ClassVar = "workbench/process.html"
    door: NextDoor | None
    may_stop: bool  # all bodies that were asked let it, and who leads reads this
    cosign_url: str  # what was laid ready, where the policy asks a co-signature of who reads this
    spoke_earlier: int  # parties whose agreement is about an earlier text, before it is laid down
    side_ways: Sequence[NextStep]
    may_change: bool  # the agreement, by a change or a later last day
    phases: Sequence[
        Phase
    ]  # what is not over and who asks can make longer, unless all in it closed
    people: Rows
    timeline: Rows
    initiatives: Sequence[tuple[Initiative, bool]]  # and whether this person may open it
    public_url: str
    reads_notes: bool
    notes: int
    seen: str  # what residents see of it, until they see everything
    may_hold_back: bool


@workbench_page
def process(request, case_number):
    """Where the trajectory is, what is missing for the way on, who works on it, what happened."""
    trajectory, frame = trajectory_page(request, case_number)
    ways = next_steps(trajectory, on=today())
    forward = next((way for way in ways if way.is_forward), None)
    missing = missing_rows(
        forward.missing if forward else (),
        trajectory=trajectory,
        person=the_person(request),
        on=today(),
    )
    return render_page(
        request,
        WorkProcessPage(
            **vars(frame),
            door=next_door(request, trajectory, missing, to_work=_to_work(frame.steps, trajectory)),
            may_stop=leads(request, trajectory) and all_let_it_stop(Case(trajectory=trajectory)),
            cosign_url=_cosign_url(request, trajectory),
            spoke_earlier=spoke_before_the_text_changed(trajectory)
            if trajectory.step == Step.PLAN
            else 0,
            side_ways=[way for way in ways if not way.is_forward and _leads_somewhere(way)]
            if leads(request, trajectory)
            else [],
            may_change=_may_change(request, trajectory),
            phases=phases_to_extend(request, trajectory, frame.policy),
            people=people_in(trajectory, on=today()),
            timeline=timeline_of(trajectory)[:12],
            initiatives=[
                (initiative, may_see(request.user, initiative, on=today()))
                for initiative in initiatives_in(trajectory=trajectory.pk)
            ],
            public_url=_public_url(trajectory),
            reads_notes=may_read_notes(the_person(request), trajectory, on=today()),
            notes=trajectory.notes.filter(corrected_by=None).count(),
            seen=what_residents_see(trajectory, day=today()),
            may_hold_back=leads(request, trajectory) and is_announced_in(trajectory),
        ),
    )


def _may_change(request, trajectory):
    """Whether who asks may change or extend an agreement that holds."""
    return (
        trajectory.step in AMENDABLE
        and version_in_force(trajectory) is not None
        and may_amend(the_person(request), trajectory, on=today())
    )


def _to_work(steps, trajectory):
    """The button to the page where the work of this step is done; none where that is this page."""
    here = next((step for step in steps if step["state"] == "here"), None)
    if here is None or here["url"] == page_url("process", trajectory):
        return []
    return [
        {"label": _("Naar het werk van ‘%(name)s’") % {"name": here["name"]}, "url": here["url"]}
    ]


def _public_url(trajectory):
    """The page residents see, once they may see it."""
    if not is_public(trajectory):
        return ""
    return reverse("process", kwargs={"slug": trajectory.slug})


def _leads_somewhere(way):
    """Stopping and going back only miss a reason; other closed side ways are not shown."""
    return way.is_open or way.is_back or way.step == Step.STOPPED


@workbench_page
def go_on(request, case_number, step):
    """Let the trajectory into the step on the button; when a gate is closed, say what is missing."""
    if step not in Step.values:
        raise Http404
    trajectory, _context = trajectory_page(request, case_number)
    if request.method == "POST":
        try:
            said = _goes_on(request, trajectory, step)
        except NotYet as not_yet:
            messages.error(request, not_yet.sentence)
        except RuleBroken as broken:
            messages.error(request, broken.sentence)
        else:
            messages.success(request, said)
            return redirect(first_waiting(request, trajectory))
    return redirect(page_url("process", trajectory))


def _cosign_url(request, trajectory):
    lays = lays_something_ready(the_person(request), trajectory, on=today())
    signs = cosigned_in(trajectory) and leads(request, trajectory)
    return page_url("cosign", trajectory) if lays or signs else ""


def _goes_on(request, trajectory, step):
    """Go on, or lay that ready for who leads; what to say of it."""
    if laying_of(request, trajectory, LaidReady.Act.GO_ON, step).lays:
        lay(request, trajectory, LaidReady.Act.GO_ON, step)
        return laid_message()
    move_on(trajectory, to=step, by=request.user, at=now(), on=today())
    return _("Dit traject is nu in de stap ‘%(step)s’.") % {"step": trajectory.get_step_display()}


@workbench_page
def stop(request, case_number):
    """Stop a trajectory, with a reason that everyone reads; and one answer to all words still open."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(leads(request, trajectory))
    if bodies := bodies_to_ask(trajectory):
        return ask_page(request, trajectory, frame, bodies)
    if not any(way.step == Step.STOPPED for way in next_steps(trajectory, on=today())):
        messages.error(
            request, _("In deze stap kan een traject niet stoppen. U kunt alleen nog verder.")
        )
        return redirect(page_url("process", trajectory))
    if trajectory.step == Step.TAKING_PART and (left := still_open(trajectory, on=today())):
        return _stop_and_answer(request, trajectory, frame, left)
    return _with_reason(request, case_number, to=Step.STOPPED, title=_("Dit traject stoppen"))


def _stop_and_answer(request, trajectory, frame, left):
    form = StopForm(request.POST or None)
    asks = request.method == "POST" and form.is_valid() and not form.cleaned_data["sure"]
    if request.method == "POST" and not asks and act(request, form, _stops(request, trajectory)):
        messages.success(request, _("Gestopt. Wie meedeed, krijgt één bericht."))
        return redirect(page_url("process", trajectory))
    page = StopPage(
        **vars(below(frame, _("Dit traject stoppen"))),
        form=form,
        left=left,
        uncounted=left_uncounted(trajectory, on=today()),
        adopted_by=_(" en ").join(_who_adopted(trajectory)),
        asks=asks,
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _stops(request, trajectory):
    who = {"by": request.user, "at": now(), "on": today()}
    return lambda data: stop_and_answer(
        trajectory, reason=data["reason"], answer=data["answer"], **who
    )


def _who_adopted(trajectory):
    policy = parsed_policy(trajectory.policy)
    return [str(policy.body(body).label) for body in bodies_that_adopted(trajectory)]


@workbench_page
def send_back(request, case_number):
    """Back to the step before, with a reason that everyone reads."""
    trajectory, _context = trajectory_page(request, case_number)
    allow_or_403(leads(request, trajectory))
    back = next((way for way in next_steps(trajectory, on=today()) if way.is_back), None)
    if back is None:
        messages.error(request, _("Vanuit deze stap kan een traject niet terug."))
        return redirect(page_url("process", trajectory))
    return _with_reason(request, case_number, to=back.step, title=_("Terugsturen"))


@dataclass(frozen=True, kw_only=True)
class ReasonPage(TrajectoryFrame):
    """A button that needs a reason: where that can be read, and whether one is sure of what ends."""

    template: ClassVar = "workbench/reason.html"
    form: StepReasonForm
    title: str
    stops: bool
    asks: bool
    read: str  # by whom the reason can be read


def _read_by(trajectory):
    """Who can read why it stops: who knew of it on the website, and else who came with the idea."""
    if _public_url(trajectory):
        return _("De reden komt op de bladzijde voor inwoners.")
    if is_announced_in(trajectory) and held_back_on(trajectory, day=today()) is None:
        return _("Inwoners lezen de titel en de reden een half jaar bij ‘In voorbereiding’.")
    return _(
        "Inwoners zagen dit traject nog niet. De reden komt dus niet op de website. "
        "Wie met het idee kwam, leest hem wel."
    )


def _with_reason(request, case_number, *, to, title):
    trajectory, frame = trajectory_page(request, case_number)
    stops, read = to == Step.STOPPED, _read_by(trajectory)
    form = StepReasonForm(request.POST or None)
    if stops:
        form.fields["reason"].help_text = _("Schrijf kort en gewoon.") + f" {read}"
    asks = stops and form.is_valid() and not form.cleaned_data["sure"]
    if request.method == "POST" and form.is_valid() and not asks:
        try:
            move_on(
                trajectory,
                to=to,
                by=request.user,
                at=now(),
                on=today(),
                reason=form.cleaned_data["reason"],
            )
        except RuleBroken as broken:
            form.add_error(None, broken.sentence)
        else:
            said = [_("Gestopt."), read] if stops else [_("Teruggestuurd.")]
            messages.success(request, " ".join(said))
            return redirect(page_url("process", trajectory))
    return render_page(
        request,
        ReasonPage(
            **vars(below(frame, title)),
            form=form,
            title=title,
            stops=stops,
            asks=asks,
            read=read,
        ),
        status=422 if form.errors else 200,
    )


urlpatterns = [
    path("werk/trajecten/<str:case_number>/", process, name="work-process"),
    path("werk/trajecten/<str:case_number>/naar/<slug:step>/", go_on, name="work-go-on"),
    path("werk/trajecten/<str:case_number>/stoppen/", stop, name="work-stop"),
    *deciding_on_stopping,
    path("werk/trajecten/<str:case_number>/terug/", send_back, name="work-send-back"),
]
