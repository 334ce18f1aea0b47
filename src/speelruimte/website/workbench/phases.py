"""Phases: when people take part, with how much say, by which methods; and what is due when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.actions import (
    change_moment,
    change_phase,
    drop_method,
    drop_moment,
    drop_phase,
    give_say,
    plan_method,
    plan_moment,
    plan_phase,
    take_say,
)
from speelruimte.agreements.actions.phasing import MOMENT
from speelruimte.agreements.models import GroupSay, Moment, Phase, PlannedMethod
from speelruimte.agreements.queries import Agreement, agreement_of
from speelruimte.promise import SaidPhase
from speelruimte.route.promised_days import (
    hard_to_come_to,
    on_a_day_of_rest,
    outside_their_phase,
    shorter_than_people_need,
)
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import Clash
from speelruimte.toolbox.methods import all_methods
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act_once, press
from speelruimte.website.asking import now, today
from speelruimte.website.forms import DayInput, HoursField, OwedChoice, PlainForm
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.beside import FormsBeside
from speelruimte.website.workbench.clashing import (
    SharedForm,
    act_unless_changed,
)
from speelruimte.website.workbench.frame import page_url, trajectory_page
from speelruimte.website.workbench.homes import AskOfHomesMixin
from speelruimte.website.workbench.plan_tabs import (
    PlanFrame,
    allow_writing_or_403,
    open_for,
    with_tabs,
)

DROP_MOMENT = "drop-moment-"
DROPS: dict[str, tuple] = {
    "drop-say-": (take_say, GroupSay),
    "drop-method-": (drop_method, PlannedMethod),
}


def _offer(form, name, items, nothing=""):
    """The policy's items as choices; no field where the policy has none."""
    if not items:
        del form.fields[name]
        return
    choices = [(item.key, str(item.label)) for item in items]
    form.fields[name].choices = choices if nothing is None else [("", nothing), *choices]


class PhaseForm(SharedForm):
    """When people take part, and in what."""

    name = forms.CharField(label=gettext_lazy("Naam van de fase"), max_length=120)
    question = forms.CharField(
        label=gettext_lazy("Wat vragen we mensen?"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
    )
    starts_on = forms.DateField(label=gettext_lazy("Vanaf"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Tot en met"), widget=DayInput)
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Waar is meedoen hier voor?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    government_role = forms.ChoiceField(
        label=gettext_lazy("Welke rol heeft de gemeente?"), required=False
    )
    policy_phase = forms.ChoiceField(label=gettext_lazy("Fase van het beleid"), required=False)
    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    etag = None

    def __init__(self, *args, policy, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self, "purposes", policy.purposes, None)
        _offer(self, "government_role", policy.government_roles)
        _offer(self, "policy_phase", policy.policy_phases)


class SayForm(PlainForm):
    """Who has how much say."""

    group = forms.CharField(
        label=gettext_lazy("Wie?"),
        help_text=gettext_lazy("Bijvoorbeeld: omwonenden, of iedereen in de gemeente."),
        max_length=160,
    )
    level = OwedChoice(
        label=gettext_lazy("Hoeveel invloed?"),
        help_text=gettext_lazy("Kies hoeveel invloed deze groep heeft, een rol, of allebei."),
    )
    role = OwedChoice(label=gettext_lazy("In welke rol?"))

    def __init__(self, *args, policy, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self, "level", policy.influence_levels)
        _offer(self, "role", policy.participant_roles)


class MethodForm(AskOfHomesMixin, PlainForm):
    """How people take part."""

    method = forms.ChoiceField(label=gettext_lazy("Werkvorm"))
    title = forms.CharField(label=gettext_lazy("Eigen naam"), required=False, max_length=160)
    note = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 2}),
    )
    held_on = forms.DateField(label=gettext_lazy("Op"), required=False, widget=DayInput)
    held_at = HoursField(required=False)
    place = forms.CharField(label=gettext_lazy("Plaats"), required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [("", "")] + [
            (method.key, f"{method.name}. {method.short}") for method in all_methods()
        ]


class MomentForm(AskOfHomesMixin, PlainForm):
    """When a body is due, or people hear something or come together."""

    day = forms.DateField(label=gettext_lazy("Dag"), widget=DayInput)
    held_at = HoursField(required=False)
    place = forms.CharField(label=gettext_lazy("Plaats"), required=False, max_length=200)
    what = forms.CharField(
        label=gettext_lazy("Wat gebeurt er dan?"),
        max_length=200,
        help_text=gettext_lazy(
            "Niet de dag van het antwoord aan wie meedoet: die volgt uit het beleid en staat al op "
            "de pagina van het proces."
        ),
    )
    body = forms.ChoiceField(label=gettext_lazy("Welk orgaan?"), required=False)
    is_decision = forms.BooleanField(label=gettext_lazy("Dan valt het besluit"), required=False)

    def __init__(self, *args, policy, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self, "body", policy.deciding_bodies, _("Geen orgaan"))


class ChangeMomentForm(MomentForm, SharedForm):
    """A moment that stands there, on another day or of another body."""


@dataclass(frozen=True, kw_only=True)
class PhasesPage(PlanFrame):
    """Phases and moments."""

    template: ClassVar = "workbench/phases.html"
    agreement: Agreement | None
    moments: Iterable[Moment]
    phase_form: PhaseForm
    moment_form: MomentForm


@workbench_page
def phases(request, case_number):
    """All phases with their say and methods, the moments, and forms for one more of each."""
    trajectory, frame = trajectory_page(request, case_number)
    version, writes = open_for(request, trajectory)
    policy, who = frame.policy, {"by": request.user, "at": now()}
    page = FormsBeside(
        request,
        {
            "phase": lambda sent, typed: PhaseForm(sent, policy=policy, initial=typed),
            "moment": lambda sent, typed: MomentForm(
                sent, policy=policy, prefix="moment", initial=typed
            ),
        },
    )
    if request.method == "POST":
        allow_writing_or_403(request, trajectory, writes)
        to = _done(request, page, version, who)
        answer = page.done(to) if to else None
        if answer is not None:
            return answer
    return render_page(
        request,
        PhasesPage(
            **vars(with_tabs(request, frame, "phases", version, writes=writes)),
            agreement=agreement_of(version) if version else None,
            moments=version.moments.all() if version else (),
            phase_form=page.forms["phase"],
            moment_form=page.forms["moment"],
        ),
        status=422 if page.has_errors else 200,
    )


def _done(request, page, version, who):
    """Run what was pressed; where to go then, or nothing when it was refused."""
    if page.doing.startswith(DROP_MOMENT):
        moment = get_object_or_404(Moment, version=version, pk=_key(page, DROP_MOMENT))
        return dropped(request, lambda: drop_moment(moment, **who))
    form = page.forms.get(page.doing, page.forms["moment"])
    if page.doing == "phase":
        made = act_once(request, form, lambda data: _plan(version, data, who))
        if made:
            messages.success(request, _("Toegevoegd. Zeg nu wie hoeveel invloed heeft."))
            _remark(request, shorter_than_people_need(made))
            return reverse("work-phase", args=[version.trajectory.case_number, made.key])
    elif planned := act_once(request, form, lambda data: plan_moment(version, **data, **who)):
        _kept(request, planned, _("Toegevoegd."))
        return request.path
    return None


def _kept(request, moment, words):
    """That a moment is kept, and at once whether its body does not meet on that day."""
    messages.success(request, words)
    if said := on_a_day_of_rest(moment):
        messages.warning(request, said)
    elif not moment.body:
        _remark(request, hard_to_come_to(moment.what, moment.day))


def _remark(request, *sentences):
    for sentence in sentences:
        if sentence:
            messages.warning(request, sentence)


def dropped(request, drop):
    """Take something away; to the same page, with a message either way."""
    press(request, drop, done=_("Weggehaald."), to=request.path)
    return request.path


def _key(page, drop):
    """Which one, of the buttons that begin with ``drop``."""
    key = page.doing.removeprefix(drop)
    if not key.isdecimal():
        raise Http404
    return int(key)


def _plan(version, data, who):
    data.pop("edits")
    return plan_phase(version, **data, **who)


@dataclass(frozen=True, kw_only=True)
class PhasePage(PlanFrame):
    """One phase."""

    template: ClassVar = "workbench/phase.html"
    phase: Phase
    said: SaidPhase | None
    says: Iterable[GroupSay]
    methods: Iterable[PlannedMethod]
    form: Form
    say_form: Form
    method_form: Form
    theirs: Rows


@workbench_page
def phase(request, case_number, key):
    """One phase: its words and dates, who has how much say, and by which methods."""
    trajectory, frame = trajectory_page(request, case_number)
    version, writes = open_for(request, trajectory)
    allow_writing_or_403(request, trajectory, writes)
    phase = get_object_or_404(Phase, version=version, key=key)
    phase.version = version
    page = PhaseForms(request, phase, frame.policy)
    if request.method == "POST":
        answer = page.do(to=page_url("phases", trajectory))
        if answer is not None:
            return answer
    return render_page(
        request,
        PhasePage(
            **vars(with_tabs(request, frame, "phases", version, writes=writes)),
            phase=phase,
            said=agreement_of(version).phase(key),
            says=phase.says.all(),
            methods=phase.methods.all(),
            form=page.forms["phase"],
            say_form=page.forms["say"],
            method_form=page.forms["method"],
            theirs=page.forms["phase"].theirs,
        ),
        status=422 if page.has_errors else 200,
    )


class PhaseForms(FormsBeside):
    """The forms of one phase, of which one at a time is pressed."""

    def __init__(self, request, phase, policy):
        self.request, self.phase = request, phase
        self.who = {"by": request.user, "at": now()}
        makers = {
            "say": lambda sent, typed: SayForm(sent, policy=policy, prefix="say", initial=typed),
            "method": lambda sent, typed: MethodForm(sent, prefix="method", initial=typed),
            "phase": lambda sent, typed: PhaseForm(
                sent, policy=policy, initial=self._stands() | typed
            ),
        }
        super().__init__(request, makers)

    def _stands(self):
        names = [name for name in PhaseForm.base_fields if hasattr(self.phase, name)]
        return {name: getattr(self.phase, name) for name in names}

    def do(self, *, to):
        """Run the one action that was pressed; a redirect, or None when the page is shown again."""
        if self.doing == "drop":
            return press(
                self.request,
                lambda: drop_phase(self.phase, **self.who),
                done=_("Weggehaald."),
                to=to,
            )
        for name, (drop, model) in DROPS.items():
            if self.doing.startswith(name):
                row = get_object_or_404(model, phase=self.phase, pk=_key(self, name))
                return self.done(dropped(self.request, lambda: drop(row, **self.who)))  # noqa: B023
        actions: dict[str, Callable] = {"say": give_say, "method": plan_method}
        name = self.doing if self.doing in self.forms else "phase"
        action = actions.get(name, self._change)
        made = act_once(
            self.request, self.forms[name], lambda data: action(self.phase, **data, **self.who)
        )
        if made:
            messages.success(self.request, _("Bewaard."))
            self.phase.refresh_from_db()
            _remark(self.request, *self._remarks(name, made))
            return self.done(self.request.path)
        return None

    def _remarks(self, name, made):
        """What is odd about the days of what was just kept, said at once."""
        if name == "phase":
            return [*outside_their_phase(made, on=today()), shorter_than_people_need(made)]
        if name == "method" and made.held_on:
            return [hard_to_come_to(made.title, made.held_on)]
        return []

    def _change(self, phase, **values):
        try:
            return change_phase(phase, **values)
        except Clash as clash:
            self.forms["phase"].look_again(clash)
            raise


@dataclass(frozen=True, kw_only=True)
class MomentPage(PlanFrame):
    """One moment."""

    template: ClassVar = "workbench/moment.html"
    form: ChangeMomentForm


@workbench_page
def moment(request, case_number, number):
    """Another day, hour, place, name or body for a moment."""
    trajectory, frame = trajectory_page(request, case_number)
    version, writes = open_for(request, trajectory)
    allow_writing_or_403(request, trajectory, writes)
    moment = get_object_or_404(Moment, version=version, pk=number)
    initial = {name: getattr(moment, name) for name in MOMENT} | {"etag": etag_of(moment, MOMENT)}
    form = ChangeMomentForm(request.POST or None, policy=frame.policy, initial=initial)
    if request.method == "POST":
        changed = act_unless_changed(
            request,
            form,
            lambda data: change_moment(moment, **data, by=request.user, at=now()),
        )
        if changed is not None:
            _kept(request, changed, _("Bewaard."))
            return redirect(page_url("phases", trajectory))
    page = MomentPage(
        **vars(with_tabs(request, frame, "phases", version, writes=writes)), form=form
    )
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [
    path("werk/trajecten/<str:case_number>/fasen/", phases, name="work-phases"),
    path(
        "werk/trajecten/<str:case_number>/fasen/momenten/<int:number>/", moment, name="work-moment"
    ),
    path("werk/trajecten/<str:case_number>/fasen/<slug:key>/", phase, name="work-phase"),
]
