"""What was said about one theme with its answer, and what lies in no theme."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.agreements.models import Frame
from speelruimte.decisions.entries import end_of_theme, went_into
from speelruimte.decisions.models import Answer, Theme, Weight
from speelruimte.decisions.queries import (
    contributions_with,
    frame_named,
    own_answers_page,
)
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.activity_words import crumbs
from speelruimte.website.public.contribution_words import in_lists
from speelruimte.website.public.promise_words import answer_label, since_answer
from speelruimte.website.public.shown import trajectory_at
from speelruimte.website.public.stood_here import StoodHerePage, onward
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page


@dataclass(frozen=True, kw_only=True)
class ThemePage(InnerPage):
    """One theme: the answer and all words in it."""

    template: ClassVar = "public/theme.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    theme: Theme
    number: int
    answer: Answer | None
    answer_day: str | None
    since: Row | None  # what came after the answer
    label: str  # in the place of the verdict, where nobody weighed the words
    frame: Frame | None
    earlier: Iterable[Answer]
    weight: Weight | None
    words: Rows
    next_url: str
    previous_url: str


@for_every_visitor("na", "voor")
def theme(request, slug, key):
    """Everything that was said about one theme, and the answer to it; a page at a time."""
    trajectory = trajectory_at(slug, "policy", "decision", "feedback", "waiver")
    themes = Theme.objects.select_related("answer").filter(trajectory=trajectory)
    theme = themes.filter(public_key=key).first()
    if theme is None:
        return _theme_no_more(request, trajectory, key)
    page = contributions_with(
        theme, after=request.GET.get("na", ""), before=request.GET.get("voor", "")
    )
    made = getattr(trajectory, "decision", None)
    weight = made.weights.standing().filter(theme=theme).first() if made else None
    return render_page(
        request,
        ThemePage(
            crumbs=crumbs(trajectory, (theme.title, "")),
            trajectory=trajectory,
            theme=theme,
            number=theme.placed,
            answer=theme.answer,
            answer_day=theme.answer and day_words(local_day(theme.answer.given_at)),
            since=since_answer(theme.answer, trajectory),
            label=answer_label(theme.answer, trajectory),
            frame=frame_named(theme.answer),
            earlier=theme.answers.exclude(pk=theme.answer_id).order_by("-number"),
            weight=weight,
            words=_words(page.rows, trajectory),
            next_url=f"?na={page.later}" if page.later else "",
            previous_url=f"?voor={page.earlier}" if page.earlier else "",
        ),
    )


def _theme_no_more(request, trajectory, key):
    """What became of a theme that everybody could read here; of others there is nothing to say."""
    entry = end_of_theme(trajectory, key)
    if entry is None:
        raise Http404
    said = _("Op %(day)s is dit thema weggehaald. Er lag toen geen inbreng meer in.")
    if entry.verb == "themes_merged":
        said = _("Op %(day)s is alle inbreng van dit thema bij een ander thema gezet.")
    process = reverse("process", kwargs={"slug": trajectory.slug})
    reading_on = [onward(_("Lees hoe ver het plan nu is"), process)]
    into = went_into(trajectory, entry)
    if into is not None:
        address = {"slug": trajectory.slug, "key": into.public_key}
        reading_on.insert(0, onward(into.title, reverse("theme", kwargs=address)))
    heading = _("Dit thema staat hier niet meer")
    page = StoodHerePage(
        crumbs=crumbs(trajectory, (_("Thema"), "")),
        heading=heading,
        name=heading,
        lead=said % {"day": day_words(local_day(entry.at))},
        onward=reading_on,
    )
    return render_page(request, page, status=404)


@dataclass(frozen=True, kw_only=True)
class AnsweredAlonePage(InnerPage):
    """Words that lie in no theme, each with its own answer."""

    template: ClassVar = "public/answered_alone.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    is_decided: bool
    words: Rows
    next_url: str
    previous_url: str


@for_every_visitor("na", "voor")
def answered_alone(request, slug):
    """Every word that lies in no theme and got an answer of its own; a page at a time."""
    trajectory = trajectory_at(slug, "policy", "decision", "feedback", "waiver")
    page = own_answers_page(
        trajectory, after=request.GET.get("na", ""), before=request.GET.get("voor", "")
    )
    return render_page(
        request,
        AnsweredAlonePage(
            crumbs=crumbs(trajectory, (_("Eigen antwoorden"), "")),
            trajectory=trajectory,
            is_decided=hasattr(trajectory, "decision"),
            words=_words(page.rows, trajectory),
            next_url=f"?na={page.later}" if page.later else "",
            previous_url=f"?voor={page.earlier}" if page.earlier else "",
        ),
    )


def _words(contributions, trajectory):
    """Own words with their own answer; of what was split only the points that belong here."""
    return [
        row
        for contribution in contributions
        for row in _rows_of(contribution, _word(contribution, trajectory), trajectory)
    ]


def _rows_of(contribution, row, trajectory):
    if not contribution.shown_points:
        return [row]
    return [
        row
        | {
            "text": point.words,
            "own": point.answer,
            "since": since_answer(point.answer, trajectory),
            "label": answer_label(point.answer, trajectory),
            "url": f"{row['url']}#punt-{point.number}",
        }
        for point in contribution.shown_points
    ]


def _word(contribution, trajectory):
    placement = contribution.placement
    parts = [contribution.channel_label.capitalize()]
    if contribution.area:
        parts.append(contribution.area.name)
    parts.append(day_words(local_day(contribution.received_at)))
    (listed,) = in_lists([contribution], trajectory)
    return {
        "text": contribution.text,
        "who": ", ".join(parts),
        "own": placement.answer,
        "since": since_answer(placement.answer, trajectory),
        "label": answer_label(placement.answer, trajectory),
        "name": listed["name"],
        "url": listed["url"],
    }


urlpatterns = [
    path("trajecten/<slug:slug>/themas/<slug:key>/", theme, name="theme"),
    path("trajecten/<slug:slug>/eigen-antwoorden/", answered_alone, name="answered-alone"),
]
