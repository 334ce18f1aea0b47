"""Searching: the plans in which something is said, and on a second tab what people wrote."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.memory.lines import Said
from speelruimte.memory.search import (
    search,
    search_prepared,
    search_stopped_in_preparation,
    search_words,
)
from speelruimte.memory.suggesting import perhaps_meant
from speelruimte.memory.words import MOST_FOUND
from speelruimte.shared.codes import looks_like_code
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.trajectories.models import Step
from speelruimte.website.addresses import keyed
from speelruimte.website.asking import today
from speelruimte.website.components.answers import marked
from speelruimte.website.days import day_words
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.cards import stands, with_held_over
from speelruimte.website.public.coming import prepared_rows, stopped_rows
from speelruimte.website.public.memory import areas_words, crumbs_to, remembered_row
from speelruimte.website.public.shown import with_agreements
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.who_said import who_said

LONGEST_QUESTION = 100
WORDS = "inbreng"  # the second tab, in its address
CODE = "code"  # in the address of the page that says where codes are typed
# Where something was found; what it is about needs no word.
FOUND_IN = {
    Said.CASE: gettext_lazy("Zaaknummer"),
    Said.SUBJECT: gettext_lazy("Onderwerp"),
    Said.INITIATIVE: gettext_lazy("Het idee waarmee dit begon"),
    Said.FRAME: gettext_lazy("Wat vaststaat en wat open is"),
    Said.ACTIVITY: gettext_lazy("Wat wij vragen"),
    Said.PLACE: gettext_lazy("Waar mensen samenkomen"),
    Said.OPTION: gettext_lazy("Waaruit men kiest"),
    Said.THEME: gettext_lazy("Een thema"),
    Said.ANSWER: gettext_lazy("Een antwoord"),
    Said.WAIVER: gettext_lazy("Waarom meedoen hier niet past"),
    Said.RESULT: gettext_lazy("Wat eruit kwam"),
    Said.DECISION: gettext_lazy("Het besluit"),
    Said.FEEDBACK: gettext_lazy("Terug naar u"),
    Said.STOPPED: gettext_lazy("Waarom dit stopte"),
    Said.LESSON: gettext_lazy("Een les"),
}


@dataclass(frozen=True, kw_only=True)
class SearchPage(InnerPage):
    """Searching."""

    template: ClassVar = "public/search.html"
    question: str
    is_words: bool  # the tab with what people wrote
    is_code: bool  # what was typed is a code, which stands nowhere here
    tabs: Rows  # {label, url, current}
    found: str  # how many
    rows: Rows  # {title, url, area, stands, found, lessons}; found: {label, snippet (marked)}
    coming: Rows  # {title, text, notice_url}
    words: Rows  # {title, url, who, snippet (marked), process_url}
    meant: str  # words that are found, where nothing else is
    next_url: str
    previous_url: str


@for_every_visitor("q", "in", "blz")
def find(request):
    """Plans that hold these words in any of their forms, or published words that hold them."""
    question = " ".join(request.GET.get("q", "").split())[:LONGEST_QUESTION]
    if looks_like_code(question):  # it stays in no address to which one can go back
        return redirect(f"{reverse('search')}?{urlencode({'in': CODE})}")
    is_words = request.GET.get("in", "") == WORDS
    if is_words and question:
        shown = _words(question, request.GET.get("blz", ""))
    else:
        shown = _plans(question)
    return render_page(
        request,
        SearchPage(
            crumbs=crumbs_to(_("Zoeken")),
            question=question,
            is_words=is_words,
            is_code=request.GET.get("in", "") == CODE,
            tabs=_tabs(question, is_words) if question else [],
            **shown,
        ),
    )


def _tabs(question, is_words):
    return [
        {"label": _("Plannen"), "url": address(question), "current": not is_words},
        {
            "label": _("Wat mensen schreven"),
            "url": address(question, **{"in": WORDS}),
            "current": is_words,
        },
    ]


def address(question, **more):
    """The address of this page for a question."""
    return f"{reverse('search')}?{urlencode({'q': question, **more})}"


def _plans(question):
    hits = search(question) if question else []
    running = [hit.trajectory for hit in hits if hit.remembered is None]
    with_agreements(*running)
    with_held_over(*running)
    prepared = search_prepared(question, day=today())
    url_of = keyed("process", by="slug")
    stopped = search_stopped_in_preparation(question, day=today())
    is_found = hits or prepared or stopped
    meant = perhaps_meant(question) if question and not is_found else ""
    return {
        "found": _how_many_plans(len(hits), len(prepared), len(stopped)),
        "rows": [_found(hit, url_of) for hit in hits],
        "coming": prepared_rows(prepared) + stopped_rows(stopped),
        "words": [],
        "meant": meant,
        "next_url": "",
        "previous_url": "",
    }


def _how_many_plans(number, prepared, stopped):
    if not number and prepared:
        said = ngettext(
            "1 plan in voorbereiding gevonden.",
            "%(number)d plannen in voorbereiding gevonden.",
            prepared,
        )
        return said % {"number": prepared}
    if not number and stopped:
        said = ngettext(
            "1 plan gevonden dat niet doorging.",
            "%(number)d plannen gevonden die niet doorgingen.",
            stopped,
        )
        return said % {"number": stopped}
    if not number:
        return _("Geen plannen gevonden.")
    said = ngettext("1 plan gevonden.", "%(number)d plannen gevonden.", number)
    return said % {"number": number}


def _words(question, number):
    page = search_words(question, number=whole_number(number) or 1)
    url_of = {
        hit.contribution.trajectory_id: keyed("contribution", slug=hit.contribution.trajectory.slug)
        for hit in page.rows
    }
    return {
        "found": _how_many(page),
        "rows": [],
        "coming": [],
        "words": [
            {
                "title": hit.contribution.trajectory.title,
                "url": url_of[hit.contribution.trajectory_id](hit.contribution.public_key),
                "who": who_said(hit.contribution),
                "snippet": marked(hit.snippet),
            }
            for hit in page.rows
        ],
        "meant": "" if page.total else perhaps_meant(question),
        "next_url": _at(question, page.number + 1) if page.number < page.last else "",
        "previous_url": _at(question, page.number - 1) if page.number > 1 else "",
    }


def _at(question, number):
    return address(question, **{"in": WORDS, "blz": number})


def _how_many(page):
    if page.is_cut:
        return _(
            "Meer dan %(number)s reacties gevonden. U ziet de nieuwste %(number)s: "
            "zoek met een woord erbij."
        ) % {"number": f"{MOST_FOUND:,}".replace(",", ".")}
    if not page.total:
        return _("Geen reacties gevonden.")
    if page.total == 1:
        return _("1 reactie gevonden.")
    return _("%(number)d reacties gevonden, de nieuwste eerst.") % {"number": page.total}


def _found(hit, url_of):
    row = remembered_row(hit.remembered) if hit.remembered else {}
    return row | {
        "title": hit.trajectory.title,
        "url": url_of(hit.trajectory.slug),
        "area": areas_words(hit.trajectory),
        "stands": _stands(hit),
        "found": [
            {"label": FOUND_IN.get(line.place, ""), "snippet": marked(line.snippet)}
            for line in hit.found
        ],
    }


def _stands(hit):
    """How far it is, in the words of its own page."""
    if hit.remembered is None:
        return stands(hit.trajectory, day=today())
    day = day_words(hit.remembered.remembered_on)
    if hit.trajectory.step == Step.STOPPED:
        return _("Gestopt op %(day)s") % {"day": day}
    return _("Afgerond op %(day)s") % {"day": day}


urlpatterns = [path("zoeken/", find, name="search")]
