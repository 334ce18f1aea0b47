"""Saying that what was promised for a day comes later: to everybody who waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.decisions.rules import may_hold_over_decision
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.later_days import (
    hold_over_decision,
    is_far_off,
    make_later,
    may_make_later,
    promised_day_of,
)
from speelruimte.route.models import LaidReady
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import LaterDay
from speelruimte.trajectories.postponing import last_said
from speelruimte.trajectories.rules import may_lay_ready
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act_once
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.door_frame import DoorFrame, guides, initiative_page
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    below,
    page_url,
    trajectory_page,
)
from speelruimte.website.workbench.laying import (
    Laying,
    laid_message,
    lay,
    laying_of,
)

What = LaterDay.What
# What a colleague reads that was promised; people who wait for it read the label itself.
PROMISED = {
    What.FIRST_ANSWER: gettext_lazy("het antwoord op het idee"),
    What.ANSWERS: gettext_lazy("het antwoord op de inbreng"),
    What.DECISION: What.DECISION.label,
    What.FEEDBACK: gettext_lazy("vertellen wat er met alle inbreng is gedaan"),
    What.EVALUATION: What.EVALUATION.label,
}
# What may come later in a process: by the word in the address, with the page where it is made.
LATER = {
    "antwoord": (What.ANSWERS, "answers"),
    "besluit": (What.DECISION, "decision"),
    "terugkijken": (What.EVALUATION, "evaluation"),
    "terugkoppeling": (What.FEEDBACK, "feedback"),
}


class LaterForm(PlainForm):
    """Why it comes later, and by which day it does."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom wordt het later?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )
    later_on = forms.DateField(
        label=gettext_lazy("Wat is nu de laatste dag?"),
        help_text=gettext_lazy("Kies een dag die u zeker haalt."),
        widget=DayInput,
    )
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)


class HoldOverForm(LaterForm):
    """On which day the body held its decision over, why, and by which day it decides."""

    decided_on = forms.DateField(
        label=gettext_lazy("Op welke dag is het aangehouden?"), widget=DayInput
    )
    field_order = ("decided_on", "reason", "later_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Waarom is het aangehouden?")
        self.fields["later_on"].label = _("Op welke dag is het besluit er uiterlijk?")
        self.fields["later_on"].help_text = _(
            "Een dag na de dag die is beloofd. Haalt dit orgaan die dag nog? Dan hoeft u niets te "
            "zeggen."
        )


def _may_say(request, trajectory):
    """Whoever asks says it, or lays that ready for who leads."""
    person, day = the_person(request), today()
    return may_make_later(person, trajectory, on=day) or may_lay_ready(
        person, trajectory, LeaderWork.LATER, on=day
    )


def later_link_day(request, trajectory, what) -> str:
    """The day that was promised, for who may say that it becomes later, with what was said of that
    already; else empty.
    """
    day = promised_day_of(trajectory, what) if _may_say(request, trajectory) else None
    if day is None:
        return ""
    said = last_said(trajectory, what)
    if said is None:
        return day_words(day)
    if said.body:
        return _("%(day)s (aangehouden: uiterlijk op %(later)s)") % {
            "day": day_words(day),
            "later": day_words(said.later_on),
        }
    return _("%(day)s (u zei al dat het later wordt: uiterlijk op %(later)s)") % {
        "day": day_words(day),
        "later": day_words(said.later_on),
    }


@dataclass(frozen=True, kw_only=True)
class LaterPage(TrajectoryFrame):
    """Something in a process comes later."""

    template: ClassVar = "workbench/later.html"
    form: LaterForm
    what: str
    promised: str
    earlier: Sequence[tuple[date, str]]  # what was said before: the day and the reason
    asked: str  # whether so much later is meant; empty where nobody is asked
    laying: Laying


@dataclass(frozen=True, kw_only=True)
class HoldOverPage(TrajectoryFrame):
    """A decision was held over by the body before which it lay."""

    template: ClassVar = "workbench/hold_over.html"
    form: LaterForm
    what: str
    promised: str
    earlier: Sequence[tuple[date, str]]  # as of a LaterPage
    asked: str  # likewise
    body: str  # by its name


@dataclass(frozen=True, kw_only=True)
class LaterAnswerPage(DoorFrame):
    """The answer on an idea comes later."""

    template: ClassVar = "workbench/later_answer.html"
    form: LaterForm
    what: str
    promised: str
    earlier: Sequence[tuple[date, str]]  # as of a LaterPage
    asked: str  # likewise


@workbench_page
def later(request, case_number, word):
    """By who leads: the reason and the new day of what a process promised."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(_may_say(request, trajectory))
    what, page = LATER[word]
    laying = laying_of(request, trajectory, LaidReady.Act.LATER, str(what))
    form = LaterForm(request.POST or None, initial=_begins_with(laying.typed))

    def say(data):
        if laying.lays:
            said = data | {"later_on": data["later_on"].isoformat()}
            return lay(request, trajectory, LaidReady.Act.LATER, str(what), said)
        return make_later(trajectory, what=what, **data, **_who_and_when(request))

    done = laid_message() if laying.lays else _SAID
    shown = vars(below(frame, _("Dit wordt later"))) | {"laying": laying}
    back = page_url(page, trajectory)
    return _later(request, trajectory, what, form, say, LaterPage, shown, back=back, done=done)


@workbench_page
def hold_over(request, case_number):
    """By who records for the body that decides: that it held the decision over, why and until when."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_hold_over_decision(the_person(request), trajectory, on=today()))
    form = HoldOverForm(request.POST or None)

    def say(data):
        return hold_over_decision(trajectory, **data, **_who_and_when(request))

    shown = vars(below(frame, _("Het besluit is aangehouden")))
    shown |= {"body": decider_of(trajectory).label}
    back, what = page_url("decision", trajectory), What.DECISION
    return _later(request, trajectory, what, form, say, HoldOverPage, shown, back=back, done=_SAID)


@workbench_page
def later_answer(request, case_number):
    """By who guides: the reason and the new day of the answer on an idea."""
    initiative, frame = initiative_page(request, case_number)
    allow_or_403(guides(request, initiative))
    form, what = LaterForm(request.POST or None), What.FIRST_ANSWER

    def say(data):
        return make_later(initiative, what=what, **data, **_who_and_when(request))

    back, shown = reverse("work-initiative", args=[case_number]), vars(frame)
    return _later(
        request, initiative, what, form, say, LaterAnswerPage, shown, back=back, done=_SAID
    )


_SAID = gettext_lazy("Gezegd. Wie hierop wacht en een e-mailadres gaf, krijgt bericht.")


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


def _later(request, case, what, form, say, page, shown, *, back, done):
    promised_on, is_sent = promised_day_of(case, what), request.method == "POST"
    if promised_on is None and not is_sent:
        messages.error(request, _("Hier wacht niemand meer op. U hoeft niets te doen."))
        return redirect(back)
    asked = _asked(form, promised_on) if is_sent and promised_on and form.is_valid() else ""
    if is_sent and not asked and act_once(request, form, lambda data: say(_as_said(data))):
        messages.success(request, done)
        return redirect(back)
    filled = page(
        **shown,
        form=form,
        what=PROMISED[what],
        promised=day_words(promised_on) if promised_on else "",
        asked=asked,
        earlier=[(row.later_on, row.reason) for row in case.later_days.all() if row.what == what],
    )
    return render_page(request, filled, status=422 if form.errors else 200)


def _as_said(data):
    """What was typed, without the answer to whether so much later is meant."""
    return {name: value for name, value in data.items() if name != "sure"}


def _asked(form, promised_on):
    data = form.cleaned_data
    if data["sure"] or not is_far_off(promised_on, data["later_on"], on=today()):
        return ""
    return _(
        "Beloofd was %(promised)s. U kiest %(later)s: dat is meer dan een half jaar later. Klopt dat? "
        "Iedereen leest deze dag."
    ) % {"promised": day_words(promised_on), "later": day_words(data["later_on"])}


def _begins_with(said):
    return said | {"later_on": date.fromisoformat(said["later_on"])} if said else {}


urlpatterns = [
    *(
        path(
            f"werk/trajecten/<str:case_number>/later/{word}/",
            later,
            {"word": word},
            name=f"work-later-{what}",
        )
        for word, (what, _page) in LATER.items()
    ),
    path("werk/trajecten/<str:case_number>/besluit/aanhouden/", hold_over, name="work-hold-over"),
    path(
        "werk/initiatieven/<str:case_number>/later/", later_answer, name="work-later-first-answer"
    ),
]
