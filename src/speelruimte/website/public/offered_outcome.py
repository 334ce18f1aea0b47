"""What came out and was offered to who decides, for everybody, with how far promises were kept."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.decisions.report import report_rows
from speelruimte.policy.queries import parsed_policy
from speelruimte.promise import decider_named
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.shown import trajectory_at
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.sent_back import sent_back_rows


@dataclass(frozen=True, kw_only=True)
class OutcomePage(InnerPage):
    """The outcome as it was offered, with its report."""

    template: ClassVar = "public/outcome.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    offered: str
    summary: str
    decision_url: str
    kept: Rows  # how far each promise was kept
    kept_on: date  # the day of that table


@dataclass(frozen=True, kw_only=True)
class OutcomeSentBackPage(InnerPage):
    """That the outcome stood here and was sent back: nothing of its text."""

    template: ClassVar = "public/outcome_sent_back.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    sent_back: Rows  # {title, text, kind}


@for_every_visitor()
def outcome(request, slug):
    """The outcome from the day that it is offered; what is still being written is nobody else's.

    Of one that was sent back, that and why.
    """
    trajectory = trajectory_at(slug, "policy", "decision", "result")
    result = getattr(trajectory, "result", None)
    address = {"slug": slug}
    crumbs = [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": reverse("process", kwargs=address)},
        {"label": _("De uitkomst"), "url": ""},
    ]
    if result is None or result.offered_on is None:
        sent_back = sent_back_rows(trajectory) if result and trajectory.step == Step.RESULT else []
        if not sent_back:
            raise Http404(_("De uitkomst is nog niet aangeboden. Kijk later nog eens."))
        return render_page(
            request, OutcomeSentBackPage(crumbs=crumbs, trajectory=trajectory, sent_back=sent_back)
        )
    decided = hasattr(trajectory, "decision")
    decider = decider_named(parsed_policy(trajectory.policy), result.offered_to).label
    return render_page(
        request,
        OutcomePage(
            crumbs=crumbs,
            trajectory=trajectory,
            offered=_("Aangeboden op %(day)s. Wie beslist: %(decider)s.")
            % {"decider": decider, "day": day_words(result.offered_on)},
            summary=result.summary,
            decision_url=reverse("decision", kwargs=address) if decided else "",
            kept=report_rows(result.kept),
            kept_on=result.offered_on,
        ),
    )


urlpatterns = [path("trajecten/<slug:slug>/uitkomst/", outcome, name="outcome")]
