"""Dividing a budget: the vote, the ballot as a form and to print, receipt, outcome, how it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from speelruimte.activities.kinds.budget.actions import cast_ballot
from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.activities.kinds.budget.queries import outcome_of
from speelruimte.activities.kinds.budget.rules import KIND, check_can_cast
from speelruimte.activities.models import Activity
from speelruimte.connections.pabulib import write_pabulib
from speelruimte.connections.pabulib.voting import file_of
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import in_groups
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.acting import act
from speelruimte.website.asking import today
from speelruimte.website.days import day_words
from speelruimte.website.kinds.budget.ballot_form import BallotForm
from speelruimte.website.kinds.budget.example import worked_example
from speelruimte.website.kinds.budget.vote_words import (
    OutcomeShown,
    asked_of,
    chosen_so_far,
    euro,
    outcome_shown,
    plan_rows,
    rule_words,
    tie_words,
)
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.activity_words import activity_is_over
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page
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


def _url(name, activity):
    return reverse(name, kwargs={"slug": activity.trajectory.slug, "key": activity.key})


def _crumbs(activity, here=""):
    trajectory = activity.trajectory
    process = reverse("process", kwargs={"slug": trajectory.slug})
    up = [{"label": activity.title, "url": _url("vote", activity)}] if here else []
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": process},
        *up,
        {"label": here or activity.title, "url": ""},
    ]


def _why_not(vote):
    """Why one cannot vote today, or nothing."""
    if vote is None:
        return _("De gemeente bereidt deze stemming nog voor.")
    try:
        check_can_cast(vote, on=today())
    except RuleBroken as broken:
        return broken.sentence
    return ""


@dataclass(frozen=True, kw_only=True)
class VotePage(InnerPage):
    """A vote on a budget; what its terms say is there once it is prepared."""

    template: ClassVar = "kinds/budget/vote.html"
    nav_current: str = "processes"
    activity: Activity
    vote: Vote | None
    closed: str  # why one cannot vote today, or nothing
    is_over: bool  # and never again
    until: str
    form_url: str
    paper_url: str
    outcome_url: str
    explained_url: str
    plans: Rows = ()
    budget: str = ""
    asked: Sequence[str] = ()
    rule: Row | None = None
    tie: str = ""
    facts: Rows = ()


@for_every_visitor()
def vote(request, slug, key):
    """What one can choose from, how it is counted, and how to vote, also on paper."""
    activity, vote = _found(slug, key)
    page = VotePage(
        crumbs=_crumbs(activity),
        activity=activity,
        vote=vote,
        closed=_why_not(vote),
        is_over=activity_is_over(activity, day=today()),
        until=day_words(activity.last_day),
        form_url=_url("vote-form", activity),
        paper_url=_url("vote-paper", activity),
        outcome_url=_url("vote-outcome", activity),
        explained_url=_url("vote-explained", activity),
        **(_terms(vote, activity) if vote is not None else {}),
    )
    return render_page(request, page)


def _terms(vote, activity) -> dict[str, Any]:
    plans = list(vote.plans.all())
    is_over = activity_is_over(activity, day=today())
    until = _("Stemmen kon tot en met") if is_over else _("Stemmen tot en met")
    return {
        "plans": plan_rows(vote, plans),
        "budget": euro(vote.budget),
        "asked": asked_of(vote),
        "rule": rule_words(vote.rule),
        "tie": tie_words(vote.tie_rule),
        "facts": [
            {"label": _("Samen te verdelen"), "value": euro(vote.budget)},
            {"label": until, "value": day_words(activity.last_day)},
            {"label": _("Plannen om uit te kiezen"), "value": len(plans)},
        ],
    }


@dataclass(frozen=True, kw_only=True)
class VoteFormPage(InnerPage):
    """The ballot. Kept by nobody; touches no session."""

    template: ClassVar = "kinds/budget/vote_form.html"
    nav_current: str = "processes"
    activity: Activity
    form: BallotForm
    form_url: str
    plans: Rows
    asked: Sequence[str]
    budget: str
    closed: str
    so_far: str


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
    form = BallotForm(request.POST or None, vote=vote, plans=plans)
    so_far = ""
    if request.method == "POST":
        chosen = form.chosen()
        so_far = chosen_so_far(vote, plans, chosen)
        if "count" in request.POST:
            form = BallotForm(vote=vote, plans=plans, initial={"choices": chosen})
        else:
            answer = _cast(request, form, vote)
            if answer is not None:
                return answer
    page = VoteFormPage(
        crumbs=_crumbs(activity, _("Uw stem")),
        activity=activity,
        form=form,
        form_url=_url("vote-form", activity),
        plans=plan_rows(vote, plans, chosen=form.chosen()),
        asked=asked_of(vote),
        budget=euro(vote.budget),
        closed=_why_not(vote),
        so_far=so_far,
    )
    return _private(render_page(request, page))


@dataclass(frozen=True, kw_only=True)
class VoteReceiptPage(InnerPage):
    """The receipt of a ballot, shown once; or that the vote was in already."""

    template: ClassVar = "kinds/budget/vote_receipt.html"
    nav_current: str = "processes"
    code: str | None
    in_before: str
    until: str
    vote_url: str


def _cast(request, form, vote):
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
    page = VoteReceiptPage(
        crumbs=_crumbs(vote.activity, _("Uw stem")),
        code=receipt,
        in_before=in_before[0] if in_before else "",
        until=day_words(vote.activity.last_day),
        vote_url=_url("vote", vote.activity),
    )
    return _private(render_page(request, page), referrer="no-referrer")


def _private(response, *, referrer="same-origin"):
    """Kept by nobody. A page with a form cannot say no-referrer: browsers then send the origin
    "null" with the form, and it is refused as one from elsewhere.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = referrer
    return response


@dataclass(frozen=True, kw_only=True)
class PaperBallotPage(InnerPage):
    """The ballot to print; while nobody can vote it says why."""

    template: ClassVar = "kinds/budget/paper_ballot.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    activity: Activity
    closed: str
    plans: Rows
    asked: Sequence[str]
    until: str
    vote_url: str


@for_every_visitor()
def vote_paper(request, slug, key):
    """The ballot to print. No code stands on it, so that no sheet says whose it is."""
    activity, vote = _found(slug, key)
    closed = _why_not(vote)
    page = PaperBallotPage(
        crumbs=_crumbs(activity, _("Op papier")),
        trajectory=activity.trajectory,
        activity=activity,
        closed=closed,
        plans=() if closed else plan_rows(vote, list(vote.plans.all())),
        asked=() if closed else asked_of(vote),
        until=day_words(activity.last_day),
        vote_url=_url("vote", activity),
    )
    return render_page(request, page)


def _counted(slug, key):
    activity, vote = _found(slug, key)
    if vote is None or outcome_of(vote) is None:
        raise Http404
    return activity, vote


@dataclass(frozen=True, kw_only=True)
class VoteOutcomePage(InnerPage, OutcomeShown):
    """The outcome, from its own text, with how to count it again."""

    template: ClassVar = "kinds/budget/vote_outcome.html"
    nav_current: str = "processes"
    activity: Activity
    vote: Vote
    ballots_fingerprint: str
    short: str
    vote_url: str
    ballots_url: str
    explained_url: str


@for_every_visitor()
def vote_outcome(request, slug, key):
    """Which plans get money, why, round by round, and how to count it again."""
    activity, vote = _counted(slug, key)
    page = VoteOutcomePage(
        crumbs=_crumbs(activity, _("De uitslag")),
        activity=activity,
        vote=vote,
        ballots_fingerprint=vote.outcome.ballots_fingerprint,
        short=in_groups(vote.outcome.ballots_fingerprint),
        vote_url=_url("vote", activity),
        ballots_url=_url("vote-ballots", activity),
        explained_url=_url("vote-explained", activity),
        **vars(outcome_shown(vote, outcome_of(vote))),
    )
    return render_page(request, page)


@for_every_visitor()
def vote_ballots(request, slug, key):
    """All valid ballots, without anything about who cast them, as a Pabulib file."""
    activity, vote = _counted(slug, key)
    response = HttpResponse(write_pabulib(file_of(vote)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{activity.key}.pb"'
    return response


@dataclass(frozen=True, kw_only=True)
class VoteExplainedPage(InnerPage):
    """How counting works, by an example that is counted by the same code."""

    template: ClassVar = "kinds/budget/vote_explained.html"
    nav_current: str = "processes"
    example: Row
    vote_url: str


@for_every_visitor()
def vote_explained(request, slug, key):
    """How the counting works, with five neighbours and amounts that anyone can follow."""
    activity, _vote = _found(slug, key)
    page = VoteExplainedPage(
        crumbs=_crumbs(activity, _("Zo tellen we")),
        example=worked_example(),
        vote_url=_url("vote", activity),
    )
    return render_page(request, page)


_VOTE = "trajecten/<slug:slug>/stemmen/<slug:key>/"
urlpatterns = [
    path(_VOTE, vote, name="vote"),
    path(f"{_VOTE}stembiljet/", vote_form, name="vote-form"),
    path(f"{_VOTE}papier/", vote_paper, name="vote-paper"),
    path(f"{_VOTE}uitslag/", vote_outcome, name="vote-outcome"),
    path(f"{_VOTE}uitslag/stembiljetten.pb", vote_ballots, name="vote-ballots"),
    path(f"{_VOTE}zo-tellen-we/", vote_explained, name="vote-explained"),
]
