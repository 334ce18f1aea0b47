"""Who decides, looked at again because the weighing says another thing than the beginning did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.policy.ways import routes_for
from speelruimte.route.case import Case
from speelruimte.trajectories.deciding import way_chosen
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, below, page_url, trajectory_page
from speelruimte.website.workbench.initiative_forms import for_colleagues
from speelruimte.weighing.fresh_look import look_again_who_decides, look_owed, may_look_again
from speelruimte.weighing.models import FreshLook


class FreshLookForm(PlainForm):
    """Who decides from now on, and why."""

    chosen = forms.ChoiceField(label=gettext_lazy("Wie beslist?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Waarom past dit?"),
        help_text=gettext_lazy("Iedereen kan deze uitleg lezen. Schrijf kort en gewoon."),
        widget=forms.Textarea({"rows": 4}),
        max_length=4_000,
    )

    def __init__(self, *args, policy, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [
            (rule.key, for_colleagues(rule)) for rule in routes_for(policy, kind)
        ]


@dataclass(frozen=True, kw_only=True)
class FreshLookPage(TrajectoryFrame):
    """Who decides, looked at again."""

    template: ClassVar = "workbench/fresh_look.html"
    holds: str
    follows: str
    form: FreshLookForm | None
    looks: Sequence[FreshLook]


@workbench_page
def fresh_look(request, case_number):
    """What was laid down, what follows now, and the form for the coach."""
    trajectory, frame = trajectory_page(request, case_number)
    policy, initiative = frame.policy, Case(trajectory=trajectory).initiative
    follows = look_owed(policy, initiative, trajectory)
    may = may_look_again(the_person(request), trajectory, on=today())
    form = None
    if may and (follows or request.method == "POST"):
        form = FreshLookForm(request.POST or None, policy=policy, kind=initiative.kind)
    if request.method == "POST":
        allow_or_403(form is not None)
        if act(
            request,
            form,
            lambda data: look_again_who_decides(trajectory, **data, by=request.user, at=now()),
        ):
            messages.success(request, _("Vastgelegd wie beslist."))
            return redirect(page_url("weighing", trajectory))
    page = FreshLookPage(
        **vars(below(frame, _("Opnieuw kijken wie beslist"))),
        holds=str(way_chosen(trajectory).label),
        follows=str(policy.decision_route(follows).label) if follows else "",
        form=form,
        looks=list(trajectory.fresh_looks.all()),
    )
    return render_page(request, page, status=422 if form is not None and form.errors else 200)


urlpatterns = [
    path(
        "werk/trajecten/<str:case_number>/wie-beslist-opnieuw/",
        fresh_look,
        name="work-who-decides-again",
    ),
]
