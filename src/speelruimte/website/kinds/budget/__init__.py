"""The pages of dividing a budget: the vote, its outcome, and running it."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.activities.kinds.budget.codes import VOTING
from speelruimte.activities.kinds.budget.models import Outcome
from speelruimte.activities.kinds.budget.queries import ballot_standing, vote_of_ballot
from speelruimte.activities.kinds.budget.rules import KIND, may_see_vote
from speelruimte.shared.codes import is_marked
from speelruimte.website.amounts import euro
from speelruimte.website.days import day_words
from speelruimte.website.kind_pages import ChoiceWords, KindPages, PrivacyNote
from speelruimte.website.kinds.budget.vote_words import SECRET
from speelruimte.website.rendering import InnerPage, render_page
from speelruimte.website.spoken import speak_for


@dataclass(frozen=True, kw_only=True)
class BallotStandingPage(InnerPage):
    """Whether the ballot with a receipt counts."""

    template: ClassVar = "kinds/budget/ballot_standing.html"
    nav_current: str = "contribution"
    standing: str
    title: str  # of the vote
    vote_url: str
    until: str  # the last day, in words
    secret: str


def standing(request, typed):
    """Whether the ballot with this receipt counts; never what was chosen."""
    standing, vote = ballot_standing(typed), vote_of_ballot(typed)
    if standing is None or vote is None:
        return None
    speak_for(vote.activity.trajectory)
    crumbs = [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": _("Mijn inbreng"), "url": ""},
    ]
    activity = vote.activity
    page = BallotStandingPage(
        crumbs=crumbs,
        standing=standing,
        title=activity.title,
        vote_url=reverse("vote", args=[activity.trajectory.slug, activity.key]),
        until=day_words(activity.promised_until),
        secret=str(SECRET),
    )
    return render_page(request, page)


def voting_code_elsewhere(typed):
    """Where a voting code is used, for who typed one where receipts are asked."""
    if not is_marked(typed, VOTING):
        return ""
    return _("Dit is een stemcode. Die gebruikt u op het stembiljet, bij de stemming zelf.")


def counted_votes(trajectory):
    """The votes that were counted, with the page where every ballot can be counted again."""
    outcomes = Outcome.objects.filter(vote__activity__trajectory=trajectory).select_related(
        "vote__activity"
    )
    return [
        {
            "text": ngettext(
                "Bekijk de uitslag van ‘%(title)s’: %(number)s geldige stem",
                "Bekijk de uitslag van ‘%(title)s’: %(number)s geldige stemmen",
                outcome.valid,
            )
            % {"title": outcome.vote.activity.title, "number": outcome.valid},
            "url": reverse(
                "vote-outcome", kwargs={"slug": trajectory.slug, "key": outcome.vote.activity.key}
            ),
        }
        for outcome in outcomes.defer("text").order_by("vote_id")
    ]


PAGES = KindPages(
    key=KIND,
    picture="choice",
    named=gettext_lazy("Stemmen"),
    page="vote",
    work="work-vote",
    work_label=gettext_lazy("Naar de stemming"),
    may_work=may_see_vote,
    import_page="work-vote-import",
    paper_form="vote-paper",
    addresses=(
        "speelruimte.website.kinds.budget.public",
        "speelruimte.website.kinds.budget.voting",
        "speelruimte.website.kinds.budget.workbench",
    ),
    standing=standing,
    code_note=gettext_lazy(
        "De ontvangstcode van een stem begint met SB. Daarmee ziet u of uw stem meetelt, nooit wat u koos."
    ),
    meant_elsewhere=voting_code_elsewhere,
    counted=counted_votes,
    choice=ChoiceWords(
        chosen=gettext_lazy("Deze plannen worden betaald"),
        not_chosen=gettext_lazy("Deze plannen niet"),
        beside=lambda plan: euro(plan.cost),
    ),
    privacy=PrivacyNote(
        title=gettext_lazy("Stemmen is geheim"),
        text=SECRET,
    ),
    timeline={
        "vote_opened": gettext_lazy("De stemming is geopend"),
        "vote_closed": gettext_lazy("De stemming is gesloten en geteld"),
        "vote_ended_uncounted": gettext_lazy("De stemming is gestopt. Er wordt niet geteld"),
    },
)
