"""Own words that were sent to the wrong place go to where they belong."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.actions.moderate import LOOKED_AT
from speelruimte.activities.queries import activities_to_move_to, added_at, said_no_to
from speelruimte.activities.rules import (
    may_moderate,
    shuts_by_moving,
    way_that_takes_words,
)
from speelruimte.route.contributions import move_and_tell
from speelruimte.shared.edits import etag_of
from speelruimte.website.access import workbench_page
from speelruimte.website.addresses import keyed
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import Row, Rows, render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, trajectory_page
from speelruimte.website.workbench.inbox import back_to, contribution_to_look_at, row_of
from speelruimte.website.workbench.who_hears import writer_hears


class MoveForm(SharedForm):
    """Where to, and why."""

    to = forms.ChoiceField(
        label=gettext_lazy("Waar hoort deze inbreng?"),
        help_text=gettext_lazy("U ziet alleen plannen waar inbreng nog meetelt."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom verhuist deze inbreng?"),
        help_text=gettext_lazy(
            "De schrijver leest deze uitleg en kan nee zeggen. Schrijf aan de schrijver: u."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )

    def __init__(self, *args, activities, shut=(), elsewhere=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.activities = {activity.public_key: activity for activity in activities}
        self.fields["to"].choices = [("", _("Kies een plan"))] + [
            (key, _option(activity, shut=shut, elsewhere=elsewhere))
            for key, activity in self.activities.items()
        ]


def _option(activity, *, shut, elsewhere):
    name = f"{activity.trajectory.title}: {activity.title}"
    if activity in shut:
        return _("%(way)s (meedoen is gesloten)") % {"way": name}
    if activity in elsewhere:
        return _("%(way)s (de schrijver kan daar niet zelf toevoegen)") % {"way": name}
    return name


@dataclass(frozen=True, kw_only=True)
class MovePage(TrajectoryFrame):
    """Moving own words."""

    template: ClassVar = "workbench/move.html"
    form: MoveForm
    row: Row
    added: Rows  # {text, url}: what was added to it and does not move along
    said_no: list[str]
    shuts: bool  # somewhere in the list taking part is closed, and here it is not
    says_elsewhere: (
        bool  # somewhere in the list its writer can still say more, but not with these words
    )
    back: str


@workbench_page
def move(request, key):
    """Choose another process or way; the code goes on working and the writer hears it."""
    contribution = contribution_to_look_at(request, key)
    trajectory, frame = trajectory_page(request, contribution.trajectory.case_number)
    person = the_person(request)
    activities = [
        activity
        for activity in activities_to_move_to(contribution)
        if may_moderate(person, activity.trajectory, on=today())
    ]
    said_no = said_no_to(contribution, activities)
    offered = [activity for activity in activities if activity not in said_no]
    if request.method == "POST":
        offered.append(contribution.activity)  # the action says who moved it there meanwhile
        offered += [way for way in said_no if way.public_key == request.POST.get("to")]
    here, day = contribution.activity, today()
    less = [way for way in offered if shuts_by_moving(here, way, on=day)]
    prefetch_related_objects(less, "trajectory__activities")
    elsewhere = [way for way in less if way_that_takes_words(way, on=day)]
    shut = [way for way in less if way not in elsewhere]
    form = MoveForm(
        request.POST or None,
        activities=offered,
        shut=shut,
        elsewhere=elsewhere,
        initial={"etag": etag_of(contribution, LOOKED_AT)},
    )
    if request.method == "POST":
        moved = act_unless_changed(
            request,
            form,
            lambda data: move_and_tell(
                contribution,
                to=form.activities[data["to"]],
                reason=data["reason"],
                etag=data["etag"],
                by=person,
                at=now(),
            ),
        )
        if moved is not None:
            messages.success(
                request,
                _("Inbreng %(key)s staat nu bij ‘%(title)s’. %(hears)s")
                % {
                    "key": key,
                    "title": moved.went_to.trajectory.title,
                    "hears": writer_hears(contribution),
                },
            )
            return redirect(back_to(request, contribution))
    move_url = keyed("work-move")
    page = MovePage(
        **vars(frame),
        form=form,
        row=row_of(contribution),
        added=[
            {"text": addition.text, "url": move_url(addition.public_key)}
            for addition in added_at(contribution, contribution.activity)
        ],
        said_no=list(dict.fromkeys(said_no.values())),
        shuts=bool(shut),
        says_elsewhere=bool(elsewhere),
        back=request.POST.get("back", request.GET.get("terug", "")),
    )
    return render_page(request, page, status=422 if form.errors else 200)


urlpatterns = [path("werk/inbreng/<slug:key>/verplaatsen/", move, name="work-move")]
