"""Dividing a budget: the vote, the ballot as a form and to print, receipt, outcome, how it is counted."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from speelruimte.activities.kinds.budget.actions import cast_ballot
from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.queries import outcome_of
from speelruimte.activities.kinds.budget.rules import KIND, check_can_cast
from speelruimte.connections.pabulib import write
from speelruimte.connections.pabulib.voting import file_of
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import in_groups
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.acting import act
from speelruimte.website.asking import today
from speelruimte.website.days import day_words
from speelruimte.website.kinds.budget.ballot_form import BallotForm
from speelruimte.website.kinds.budget.example import worked_example
from speelruimte.website.kinds.budget.words import (
    asked_of,
    chosen_so_far,
    euro,
    outcome_page,
    plan_rows,
    rule_words,
    tie_words,
)
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.spoken import speak_for


def _found(slug, key):
    """The activity and its vote (None until it is prepared); 404 when there is no such page."""
    trajectory = get_object_or_404(Trajectory.objects.public().select_related("policy"), slug=slug)
    speak_for(trajectory)
    activity = get_object_or_404(trajectory.activities, key=key, kind=KIND)
    activity.trajectory = trajectory
    vote = (
        Vote.objects.filter(activity=activity)
        .select_related("outcome")
        .prefetch_related("plans")
        .first()
    )
    if vote is not None:
        vote.activity = activity
    return activity, vote


def _frame(activity, *pages):
    trajectory = activity.trajectory
    here = {"slug": trajectory.slug, "key": activity.key}
    up = [{"label": activity.title, "url": reverse("vote", kwargs=here)}] if pages else []
    return {
        "nav_current": "processes",
        "activity": activity,
        "trajectory": trajectory,
        "crumbs": [
            {"label": _("Begin"), "url": reverse("home")},
            {
                "label": trajectory.title,
                "url": reverse("process", kwargs={"slug": trajectory.slug}),
            },
            *up,
            {"label": pages[0] if pages else activity.title, "url": ""},
        ],
        "vote_url": reverse("vote", kwargs=here),
        "form_url": reverse("vote-form", kwargs=here),
        "paper_url": reverse("vote-paper", kwargs=here),
        "outcome_url": reverse("vote-outcome", kwargs=here),
        "explained_url": reverse("vote-explained", kwargs=here),
        "ballots_url": reverse("vote-ballots", kwargs=here),
        "until": day_words(activity.closes_on),
    }


def _why_not(vote):
    """Why one cannot vote today, or nothing."""
    if vote is None:
        return _("De gemeente bereidt deze stemming nog voor.")
    try:
        check_can_cast(vote, on=today())
    except RuleBroken as broken:
        return broken.sentence
    return ""


@for_every_visitor()
def vote(request, slug, key):
    """What one can choose from, how it is counted, and how to vote, also on paper."""
    activity, vote = _found(slug, key)
    context = _frame(activity) | {"vote": vote, "closed": _why_not(vote)}
    if vote is not None:
        plans = list(vote.plans.all())
        context |= {
            "plans": plan_rows(vote, plans),
            "budget": euro(vote.budget),
            "asked": asked_of(vote),
            "rule": rule_words(vote.rule),
            "tie": tie_words(vote.tie_rule),
            "facts": [
                {"label": _("Samen te verdelen"), "value": euro(vote.budget)},
                {"label": _("Stemmen tot en met"), "value": day_words(activity.closes_on)},
                {"label": _("Plannen om uit te kiezen"), "value": len(plans)},
            ],
        }
    return render(request, "kinds/budget/vote.html", context)


@sensitive_post_parameters("code", "choices")
@require_http_methods(["GET", "HEAD", "POST"])
def vote_form(request, slug, key):
    """Code and choices in one request; the receipt stands once on the answer to it.

    No session is read or made, nothing is counted and no idempotency key is kept. A refusal is
    answered with status 200: a higher one would leave the moment in the log.
    """
    activity, vote = _found(slug, key)
    if vote is None or not vote.is_open:
        raise Http404
    plans = list(vote.plans.all())
    form = BallotForm(request.POST or None, plans=plans)
    context = _frame(activity, _("Uw stem")) | {
        "vote": vote,
        "form": form,
        "asked": asked_of(vote),
        "budget": euro(vote.budget),
        "closed": _why_not(vote),
    }
    if request.method == "POST":
        chosen = form.chosen()
        context["so_far"] = chosen_so_far(vote, plans, chosen)
        if "count" in request.POST:
            form = context["form"] = BallotForm(plans=plans, initial={"choices": chosen})
        else:
            answer = _cast(request, form, vote, context)
            if answer is not None:
                return answer
    context["plans"] = plan_rows(vote, plans, chosen=form.chosen())
    return _private(render(request, "kinds/budget/vote_form.html", context))


def _cast(request, form, vote, context):
    """The page with the receipt, or that the vote was in already; None when it was refused."""
    in_before = []

    def do(data):
        try:
            return cast_ballot(vote, code=data["code"], choices=data["choices"], on=today())
        except AlreadyDone as done:
            in_before.append(done.sentence)
            return None

    receipt = act(request, form, do)
    if receipt is None and not in_before:
        return None
    page = render(
        request,
        "kinds/budget/vote_receipt.html",
        context | {"code": receipt, "in_before": in_before[0] if in_before else ""},
    )
    return _private(page, referrer="no-referrer")


def _private(response, *, referrer="same-origin"):
    """Kept by nobody. A page with a form cannot say no-referrer: browsers then send the origin
    "null" with the form, and it is refused as one from elsewhere.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = referrer
    return response


@for_every_visitor()
def vote_paper(request, slug, key):
    """The ballot to print. No code stands on it, so that no sheet says whose it is."""
    activity, vote = _found(slug, key)
    context = _frame(activity, _("Op papier")) | {"closed": _why_not(vote)}
    if not context["closed"]:
        context |= {
            "plans": plan_rows(vote, list(vote.plans.all())),
            "asked": asked_of(vote),
        }
    return render(request, "kinds/budget/paper_ballot.html", context)


def _counted(slug, key):
    activity, vote = _found(slug, key)
    if vote is None or outcome_of(vote) is None:
        raise Http404
    return activity, vote


@for_every_visitor()
def vote_outcome(request, slug, key):
    """Which plans get money, why, round by round, and how to count it again."""
    activity, vote = _counted(slug, key)
    context = _frame(activity, _("De uitslag"))
    return render(
        request,
        "kinds/budget/vote_outcome.html",
        context
        | outcome_page(vote, outcome_of(vote))
        | {
            "vote": vote,
            "fingerprint": vote.outcome.fingerprint,
            "ballots_fingerprint": vote.outcome.ballots_fingerprint,
            "short": in_groups(vote.outcome.ballots_fingerprint),
            "file_name": f"{activity.key}.pb",
        },
    )


@for_every_visitor()
def vote_ballots(request, slug, key):
    """All valid ballots, without anything about who cast them, as a Pabulib file."""
    activity, vote = _counted(slug, key)
    response = HttpResponse(write(file_of(vote)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{activity.key}.pb"'
    return response


@for_every_visitor()
def vote_explained(request, slug, key):
    """How the counting works, with five neighbours and amounts that anyone can follow."""
    activity, vote = _found(slug, key)
    context = _frame(activity, _("Zo tellen we"))
    return render(
        request,
        "kinds/budget/vote_explained.html",
        context | {"vote": vote, "example": worked_example()},
    )


_VOTE = "trajecten/<slug:slug>/stemmen/<slug:key>/"
urlpatterns = [
    path(_VOTE, vote, name="vote"),
    path(f"{_VOTE}stembiljet/", vote_form, name="vote-form"),
    path(f"{_VOTE}papier/", vote_paper, name="vote-paper"),
    path(f"{_VOTE}uitslag/", vote_outcome, name="vote-outcome"),
    path(f"{_VOTE}uitslag/stembiljetten.pb", vote_ballots, name="vote-ballots"),
    path(f"{_VOTE}zo-tellen-we/", vote_explained, name="vote-explained"),
]
