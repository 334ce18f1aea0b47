"""What came out and was offered to who decides, for everybody, with how far promises were kept."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.activities.rules import ON_THE_SITE
from speelruimte.decisions.gone_outcome import gone_outcome
from speelruimte.decisions.report import report_rows
from speelruimte.policy.queries import parsed_policy
from speelruimte.promise import decider_named
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.shown import trajectory_at
from speelruimte.website.public.stood_here import StoodHerePage, onward
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.sent_back import sent_back_row


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


@for_every_visitor()
def outcome(request, slug):
    """The outcome from the day that it is offered; what is still being written is nobody else's.

    Of one that was offered and taken back, since when, and why.
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
        gone = gone_outcome(trajectory)
        if gone is None:
            raise Http404(_("De uitkomst is nog niet aangeboden. Kijk later nog eens."))
        return render_page(request, _gone_page(trajectory, gone, crumbs))
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


def _gone_page(trajectory, gone, crumbs):
    """That the outcome stood here and holds no more; nothing of its text."""
    process = onward(_("Lees hoe ver het plan nu is"), reverse("process", args=[trajectory.slug]))
    return StoodHerePage(
        crumbs=crumbs,
        heading=_("De uitkomst"),
        name=_("De uitkomst van %(title)s") % {"title": trajectory.title},
        plan=trajectory.title,
        said=[_what_took_it_back(trajectory, gone)],
        lead=_(
            "De uitkomst stond hier, en wordt opnieuw opgeschreven. Daarna leest u die hier weer."
        ),
        onward=[*_what_holds_now(trajectory, gone), process],
    )


def _what_took_it_back(trajectory, gone):
    """Since when it holds no more, and why: {title, text, kind}."""
    if gone.sent_back is not None:
        return sent_back_row(trajectory, gone.sent_back)
    day = {"day": day_words(local_day(gone.at))}
    if gone.version is not None:
        said = _(
            "Op %(day)s veranderden de afspraken waaraan wij ons moesten houden. Sindsdien geldt deze "
            "uitkomst niet meer. De reden: %(reason)s"
        ) % (day | {"reason": gone.version.reason_for_change})
    elif gone.answer is not None:
        said = (
            _(
                "Op %(day)s kregen mensen nog een antwoord. Dat stond niet in deze uitkomst. Sindsdien "
                "geldt deze uitkomst niet meer."
            )
            % day
        )
    else:
        said = (
            _(
                "Op %(day)s is de tekst veranderd. Sindsdien geldt deze uitkomst niet meer, tot wij die "
                "opnieuw aanbieden."
            )
            % day
        )
    return {"title": _("Deze uitkomst geldt niet meer"), "text": said, "kind": "warning"}


def _what_holds_now(trajectory, gone):
    """Where what came in its place is read, as far as everybody may read it."""
    here = {"slug": trajectory.slug}
    if gone.version is not None:
        return [onward(_("Lees de afspraken die nu gelden"), reverse("agreements", kwargs=here))]
    if gone.answer is None:
        return []
    about = gone.answer.theme or gone.answer.contribution
    if gone.answer.theme is None and about.state not in ON_THE_SITE:
        return []
    name = "contribution" if gone.answer.theme is None else "theme"
    url = reverse(name, kwargs=here | {"key": about.public_key})
    return [onward(_("Lees dat antwoord"), url)]


urlpatterns = [path("trajecten/<slug:slug>/uitkomst/", outcome, name="outcome")]
