"""Something goes otherwise than was announced: calling it off, moving it, opening it again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.actions.alter import ANNOUNCED
from speelruimte.activities.alteration_rules import check_can_be_moved, may_alter
from speelruimte.activities.models import Activity, Alteration
from speelruimte.activities.queries import promised
from speelruimte.activities.when import hour_in, when_and_where
from speelruimte.policy.schema import Gate
from speelruimte.route.altering import (
    cancel_and_tell,
    cancel_planned_and_tell,
    move_and_tell_when,
    reopen_and_tell,
)
from speelruimte.route.case import Case
from speelruimte.route.means import means_lost_with
from speelruimte.route.promised_days import hard_to_come_to
from speelruimte.route.resting import promise_resting_on
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import can
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import DayInput, HoursField, OwedText
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.extending import extendable
from speelruimte.website.workbench.frame import TrajectoryFrame, below, page_url, trajectory_page
from speelruimte.website.workbench.homes import AskOfHomesMixin
from speelruimte.website.workbench.sure import AsksIfSureMixin

What = Alteration.What
# Who noted a day that comes sooner than this, may look no more where it says that it was moved.
SHORT_NOTICE = timedelta(days=7)


class ReasonForm(SharedForm):
    """Why: everybody who knew of it reads this."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Dit staat groot op de website, en in de mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )


class CancelForm(ReasonForm):
    """Why it does not take place; and what instead, where a promise rests on it."""

    instead = OwedText(
        label=gettext_lazy("Wat komt ervoor in de plaats?"),
        help_text=gettext_lazy(
            "Of waarom er niets voor in de plaats komt. Dit staat bij de reden op de website."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
    )

    def __init__(self, *args, rests, **kwargs):
        super().__init__(*args, **kwargs)
        if not rests:
            del self.fields["instead"]


class MoveActivityForm(AskOfHomesMixin, AsksIfSureMixin, ReasonForm):
    """The new day, time and place, and why. What people can miss is asked about once."""

    held_on = forms.DateField(label=gettext_lazy("Nieuwe dag"), widget=DayInput)
    held_at = HoursField(required=False)
    place = forms.CharField(label=gettext_lazy("Plaats"), required=False, max_length=200)
    field_order = ("held_on", "held_at", "place", "reason")

    def __init__(self, *args, activity, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity, self.on = activity, on

    def clean(self):
        """What was typed. A moment that is hard to come to, or to hear of in time, is asked about."""
        data = super().clean()
        day, hour = data.get("held_on"), data.get("held_at", "")
        if day is None:
            return data
        remarks = [hard_to_come_to(self.activity.title, day), self._who_misses_it(day, hour)]
        if remark := " ".join(filter(None, remarks)):
            try:
                self.ask_once(
                    f"{day} {hour}".strip(),
                    _("%(remark)s Kies een andere dag, of verstuur nog een keer als het zo klopt."),
                    params={"remark": remark},
                    code="moved_so",
                )
            except forms.ValidationError as asked:
                self.add_error("held_on", asked)
        return data

    def _who_misses_it(self, day, hour):
        """That it comes before what people noted, or too soon to hear of it; else empty."""
        if self.activity.held_on is None:
            return ""
        noted, new = self.activity.held_on, day
        was = (noted, hour_in(self.activity.held_at))
        if (new, hour_in(hour)) < was:
            return _(
                "Weet u het zeker? Dit is eerder dan aangekondigd. Wie geen adres achterliet, krijgt "
                "geen bericht en komt te laat."
            )
        moves = (new, hour) != (noted, self.activity.held_at)
        if moves and noted < self.on + SHORT_NOTICE:
            return _(
                "Weet u het zeker? Dit was al over minder dan een week. Wie geen adres achterliet, "
                "krijgt geen bericht en staat voor een dichte deur."
            )
        return ""


@dataclass(frozen=True)
class _Page:
    """What one of these pages says."""

    title: Any
    text: Any
    button: Any
    done: Any


PAGES = {
    What.CANCELLED: _Page(
        gettext_lazy("‘%(title)s’ gaat niet door"),
        gettext_lazy(
            "Op elke bladzijde waar dit werd aangekondigd, staat dan dat het niet doorgaat."
        ),
        gettext_lazy("Zeg dat het niet doorgaat"),
        gettext_lazy("Iedereen leest nu dat dit niet doorgaat. De mails gaan eruit."),
    ),
    What.MOVED: _Page(
        gettext_lazy("‘%(title)s’ verplaatsen"),
        gettext_lazy("De eerste aankondiging blijft te lezen, met de nieuwe erbij."),
        gettext_lazy("Verplaats dit"),
        gettext_lazy("De nieuwe dag staat op de website. De mails gaan eruit."),
    ),
    What.REOPENED: _Page(
        gettext_lazy("‘%(title)s’ weer openen"),
        gettext_lazy("Mensen kunnen dan weer meedoen. Dat het dicht was, blijft te lezen."),
        gettext_lazy("Open dit weer"),
        gettext_lazy("Dit is weer open. De mails gaan eruit."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class AlterPage(TrajectoryFrame):
    """Saying that something goes otherwise."""

    template: ClassVar = "workbench/alter.html"
    form: ReasonForm
    heading: str
    text: str
    announced: str
    rests: str  # the promised say that no other way here carries
    lost: str  # the means that the policy asks for and that nothing else here has
    move_url: str  # where it is moved instead, when it can be
    longer_url: str  # where its phase is made longer; the other day may lie past it
    button: str


def _alter(request, case_number, what, *, find, do: Callable):
    """One form with a reason; ``find`` gives title and announcement, ``do`` acts."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_alter(the_person(request), trajectory, on=today()))
    subject, title, announced = find(trajectory)
    rests, lost = "", ""
    if what == What.CANCELLED:
        rests, lost = _rests(trajectory, subject), _means_lost(trajectory, subject)
    form = _form(request, what, subject, rests)
    page = PAGES[what]
    if request.method == "POST":
        done = act_unless_changed(
            request, form, lambda data: do(subject, data, _who_and_when(request))
        )
        if done is not None:
            messages.success(request, str(page.done))
            if lost:
                messages.warning(request, _lost_now(lost))
            return redirect(page_url("activities", trajectory))
    here = below(frame, _("Meedoen"), page_url("activities", trajectory))
    heading = str(page.title) % {"title": title}
    shown = AlterPage(
        **vars(below(here, heading)),
        form=form,
        heading=heading,
        text=str(page.text),
        announced=announced,
        rests=rests,
        lost=lost,
        move_url=_move_url(subject) if lost else "",
        longer_url=_longer_url(request, trajectory, frame.policy, subject)
        if what == What.MOVED
        else "",
        button=str(page.button),
    )
    return render_page(request, shown, status=422 if form.errors else 200)


def _longer_url(request, trajectory, policy, activity):
    if activity.phase not in {phase.key for phase in extendable(request, trajectory, policy)}:
        return page_url("adoption", trajectory)
    return reverse("work-extend", args=[trajectory.case_number, activity.phase])


def _rests(trajectory, subject):
    """What is promised and rests on an activity, or on a promised method that nobody opened."""
    return promise_resting_on(trajectory, **_place(subject))


def _place(subject):
    named = subject.planned
    if isinstance(named, str):
        return {"phase": subject.phase, "planned": named}
    return {"phase": subject.phase.key, "planned": named.key}


def _means_lost(trajectory, subject):
    """The means that the policy asks for, and of which this is the last."""
    case = Case(trajectory=trajectory)
    if not case.gate_holds(Gate.MIX):
        return ""
    lost = means_lost_with(case, **_place(subject))
    return get_text_list([str(means.label) for means in lost], _("en"))


def _lost_now(lost):
    return _(
        "Er is nu niets meer met: %(means)s. Plan iets anders: wijzig de afspraken, en zeg daar waarom."
    ) % {"means": lost}


def _move_url(subject):
    if not isinstance(subject, Activity) or not can(check_can_be_moved, subject, on=today()):
        return ""
    return reverse("work-move-activity", args=[subject.trajectory.case_number, subject.key])


def _form(request, what, subject, rests):
    initial = {}
    if isinstance(subject, Activity):
        initial["etag"] = etag_of(subject, ANNOUNCED)
    if what == What.CANCELLED:
        return CancelForm(request.POST or None, rests=rests, initial=initial)
    if what != What.MOVED:
        return ReasonForm(request.POST or None, initial=initial)
    names = ("held_on", "held_at", "place")
    initial |= {name: getattr(subject, name) for name in names}
    return MoveActivityForm(request.POST or None, initial=initial, activity=subject, on=today())


def _who_and_when(request):
    return {"by": the_person(request), "at": now()}


def _opened(key):
    """An activity of the process by its key: (activity, title, what was announced)."""

    def find(trajectory):
        activity = trajectory.activities.filter(key=key).first()
        if activity is None:
            raise Http404
        if not activity.held_on:
            until = _("tot en met %(day)s") % {"day": day_words(activity.closes_on)}
            return activity, activity.title, until
        when = when_and_where(activity.held_on, activity.held_at, activity.place)
        return activity, activity.title, when

    return find


def _not_opened(phase, planned):
    """A method of the agreement that nobody opened."""

    def find(trajectory):
        for promise in promised(trajectory):
            if (promise.phase.key, promise.planned.key) == (phase, planned):
                named = promise.planned
                return (
                    promise,
                    named.title,
                    when_and_where(named.held_on, named.held_at, named.place),
                )
        raise Http404

    return find


@workbench_page
def cancel(request, case_number, key):
    """Say that something does not take place."""
    return _alter(
        request,
        case_number,
        What.CANCELLED,
        find=_opened(key),
        do=lambda activity, data, who: cancel_and_tell(activity, **data, **who),
    )


@workbench_page
def cancel_unopened(request, case_number, phase, planned):
    """Say that what the agreement names, and was never opened, does not take place."""
    return _alter(
        request,
        case_number,
        What.CANCELLED,
        find=_not_opened(phase, planned),
        do=lambda promise, data, who: cancel_planned_and_tell(
            promise.phase.version.trajectory,
            phase=phase,
            planned=planned,
            **{name: typed for name, typed in data.items() if name != "etag"},
            **who,
        ),
    )


@workbench_page
def move(request, case_number, key):
    """Say that something is on another day, at another time or in another place."""
    return _alter(
        request,
        case_number,
        What.MOVED,
        find=_opened(key),
        do=lambda activity, data, who: move_and_tell_when(activity, **data, **who),
    )


@workbench_page
def reopen(request, case_number, key):
    """Open again what was closed too early."""
    return _alter(
        request,
        case_number,
        What.REOPENED,
        find=_opened(key),
        do=lambda activity, data, who: reopen_and_tell(activity, **data, **who),
    )


_BELOW = "werk/trajecten/<str:case_number>/meedoen/"
urlpatterns = [
    path(f"{_BELOW}<slug:key>/afgelasten/", cancel, name="work-cancel-activity"),
    path(f"{_BELOW}<slug:key>/verplaatsen/", move, name="work-move-activity"),
    path(f"{_BELOW}<slug:key>/heropenen/", reopen, name="work-reopen-activity"),
    path(
        f"{_BELOW}<slug:phase>/<slug:planned>/gaat-niet-door/",
        cancel_unopened,
        name="work-cancel-planned",
    ),
]
