"""What residents see of a trajectory that is still being prepared, and holding that back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.trajectories.announcing import (
    held_back_on,
    hold_back,
    is_announced_in,
    show_again,
    was_known_when_it_stopped,
)
from speelruimte.trajectories.models import PRIVATE_STEPS, HeldBack, Step
from speelruimte.trajectories.queries import is_public
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.forms import DayInput, PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    below,
    leads,
    page_url,
    trajectory_page,
)


def what_residents_see(trajectory, *, day) -> str:
    """One sentence on what residents see of it now; empty once they see everything."""
    if trajectory.step == Step.STOPPED:
        return _of_a_stopped_one(trajectory)
    if trajectory.step not in PRIVATE_STEPS or is_public(trajectory):
        return ""
    if not is_announced_in(trajectory):
        return _("Inwoners zien dit traject nog niet.")
    now_held = held_back_on(trajectory, day=day)
    if now_held is None:
        return _("Inwoners zien alleen de titel, bij ‘In voorbereiding’.")
    return _("Inwoners zien dit traject niet tot en met %(day)s.") % {
        "day": day_words(now_held.until)
    }


def _of_a_stopped_one(trajectory):
    if was_known_when_it_stopped(trajectory):
        return _("Inwoners lezen de titel en de reden een half jaar bij ‘In voorbereiding’.")
    return _("Inwoners zagen dit traject niet. Wie met het idee kwam, leest waarom het stopte.")


class HoldBackForm(PlainForm):
    """Why residents may not know of it yet, and for how long."""

    ground = forms.CharField(
        label=gettext_lazy("Waarom mag dit nog niet te zien zijn?"),
        help_text=gettext_lazy("Schrijf het zo dat iedereen het later mag lezen."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
    )
    until = forms.DateField(
        label=gettext_lazy("Tot en met welke dag?"),
        help_text=gettext_lazy("Hoogstens een half jaar. Daarna staat de titel er vanzelf."),
        widget=DayInput,
    )


@dataclass(frozen=True, kw_only=True)
class HoldBackPage(TrajectoryFrame):
    """Holding back that something is being prepared."""

    template: ClassVar = "workbench/hold_back.html"
    form: HoldBackForm
    seen: str
    held: HeldBack | None


@workbench_page
def holding_back(request, case_number):
    """Say on which ground and until when; or show it again before that day."""
    trajectory, frame = trajectory_page(request, case_number)
    if not leads(request, trajectory):
        raise PermissionDenied(_("Wie dit traject leidt, kiest wat inwoners er nu al van zien."))
    form = HoldBackForm(request.POST if _holds(request) else None)
    who = {"by": the_person(request), "at": now(), "on": today()}
    if request.method == "POST" and not _holds(request):
        return press(
            request,
            lambda: show_again(trajectory, **who),
            done=_("De titel staat nu bij ‘In voorbereiding’."),
            to=page_url("process", trajectory),
        )
    if request.method == "POST" and act(
        request, form, lambda data: hold_back(trajectory, **_told(data), **who)
    ):
        messages.success(request, _("Inwoners zien dit traject nog niet. De reden is bewaard."))
        return redirect(page_url("process", trajectory))
    return render_page(
        request,
        HoldBackPage(
            **vars(below(frame, _("Wat inwoners nu al zien"))),
            form=form,
            seen=what_residents_see(trajectory, day=today()),
            held=held_back_on(trajectory, day=today()),
        ),
        status=422 if form.errors else 200,
    )


def _holds(request):
    return request.method == "POST" and "show" not in request.POST


def _told(data) -> dict[str, str | date]:
    return {"ground": data["ground"], "until": data["until"]}


urlpatterns = [
    path("werk/trajecten/<str:case_number>/nog-niet-tonen/", holding_back, name="work-hold-back")
]
