"""What the pages of one vote share on the workbench."""

from dataclasses import dataclass
from typing import ClassVar

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.queries import vote_of
from speelruimte.activities.kinds.budget.rules import KIND, may_run_vote
from speelruimte.activities.models import Activity
from speelruimte.website.access import allow_or_403
from speelruimte.website.asking import the_person, today
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, below, trajectory_page
from speelruimte.website.wrong_codes import is_shut


@dataclass(frozen=True)
class VoteDesk:
    """One vote on the workbench: the frame around its pages, and where they are."""

    frame: TrajectoryFrame
    activity: Activity
    vote: Vote | None  # None until it is prepared
    here: dict[str, str]
    url: str
    page_name: str


def vote_page(request, case_number, key, *, title="", may=may_run_vote):
    """The vote (None until it is prepared) and what its pages share."""
    trajectory, frame = trajectory_page(request, case_number)
    allow_or_403(may(the_person(request), trajectory, on=today()))
    activity = get_object_or_404(trajectory.activities, key=key, kind=KIND)
    activity.trajectory = trajectory
    vote = vote_of(activity)
    here = {"case_number": case_number, "key": key}
    url = reverse("work-vote", kwargs=here)
    frame = below(frame, activity.title, url)
    return vote, VoteDesk(
        frame=below(frame, title) if title else frame,
        activity=activity,
        vote=vote,
        here=here,
        url=url,
        page_name=title or activity.title,
    )


def prepared(vote):
    """404 for pages that need a vote with terms."""
    if vote is None:
        raise Http404
    return vote


@dataclass(frozen=True, kw_only=True)
class WorkVoteFormPage(TrajectoryFrame):
    """One form on a page of its own. ``ask``: what to look at again before it is kept."""

    template: ClassVar = "kinds/budget/work_vote_form.html"
    page_name: str
    vote_url: str
    form: Form
    words: str
    button: str
    drop: str
    ask: str


def show_form(request, desk, form, *, button, words="", drop="", ask=""):
    """One form on a page of its own."""
    page = WorkVoteFormPage(
        **vars(desk.frame),
        page_name=desk.page_name,
        vote_url=desk.url,
        form=form,
        words=words,
        button=button,
        drop=drop,
        ask=ask,
    )
    refused = 429 if is_shut(form) else 422
    return render_page(request, page, status=refused if form.errors or ask else 200)
