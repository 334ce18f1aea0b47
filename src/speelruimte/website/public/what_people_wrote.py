"""What everybody wrote in one process: by area, theme and answer, and by the words in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.decisions.models import Theme
from speelruimte.decisions.queries import (
    BY_STOPPING,
    NOT_ANSWERED,
    names_of_themes,
    words_in_theme,
    words_with_answer,
)
from speelruimte.decisions.stopped import ANSWERED_BY_STOPPING
from speelruimte.memory.search import listed_words
from speelruimte.places.models import Area
from speelruimte.promise import stopped_at
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.components.small import VERDICTS
from speelruimte.website.led_on import old_places_lead_on
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.activity_words import crumbs
from speelruimte.website.public.contribution_words import in_lists
from speelruimte.website.public.searching import LONGEST_QUESTION
from speelruimte.website.public.shown import all_areas, areas_of, trajectory_at
from speelruimte.website.rendering import InnerPage, Rows, render_page


@dataclass(frozen=True, kw_only=True)
class ContributionsPage(InnerPage):
    """What everybody wrote; kept in the cache."""

    template: ClassVar = "public/contributions.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    rows: Rows
    total: int
    shown: str  # which of how many
    area: Area | None
    areas: Rows  # {key, name, geometry, url, current}
    is_drawn: bool
    question: str
    themes: Sequence[tuple[str, str]]
    theme: str  # the key of the chosen one
    answers: Sequence[tuple[str, str]]
    answer: str
    is_narrowed: bool
    all_url: str
    no_area_url: str
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class Chosen:
    """What somebody chose to see; unknown choices are left out."""

    area: Area | None
    theme: Theme | None
    answer: str
    question: str
    stopped: datetime | None  # when the process stopped: what that answered is a choice of its own

    @property
    def condition(self) -> Q | None:
        """What words must meet, beside the area and the question; None when nothing was chosen."""
        condition = Q()
        if self.theme is not None:
            condition &= words_in_theme(self.theme)
        if self.answer:
            condition &= words_with_answer(self.answer, stopped=self.stopped)
        return condition or None

    @property
    def is_narrowed(self) -> bool:
        """Fewer words than all."""
        return any((self.area, self.theme, self.answer, self.question))

    def query(self, **other):
        """The choices as part of an address, some of them otherwise."""
        chosen = {
            "gebied": self.area.key if self.area else "",
            "thema": self.theme.public_key if self.theme else "",
            "antwoord": self.answer,
            "q": self.question,
        }
        return urlencode({name: value for name, value in (chosen | other).items() if value})


@for_every_visitor("gebied", "thema", "antwoord", "q", "na", "voor")
@old_places_lead_on
def contributions(request, slug):
    """What everybody wrote, the newest day first, 25 at a time."""
    trajectory = trajectory_at(slug, "policy", "tally")
    # Chosen from all areas: an import may bring words about a neighbouring one.
    areas = areas_of(trajectory) or all_areas()
    stopped = stopped_at(trajectory)
    themes, answers = names_of_themes(trajectory), _answers(stopped)
    chosen = _chosen(request, areas, themes, answers, stopped)
    listed = listed_words(
        trajectory,
        saying=chosen.question,
        area=chosen.area,
        narrowed=chosen.condition,
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    here, page = reverse("contributions", kwargs={"slug": slug}), listed.page
    return render_page(
        request,
        ContributionsPage(
            crumbs=crumbs(trajectory, (_("Inbreng"), "")),
            trajectory=trajectory,
            rows=in_lists(page.rows, trajectory),
            total=trajectory.tally.published,
            shown=_shown(listed),
            area=chosen.area,
            areas=_areas(here, areas, chosen) if len(areas) > 1 else [],
            is_drawn=any(area.geometry for area in areas),
            question=chosen.question,
            themes=[(theme.public_key, theme.title) for theme in themes],
            theme=chosen.theme.public_key if chosen.theme else "",
            answers=answers,
            answer=chosen.answer,
            is_narrowed=chosen.is_narrowed,
            all_url=here,
            no_area_url=f"{here}?{chosen.query(gebied='')}",
            previous_url=f"{here}?{chosen.query(voor=page.earlier)}" if page.earlier else "",
            next_url=f"{here}?{chosen.query(na=page.later)}" if page.later else "",
        ),
    )


def _chosen(request, areas, themes, answers, stopped):
    asked = request.GET
    return Chosen(
        area=next((area for area in areas if area.key == asked.get("gebied")), None),
        theme=next((theme for theme in themes if theme.public_key == asked.get("thema")), None),
        answer=asked.get("antwoord", "") if asked.get("antwoord") in dict(answers) else "",
        question=" ".join(asked.get("q", "").split())[:LONGEST_QUESTION],
        stopped=stopped,
    )


def _answers(stopped):
    known = [(verdict, str(label)) for verdict, (_css, _icon, label) in VERDICTS.items()]
    by_stopping = [(BY_STOPPING, capfirst(ANSWERED_BY_STOPPING))] if stopped is not None else []
    return [*known, *by_stopping, (NOT_ANSWERED, _("Nog geen antwoord"))]


def _areas(here, areas, chosen):
    return [
        {
            "key": area.key,
            "name": area.name,
            "geometry": area.geometry or {},
            "url": f"{here}?{chosen.query(gebied=area.key)}",
            "current": area == chosen.area,
        }
        for area in areas
    ]


def _shown(listed):
    """Which rows of how many; nothing when there are none."""
    if not listed.page.rows:
        return ""
    if listed.total <= len(listed.page.rows):
        return ngettext("1 reactie", "%(total)d reacties", listed.total) % {"total": listed.total}
    return _("%(first)d–%(last)d van %(total)d reacties") % {
        "first": listed.first,
        "last": listed.last,
        "total": listed.total,
    }


urlpatterns = [path("trajecten/<slug:slug>/inbreng/", contributions, name="contributions")]
