"""A phase lasts longer: a new last day and why, from the page of the process or of taking part."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.begun import with_closing
from speelruimte.agreements.light_rules import may_change_lightly, objections_until
from speelruimte.agreements.models import Phase, Version
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.agreements.rules import AMENDABLE, may_amend
from speelruimte.policy.recording import body_named
from speelruimte.route.actions import NotYet
from speelruimte.route.adopting import bodies_for
from speelruimte.route.extending import (
    check_can_extend,
    extend_by_change,
    longer_at_once,
    why_no_longer,
)
from speelruimte.route.light_change import change_lightly_and_tell
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import DayInput
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, below, page_url, trajectory_page


class ExtendForm(SharedForm):
    """The new last day, and why."""

    ends_on = forms.DateField(label=gettext_lazy("Nieuwe laatste dag"), widget=DayInput)
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )


@dataclass(frozen=True, kw_only=True)
class ExtendPage(TrajectoryFrame):
    """A later last day of one phase."""

    template: ClassVar = "workbench/extend.html"
    phase: Phase
    form: ExtendForm
    heading: str
    closed: str  # why it cannot last longer: all in it was closed
    objections: str  # that a party can say no to a day that holds at once
    until: str  # so long holds at once; empty where a body is needed for any other day
    not_later: str  # from which day on what stands in the way, besides the term of the policy
    adopters: str  # who decides about a longer time; empty for who does not lay it before them
    is_changing: bool  # a change of the agreement is being made, or lies before a body
    may_change: bool  # the same day can go into an ordinary change, once who leads says so


def not_later_words(at_once) -> str:
    """From which day on something besides the term of the policy stands in the way, and what."""
    if not at_once.why_not_later:
        return ""
    return _("Kiest u %(day)s of later, dan staat dit in de weg: %(why)s") % {
        "day": day_words(at_once.not_from),
        "why": at_once.why_not_later,
    }


def objection_words(until) -> str:
    """Until when a party says no to a light change, and what holds then; nothing without parties."""
    if until is None:
        return ""
    said = _("Een partij kan nog nee zeggen tot en met %(day)s. Dan geldt de tekst van eerst weer.")
    return said % {"day": day_words(until)}


def extendable(request, trajectory, policy) -> list[Phase]:
    """The phases that are not over and that who asks can make longer, or ask for it."""
    return [
        phase for phase in phases_to_extend(request, trajectory, policy) if phase.closed_at is None
    ]


def phases_to_extend(request, trajectory, policy) -> list[Phase]:
    """As ``extendable``, with those of which all was closed before: each with its ``closed_at``."""
    version = version_in_force(trajectory) if trajectory.step in AMENDABLE else None
    if version is None or not _may_extend(request, trajectory, policy):
        return []
    return list(with_closing(version.phases.filter(ends_on__gte=today())))


def _may_extend(request, trajectory, policy):
    person, on = the_person(request), today()
    return may_amend(person, trajectory, on=on) or may_change_lightly(
        person, trajectory, policy, on=on
    )


@workbench_page
def extend(request, case_number, phase):
    """Until when it lasts; at once as far as the policy lets it, and else as a change."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(_may_extend(request, trajectory, frame.policy))
    version = version_in_force(trajectory)
    if version is None:
        raise Http404
    phase = get_object_or_404(version.phases, key=phase)
    phase.version = version
    person, on = the_person(request), today()
    amends = may_amend(person, trajectory, on=on)
    at_once = longer_at_once(person, version, phase, frame.policy, on=on)
    form = ExtendForm(request.POST or None, initial={"etag": version.fingerprint})
    extending = Extending(request, phase, until=at_once.until, amends=amends)
    if request.method == "POST":
        made = act_unless_changed(request, form, extending.do)
        if made is not None:
            return redirect(_said(request, trajectory, made))
    heading = _("‘%(phase)s’ verlengen") % {"phase": phase.name}
    page = ExtendPage(
        **vars(below(frame, heading)),
        phase=phase,
        form=form,
        heading=heading,
        closed="" if request.method == "POST" else why_no_longer(phase, on=on),
        objections=objection_words(objections_until(trajectory, frame.policy, today=on))
        if at_once.until
        else "",
        until=day_words(at_once.until) if at_once.until else "",
        not_later=not_later_words(at_once),
        adopters=_(" en ").join(body_named(frame.policy, key) for key in bodies_for(trajectory))
        if amends
        else "",
        is_changing=open_version(trajectory) is not None,
        may_change=amends and (extending.was_not_yet or extending.asks_first),
    )
    return render_page(request, page, status=422 if form.errors else 200)


class Extending:
    """What pressing the button does: at once, or by a change that is adopted."""

    def __init__(self, request, phase, *, until, amends):
        self.request, self.phase, self.until, self.amends = request, phase, until, amends
        self.was_not_yet = self.asks_first = False

    def do(self, data) -> Version:
        """The version that came of it."""
        who = {"reason": data["reason"], "by": the_person(self.request), "at": now()}
        if self._is_by_change(data["ends_on"]):
            if self.request.POST.get("do") != "change":
                self._ask_first(data)
            return extend_by_change(self.phase, ends_on=data["ends_on"], **who)
        try:
            return change_lightly_and_tell(
                self.phase.version,
                texts={},
                last_days={self.phase.key: data["ends_on"]},
                etag=data["etag"],
                **who,
            )
        except NotYet:
            self.was_not_yet = True
            raise

    def _ask_first(self, data):
        """A change is not begun by a day that is one too late: what is wrong is said, else it is asked."""
        if open_version(self.phase.version.trajectory) is not None:
            return
        check_can_extend(self.phase, ends_on=data["ends_on"], reason=data["reason"], on=today())
        self.asks_first = True
        raise RuleBroken(
            _(
                "Deze dag kan niet zonder besluit. Kies een eerdere dag, of begin hieronder een gewone "
                "wijziging van de afspraken."
            ),
            field="ends_on",
            code="asks_first",
        )

    def _is_by_change(self, day):
        if not self.amends:
            return False
        return self.until is None or day > self.until or self.request.POST.get("do") == "change"


def _said(request, trajectory, version):
    """Say what became of it; where to go then."""
    if version.kind == Version.Kind.LIGHT:
        said = _("De nieuwe laatste dag geldt. Wie het aangaat, krijgt bericht.")
        objections = objection_words(version.objections_until)
        messages.success(request, " ".join(filter(None, (said, objections))))
        return page_url("process", trajectory)
    if version.state == Version.State.OFFERED:
        messages.success(
            request, _("De verlenging ligt voor. Tot het besluit blijft de laatste dag die van nu.")
        )
    else:
        messages.success(
            request,
            _(
                "De wijziging staat klaar, met de nieuwe laatste dag. Hieronder staat wat er nog nodig is "
                "voordat u haar voorlegt."
            ),
        )
    return page_url("adoption", trajectory)


urlpatterns = [
    path(
        "werk/trajecten/<str:case_number>/verlengen/<slug:phase>/",
        extend,
        name="work-extend",
    ),
]
