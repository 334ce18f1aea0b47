"""One theme: its answer, the words in it, and its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions import (
    gather,
    merge_themes,
    remove_empty_theme,
    rename_theme,
)
from speelruimte.decisions.actions.answers import ANSWERED
from speelruimte.decisions.actions.themes import NAMED
from speelruimte.decisions.models import Answer, Theme
from speelruimte.decisions.queries import (
    contributions_with,
    points_with_keys,
    splittable,
    themes_of,
)
from speelruimte.decisions.rules import (
    ANSWERING_STEPS,
    GROUPING_STEPS,
    fixed_frames,
    may_answer_contributions,
    may_place,
)
from speelruimte.route.answering import answer_theme_and_tell, place_and_tell
from speelruimte.route.models import LaidReady
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.answer_forms import (
    NO_THEME,
    AnswerForm,
    PlaceForm,
    ThemeForm,
)
from speelruimte.website.workbench.beside import FormsBeside
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, page_url, trajectory_page
from speelruimte.website.workbench.inbox import said_of_move
from speelruimte.website.workbench.laying import Laying, answers_laid_ready, laying_of, lays_instead
from speelruimte.website.workbench.onward import onward


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


def check_may_here(may, request, trajectory):
    """Refuse who may not do this part of the work here (one of the ``may_…`` of decisions)."""
    allow_or_403(may(the_person(request), trajectory, on=today()))


def check_none_moved(trajectory, keys):
    """All of these words are still here; raises RuleBroken that names who moved one where."""
    gone = Contribution.objects.filter(public_key__in=keys, moves__came_from__trajectory=trajectory)
    contribution = gone.exclude(trajectory=trajectory).first()
    if contribution is not None:
        raise RuleBroken(said_of_move(contribution), code="moved_meanwhile")


def put(request, trajectory, form):
    """The ticked words with a theme: one that is there, a new one, or out of theirs."""

    def do(data):
        keys = data["contributions"]
        check_none_moved(trajectory, [key.partition("-")[0] for key in keys])
        words = trajectory.contributions.filter(
            public_key__in=[key for key in keys if "-" not in key]
        )
        shared = {
            "contributions": list(words.values_list("pk", flat=True)),
            "points": points_with_keys(trajectory, [key for key in keys if "-" in key]),
            **_who_and_when(request),
        }
        if data["title"]:
            return gather(trajectory, title=data["title"], **shared)
        theme = None
        if data["theme"] != NO_THEME:
            theme = get_object_or_404(Theme, pk=data["theme"], trajectory=trajectory)
        return place_and_tell(trajectory, theme=theme, holds=data["holds"], **shared)

    done = act(request, form, do)
    if done:
        messages.success(request, _("De inbreng is geplaatst."))
    return done


def _theme_url(trajectory, pk):
    return reverse("work-theme", kwargs={"case_number": trajectory.case_number, "pk": pk})


@dataclass(frozen=True, kw_only=True)
class WorkThemePage(TrajectoryFrame):
    """One theme."""

    template: ClassVar = "workbench/theme.html"
    theme: Theme
    form: AnswerForm
    place_form: PlaceForm
    rows: Sequence[Contribution]
    next_url: str
    previous_url: str
    earlier: Iterable[Answer]
    may_group: bool
    may_take_out: bool  # nothing goes out of a theme that was answered
    may_answer: bool
    laying: Laying
    laid: frozenset  # of which words an own answer lies ready
    splittable: frozenset  # keys of the words that can be split into points, for who places them


@workbench_page
def theme(request, case_number, pk):
    """One theme: its answer, and the words in it."""
    trajectory, frame = trajectory_page(request, case_number)
    theme = get_object_or_404(Theme.objects.select_related("answer"), pk=pk, trajectory=trajectory)
    laying = laying_of(request, trajectory, LaidReady.Act.ANSWER_THEME, theme.public_key)
    page = FormsBeside(
        request,
        {
            "place": lambda sent, typed: PlaceForm(
                sent,
                themes=trajectory.themes.exclude(pk=theme.pk),
                may_take_out=True,
                initial=typed,
            ),
            "answer": lambda sent, typed: AnswerForm(
                sent,
                frames=fixed_frames(trajectory),
                initial=given(theme.answer) | laying.typed_beside("etag") | typed,
            ),
        },
        otherwise="answer",
    )
    if request.method == "POST":
        if page.doing == "place" or not laying.lays:
            check_may_here(
                may_place if page.doing == "place" else may_answer_contributions,
                request,
                trajectory,
            )
        is_new = page.doing == "answer" and theme.answer is None and not laying.lays
        if page.doing == "place":
            done = put(request, trajectory, page.forms["place"])
        else:
            done = page.doing == "answer" and _say(request, theme, page.forms["answer"], laying)
        answer = page.done(_after(request, trajectory, theme, is_new=is_new)) if done else None
        if answer is not None:
            return answer
    person, day = the_person(request), today()
    may_group = may_place(person, trajectory, on=day) and trajectory.step in GROUPING_STEPS
    words = contributions_with(
        theme, after=request.GET.get("na", ""), before=request.GET.get("voor", "")
    )
    return render_page(
        request,
        WorkThemePage(
            **vars(frame),
            theme=theme,
            form=page.forms["answer"],
            place_form=page.forms["place"],
            rows=words.rows,
            next_url=f"?na={words.later}" if words.later else "",
            previous_url=f"?voor={words.earlier}" if words.earlier else "",
            earlier=theme.answers.exclude(pk=theme.answer_id).order_by("-number"),
            laid=answers_laid_ready(trajectory),
            may_group=may_group,
            may_take_out=may_group and theme.answer is None,
            splittable=splittable(words.rows) if may_group else frozenset(),
            may_answer=(laying.lays or may_answer_contributions(person, trajectory, on=day))
            and trajectory.step in ANSWERING_STEPS,
            laying=laying,
        ),
        status=422 if page.has_errors else 200,
    )


def next_theme_url(trajectory):
    """The first theme with words in it that waits for an answer; empty when there is none."""
    if trajectory.step not in ANSWERING_STEPS:
        return ""
    waiting = (theme for theme in themes_of(trajectory) if theme.placed and theme.answer is None)
    first = next(waiting, None)
    return _theme_url(trajectory, first.pk) if first else ""


def _after(request, trajectory, theme, *, is_new):
    """After a first answer straight on: to the next theme, or to what waits after the answers."""
    if not is_new:
        return _theme_url(trajectory, theme.pk)
    after = next_theme_url(trajectory)
    return after or onward(request, trajectory, here="answers")


def _say(request, theme, form, laying):
    if laying.lays:
        return lays_instead(
            request, form, theme.trajectory, LaidReady.Act.ANSWER_THEME, theme.public_key
        )
    said = act_unless_changed(
        request, form, lambda data: answer_theme_and_tell(theme, **data, **_who_and_when(request))
    )
    if said:
        messages.success(request, _("Het antwoord staat er. Iedereen bij dit thema kan het lezen."))
        theme.refresh_from_db()
    return said


def given(answer):
    """What a form for this answer begins with, and the mark of it."""
    given = {"etag": etag_of(answer, ANSWERED)}
    return given | {name: getattr(answer, name) for name in ANSWERED if answer}


@dataclass(frozen=True, kw_only=True)
class ThemeChangePage(TrajectoryFrame):
    """Change a theme."""

    template: ClassVar = "workbench/theme_change.html"
    theme: Theme
    form: ThemeForm
    themes: Iterable[Theme]


@workbench_page
def change_theme(request, case_number, pk):
    """Rename a theme, merge it into another, or remove it."""
    trajectory, frame = trajectory_page(request, case_number)
    theme = get_object_or_404(Theme, pk=pk, trajectory=trajectory)
    check_may_here(may_place, request, trajectory)
    stands = {"title": theme.title, "text": theme.text, "etag": etag_of(theme, NAMED)}
    page = FormsBeside(
        request,
        {"rename": lambda sent, typed: ThemeForm(sent, initial=stands | typed)},
        otherwise="rename",
    )
    if request.method == "POST":
        answer = _changed(request, trajectory, theme, page)
        if answer is not None:
            return answer
    return render_page(
        request,
        ThemeChangePage(
            **vars(frame),
            theme=theme,
            form=page.forms["rename"],
            themes=trajectory.themes.exclude(pk=theme.pk),
        ),
        status=422 if page.has_errors else 200,
    )


def _changed(request, trajectory, theme, page):
    """Run what was pressed; a redirect, or None when the page is shown again."""
    shared = _who_and_when(request)
    if page.doing == "rename":
        form = page.forms["rename"]
        if not act_unless_changed(
            request, form, lambda data: rename_theme(theme, **data, **shared)
        ):
            return None
        messages.success(request, _("Het thema is aangepast."))
        return redirect(_theme_url(trajectory, theme.pk))
    if page.begun:
        messages.error(
            request, _("U typte ook een andere naam of uitleg. Bewaar die eerst, of zet hem terug.")
        )
        return None
    if page.doing == "merge":
        into = get_object_or_404(Theme, pk=_number(request.POST.get("into")), trajectory=trajectory)
        done, said = (
            lambda: merge_themes(theme, into=into, **shared),
            _("De thema’s zijn samengevoegd."),
        )
    elif page.doing == "remove":
        done, said = lambda: remove_empty_theme(theme, **shared), _("Het thema is weg.")
    else:
        return None
    return press(request, done, done=said, to=page_url("answers", trajectory))


def _number(text):
    if not (text or "").isdecimal():
        raise Http404
    return int(text)


_CASE = "werk/trajecten/<str:case_number>/antwoorden/thema/<int:pk>/"
urlpatterns = [
    path(_CASE, theme, name="work-theme"),
    path(f"{_CASE}wijzigen/", change_theme, name="work-theme-change"),
]
