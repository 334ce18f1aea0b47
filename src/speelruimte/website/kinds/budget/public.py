"""Dividing a budget: the vote, the ballot to print, the outcome, and how it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.models import FixedRules, Vote
from speelruimte.activities.kinds.budget.queries import outcome_of
from speelruimte.activities.models import Activity
from speelruimte.activities.rules import activity_is_over
from speelruimte.connections.pabulib import write_pabulib
from speelruimte.connections.pabulib.voting import file_of
from speelruimte.promise import desk_until
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.amounts import euro
from speelruimte.website.asking import today
from speelruimte.website.days import day_words
from speelruimte.website.kinds.budget.at_the_vote import (
    crumbs_at,
    outcome_url,
    the_vote,
    url_at,
    why_not_now,
)
from speelruimte.website.kinds.budget.example import worked_example
from speelruimte.website.kinds.budget.outcome_words import OutcomeShown, outcome_shown
from speelruimte.website.kinds.budget.vote_words import (
    SECRET,
    asked_of,
    plan_rows,
    rest_words,
    rule_words,
    tie_words,
    who_may_vote,
)
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.channel_words import paper_note
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page


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
    paper_until: str
    not_on_paper: str  # why one cannot vote on paper any more, while one still can on the site
    form_url: str
    paper_url: str
    outcome_url: str
    explained_url: str
    secret: str
    plans: Rows = ()
    budget: str = ""
    asked: Sequence[str] = ()
    rule: Row | None = None
    tie: str = ""
    rest: str = ""
    fixed_on: str = ""
    fixed_short: str = ""
    facts: Rows = ()


@for_every_visitor()
def vote(request, slug, key):
    """What one can choose from, how it is counted, and how to vote, also on paper."""
    activity, vote = the_vote(slug, key)
    page = VotePage(
        crumbs=crumbs_at(activity),
        activity=activity,
        vote=vote,
        closed=why_not_now(activity, vote),
        is_over=activity_is_over(activity, day=today()),
        until=day_words(activity.last_day),
        paper_until=day_words(desk_until(activity)),
        not_on_paper=paper_note(activity, day=today()),
        form_url=url_at("vote-form", activity),
        paper_url=url_at("vote-paper", activity),
        outcome_url=outcome_url(activity, vote),
        explained_url=url_at("vote-explained", activity),
        secret=str(SECRET),
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
        "rest": rest_words(vote.rest),
        **_fixed(vote),
        "facts": [
            {
                "label": _("Wie mag stemmen") if not is_over else _("Wie mocht stemmen"),
                "value": who_may_vote(vote),
            },
            {"label": _("Samen te verdelen"), "value": euro(vote.budget)},
            {"label": until, "value": day_words(activity.last_day)},
            {"label": _("Plannen om uit te kiezen"), "value": len(plans)},
        ],
    }


def _fixed(vote) -> dict[str, str]:
    """When the rules were fixed, and the fingerprint by which everybody can see that they stand."""
    fixed = FixedRules.objects.filter(vote=vote).only("fingerprint", "fixed_at").first()
    if fixed is None:
        return {}
    day = day_words(local_day(fixed.fixed_at))
    return {"fixed_on": day, "fixed_short": in_groups(fixed.fingerprint)}


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
    activity, vote = the_vote(slug, key)
    closed = why_not_now(activity, vote) or paper_note(activity, day=today())
    page = PaperBallotPage(
        crumbs=crumbs_at(activity, _("Op papier")),
        trajectory=activity.trajectory,
        activity=activity,
        closed=closed,
        plans=() if closed else plan_rows(vote, list(vote.plans.all())),
        asked=() if closed else asked_of(vote),
        until=day_words(desk_until(activity)),
        vote_url=url_at("vote", activity),
    )
    return render_page(request, page)


def _counted(slug, key):
    activity, vote = the_vote(slug, key)
    if vote is None or outcome_of(vote) is None:
        raise Http404
    return activity, vote


@dataclass(frozen=True, kw_only=True)
class VoteOutcomePage(InnerPage, OutcomeShown):
    """The outcome, from its own text, with how to count it again."""

    template: ClassVar = "kinds/budget/vote_outcome.html"
    nav_current: str = "processes"
    activity: Activity
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
        crumbs=crumbs_at(activity, _("De uitslag")),
        activity=activity,
        ballots_fingerprint=vote.outcome.ballots_fingerprint,
        short=in_groups(vote.outcome.ballots_fingerprint),
        vote_url=url_at("vote", activity),
        ballots_url=url_at("vote-ballots", activity),
        explained_url=url_at("vote-explained", activity),
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
    activity, _vote = the_vote(slug, key)
    page = VoteExplainedPage(
        crumbs=crumbs_at(activity, _("Zo tellen we")),
        example=worked_example(),
        vote_url=url_at("vote", activity),
    )
    return render_page(request, page)


_VOTE = "trajecten/<slug:slug>/stemmen/<slug:key>/"
urlpatterns = [
    path(_VOTE, vote, name="vote"),
    path(f"{_VOTE}papier/", vote_paper, name="vote-paper"),
    path(f"{_VOTE}uitslag/", vote_outcome, name="vote-outcome"),
    path(f"{_VOTE}uitslag/stembiljetten.pb", vote_ballots, name="vote-ballots"),
    path(f"{_VOTE}zo-tellen-we/", vote_explained, name="vote-explained"),
]
