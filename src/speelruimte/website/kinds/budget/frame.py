"""What the pages of one vote share on the workbench."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from speelruimte.activities.kinds.budget.queries import vote_of
from speelruimte.activities.kinds.budget.rules import KIND, may_run_vote
from speelruimte.website.access import allow_or_403
from speelruimte.website.asking import the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.workbench.frame import trajectory_page


def vote_page(request, case_number, key, *, title="", may=may_run_vote):
    """The trajectory, the vote (None until it is prepared) and what its pages share."""
    trajectory, context = trajectory_page(request, case_number)
    allow_or_403(may(the_person(request), trajectory, on=today()))
    activity = get_object_or_404(trajectory.activities, key=key, kind=KIND)
    activity.trajectory = trajectory
    vote = vote_of(activity)
    here = {"case_number": case_number, "key": key}
    url = reverse("work-vote", kwargs=here)
    crumbs = [*context["crumbs"], {"label": activity.title, "url": url}]
    if title:
        crumbs.append({"label": title, "url": ""})
    return vote, context | {
        "activity": activity,
        "vote": vote,
        "here": here,
        "vote_url": url,
        "crumbs": crumbs,
        "page_name": title or activity.title,
        "until": day_words(activity.closes_on),
    }


def prepared(vote):
    """404 for pages that need a vote with terms."""
    if vote is None:
        raise Http404
    return vote


def show_form(request, context, form, *, words="", button, extra=None, status=None):
    """One form on a page of its own."""
    return render(
        request,
        "kinds/budget/work_vote_form.html",
        context | {"form": form, "words": words, "button": button} | (extra or {}),
        status=status or (422 if form.errors else 200),
    )
