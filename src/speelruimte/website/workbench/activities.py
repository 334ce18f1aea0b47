"""What the plan allows to open, opening and closing it, and writing down what came on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from speelruimte.activities.actions import (
    close_all_over,
    follow_plan,
    open_activity,
    open_all_begun,
)
from speelruimte.activities.actions.open import LAST_DAY
from speelruimte.activities.alteration_rules import may_alter
from speelruimte.activities.kind import is_over
from speelruimte.activities.models import Activity
from speelruimte.activities.queries import entry_of, promised
from speelruimte.activities.rules import may_enter_for_others, may_moderate, may_open
from speelruimte.notices.promised_words import promised_to_contributor
from speelruimte.route.altering import close_and_tell
from speelruimte.route.contributions import enter_together
from speelruimte.route.models import LaidReady
from speelruimte.shared.edits import etag_of
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step, Tally
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import OwedText
from speelruimte.website.kind_pages import pages_of
from speelruimte.website.own_words_form import SlipsForm, areas_to_choose
from speelruimte.website.private_pages import kept_private
from speelruimte.website.proof_words import proof_from_words
from speelruimte.website.rendering import Rows, render_page
from speelruimte.website.workbench.activity_rows import promised_row
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.extending import extendable
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    leads,
    page_url,
    showing_code,
    trajectory_page,
)
from speelruimte.website.workbench.hinted import SURE, hinted
from speelruimte.website.workbench.import_codes import import_codes
from speelruimte.website.workbench.import_progress import import_progress
from speelruimte.website.workbench.importing import import_file
from speelruimte.website.workbench.late_words import (
    LateAnswerForm,
    is_answered,
    late_answer,
    late_answer_form,
)
from speelruimte.website.workbench.laying import (
    Laying,
    laid_message,
    lay,
    laying_of,
    lays_instead,
)
from speelruimte.website.workbench.onward import onward


class ClosingForm(SharedForm):
    """Closing; before the promised last day only with a reason that everyone reads."""

    reason = OwedText(
        label=gettext_lazy("Waarom sluit u eerder dan beloofd?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )


@dataclass(frozen=True, kw_only=True)
class ActivitiesPage(TrajectoryFrame):
    """What the plan allows and what is open."""

    template: ClassVar = "workbench/activities.html"
    # {promised (phase, planned, method, plan_moved), when, activity, is_open, is_over, can_open, can_close,
    # cancel_url, can_move, can_reopen} and, of an activity, {work_url, work_label, import_url, paper_url, public_url}
    rows: Rows
    to_open: int  # how many methods of the phases that run nobody opened
    to_close: int  # how many stand open after their last day
    may_open: bool
    laying: Laying  # of opening
    may_alter: bool
    extendable: frozenset  # keys of the phases that who asks can make longer
    may_moderate: bool
    may_lead: bool
    tally: Tally


@workbench_page
def activities(request, case_number):
    """Everything the adopted plan names, what is open of it, and what can be done with it."""
    trajectory, frame = trajectory_page(request, case_number)
    person, day = the_person(request), today()
    promises = promised(trajectory)
    rows = [promised_row(promise, trajectory, person, day) for promise in promises]
    opened = [promise.activity for promise in promises if promise.activity is not None]
    return render_page(
        request,
        ActivitiesPage(
            **vars(frame),
            rows=rows,
            to_open=sum(promise.waits_on(day) for promise in promises)
            if trajectory.step == Step.TAKING_PART
            else 0,
            to_close=sum(is_over(activity, on=day) for activity in opened),
            may_open=may_open(person, trajectory, on=day),
            laying=laying_of(request, trajectory, LaidReady.Act.OPEN),
            may_alter=may_alter(person, trajectory, on=day),
            extendable=frozenset(
                phase.key for phase in extendable(request, trajectory, frame.policy)
            ),
            may_moderate=may_moderate(person, trajectory, on=day),
            may_lead=leads(request, trajectory),
            tally=trajectory.tally,
        ),
    )


@workbench_page
@require_POST
def open_one(request, case_number):
    """Open one method of the plan."""
    trajectory, _context = trajectory_page(request, case_number)
    what = {name: request.POST.get(name, "") for name in ("phase", "planned")}
    lays = laying_of(request, trajectory, LaidReady.Act.OPEN).lays

    def do():
        if lays:
            return lay(request, trajectory, LaidReady.Act.OPEN, "/".join(what.values()))
        return open_activity(trajectory, **what, by=the_person(request), at=now(), on=today())

    opened = _("Geopend. Inwoners zien het nu op de pagina van dit traject.")
    return press(
        request,
        do,
        done=laid_message() if lays else opened,
        to=page_url("activities", trajectory),
    )


@workbench_page
@require_POST
def open_all(request, case_number):
    """Open all methods of the phases that run."""
    trajectory, _context = trajectory_page(request, case_number)
    return press(
        request,
        lambda: open_all_begun(trajectory, by=the_person(request), at=now(), on=today()),
        done=_("Alles van deze fase is geopend. Inwoners zien het nu."),
        to=page_url("activities", trajectory),
    )


@workbench_page
@require_POST
def close_all(request, case_number):
    """Close all that is over."""
    trajectory, _context = trajectory_page(request, case_number)
    press(
        request,
        lambda: close_all_over(trajectory, by=the_person(request), at=now(), on=today()),
        done=_("Alles wat voorbij is, is gesloten."),
        to=page_url("activities", trajectory),
    )
    return redirect(onward(request, trajectory, here="activities"))


@workbench_page
@require_POST
def follow(request, case_number, key):
    """Take over the last day of the changed agreement."""
    trajectory, _context = trajectory_page(request, case_number)
    activity = _activity(trajectory, key)
    return press(
        request,
        lambda: follow_plan(activity, by=the_person(request), at=now(), on=today()),
        done=_("De laatste dag is nu die van de nieuwe afspraken."),
        to=page_url("activities", trajectory),
    )


@dataclass(frozen=True, kw_only=True)
class CloseActivityPage(TrajectoryFrame):
    """Closing an activity."""

    template: ClassVar = "workbench/close_activity.html"
    activity: Activity
    form: ClosingForm
    laying: Laying
    is_early: bool


@workbench_page
def close(request, case_number, key):
    """Close it; earlier than promised asks a reason."""
    trajectory, frame = trajectory_page(request, case_number)
    laying = laying_of(request, trajectory, LaidReady.Act.CLOSE, key)
    allow_or_403(laying.lays or may_open(the_person(request), trajectory, on=today()))
    activity = _activity(trajectory, key)
    seen = {"etag": etag_of(activity, LAST_DAY)}
    form = ClosingForm(request.POST or None, initial=laying.typed_beside("etag") | seen)
    if request.method == "POST" and laying.lays:
        if lays_instead(request, form, trajectory, LaidReady.Act.CLOSE, key):
            return redirect(page_url("activities", trajectory))
    elif request.method == "POST":
        closed = act_unless_changed(
            request,
            form,
            lambda data: close_and_tell(
                activity, by=the_person(request), at=now(), on=today(), **data
            ),
        )
        if closed is not None:
            messages.success(request, _("‘%(title)s’ is gesloten.") % {"title": activity.title})
            return redirect(onward(request, trajectory, here="activities"))
    return render_page(
        request,
        CloseActivityPage(
            **vars(frame),
            activity=activity,
            form=form,
            laying=laying,
            is_early=today() <= activity.promised_until,
        ),
        status=422 if form.errors else 200,
    )


@dataclass(frozen=True, kw_only=True)
class EnterPage(TrajectoryFrame):
    """Writing down for somebody else."""

    template: ClassVar = "workbench/enter.html"
    activity: Activity
    form: SlipsForm
    warned: Sequence[str]  # what of people seems to stand in it; then it is asked once more
    answer_form: LateAnswerForm | None  # where the process weighs no words any more


@workbench_page
def enter(request, case_number, key):
    """Write down what came by paper, phone, letter or talk; afterwards the slip with the code."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may_enter_for_others(the_person(request), trajectory, on=today()))
    activity = _activity(trajectory, key)
    form = SlipsForm(request.POST or None, areas=areas_to_choose(trajectory))
    warned = _warned(request, activity, form)
    answer_form = late_answer_form(request, trajectory)
    if request.method == "POST" and not warned and is_answered(form, answer_form):
        answer = late_answer(answer_form)
        taken = act(
            request,
            form,
            lambda data: enter_together(
                activity,
                entries=[sent | {"answer": answer} for sent in form.all_sent(data)],
                channel=data["channel"],
                received_at=_moment(data["received_on"], now()),
                by=the_person(request),
                at=now(),
            ),
        )
        if taken is not None:
            return kept_private(_slip(request, frame, activity, *taken))
    return render_page(
        request,
        EnterPage(
            **vars(frame),
            activity=activity,
            form=form,
            warned=warned,
            answer_form=answer_form,
        ),
        status=422 if form.errors or (answer_form and answer_form.errors) else 200,
    )


def _warned(request, activity, form):
    """What seems to be data of people, in words that everyone reads at once; nothing when sure."""
    if request.method != "POST" or SURE in request.POST or activity.moderate_first:
        return []
    if not form.is_valid():
        return []
    typed = [form.cleaned_data[name] for name in ("title", "text", "place")]
    return hinted(" ".join([*typed, *form.texts(form.cleaned_data)]))


def _moment(day, at):
    """Noon of an earlier day, this moment today: paper knows no hour."""
    if day == local_day(at):
        return at
    return timezone.make_aware(datetime.combine(day, time(12)))


@dataclass(frozen=True, kw_only=True)
class SlipPage(TrajectoryFrame):
    """The slip for who wrote or called: the code, shown once."""

    template: ClassVar = "workbench/slip.html"
    activity: Activity
    again: bool
    in_time: bool  # of what was not, nobody says that it counts along
    slips: Rows  # {receipt, begins, fingerprint, proof_from}
    import_url: str


def _slip(request, frame, activity, receipts, again):
    import_page = pages_of(activity).import_page
    place = [activity.trajectory.case_number, activity.key]
    return render_page(
        request,
        SlipPage(
            **vars(showing_code(frame)),
            activity=activity,
            again=again,
            in_time=not any(receipt.received.timing for receipt in receipts),
            slips=[_one_slip(activity, receipt) for receipt in receipts],
            import_url=reverse(import_page, args=place) if import_page else "",
        ),
    )


def _one_slip(activity, receipt):
    contribution, entry = receipt.received, entry_of(receipt.received)
    return {
        "receipt": [
            {"label": _("Code"), "value": receipt.code, "code": True},
            {
                "label": _("Ontvangen"),
                "value": day_words(local_day(contribution.received_at)),
            },
            {"label": _("Zaak"), "value": activity.trajectory.case_number},
            *_timing(contribution),
        ],
        "begins": contribution.text,
        "fingerprint": in_groups(entry.fingerprint if entry else ""),
        "proof_from": proof_from_words(entry, at=now()) if entry else "",
    }


def _timing(contribution):
    """Too early or too late, on the slip that somebody takes home: what the mail says of it."""
    if contribution.timing:
        yield {"label": _("Let op"), "value": promised_to_contributor(contribution, on=today())}


def _activity(trajectory, key):
    activity = trajectory.activities.filter(key=key).first()
    if activity is None:
        raise Http404
    return activity


BELOW = "werk/trajecten/<str:case_number>/meedoen/"
urlpatterns = [
    path(BELOW, activities, name="work-activities"),
    path(f"{BELOW}openen/", open_one, name="work-open-activity"),
    path(f"{BELOW}alles-openen/", open_all, name="work-open-all"),
    path(f"{BELOW}alles-sluiten/", close_all, name="work-close-all"),
    path(f"{BELOW}<slug:key>/sluiten/", close, name="work-close-activity"),
    path(f"{BELOW}<slug:key>/afspraken-volgen/", follow, name="work-follow-plan"),
    path(f"{BELOW}<slug:key>/invoeren/", enter, name="work-enter"),
    path(f"{BELOW}<slug:key>/inlezen/", import_file, name="work-import"),
    path(f"{BELOW}<slug:key>/inlezen/<uuid:task>/", import_progress, name="work-import-progress"),
    path(f"{BELOW}<slug:key>/inlezen/<int:pk>/codes/", import_codes, name="work-import-codes"),
]
