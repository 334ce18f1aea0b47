"""Themes and answers: put words with a theme, and answer each theme or each single word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.models import Contribution
from speelruimte.activities.rules import may_read_waiting
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    gather,
    make_theme,
    merge_themes,
    place,
    remove_empty_theme,
    rename_theme,
)
from speelruimte.decisions.actions.answers import ANSWERED
from speelruimte.decisions.actions.themes import NAMED
from speelruimte.decisions.models import Answer, Placement, Theme
from speelruimte.decisions.queries import contributions_with, themes_of, unplaced_page
from speelruimte.decisions.rules import (
    ANSWERING_STEPS,
    GROUPING_STEPS,
    fixed_frames,
    may_answer_contributions,
)
from speelruimte.shared.edits import etag_of
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, leads, page_url, trajectory_page


class ThemeForm(SharedForm):
    """What a theme is called and what it is about."""

    title = forms.CharField(label=gettext_lazy("Naam van het thema"), max_length=160)
    text = forms.CharField(
        label=gettext_lazy("Waar het over gaat"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(SharedForm):
    """What was done with it and why; outside the frames names the frame."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Wat doen we ermee?"),
        choices=Answer.Verdict.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Wie dit schreef, leest uw uitleg. Schrijf kort en gewoon."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    frame = forms.TypedChoiceField(
        label=gettext_lazy("Buiten welk kader valt het?"),
        help_text=gettext_lazy("Alleen nodig bij ‘valt buiten de kaders’."),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args, frames, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["frame"].choices = [("", _("Geen"))] + [
            (frame.number, f"{frame.number}. {frame.title}") for frame in frames
        ]


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


def _check_may_answer(request, trajectory):
    allow_or_403(may_answer_contributions(the_person(request), trajectory, on=today()))


@dataclass(frozen=True, kw_only=True)
class AnswersPage(TrajectoryFrame):
    """Themes and what has none yet."""

    template: ClassVar = "workbench/answers.html"
    form: ThemeForm
    rows: Sequence[Contribution]
    next_url: str
    previous_url: str
    themes: Iterable[Theme]
    unanswered: int  # looked at or not
    waiting: int  # of these, for somebody to look at them
    may_read_waiting: bool
    theme: Theme | None = None  # these words are in none yet
    may_group: bool


@workbench_page
def answers(request, case_number):
    """What has no theme yet, and the themes with their answers."""
    trajectory, frame = trajectory_page(request, case_number)
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _check_may_answer(request, trajectory)
        made = act(
            request,
            form,
            lambda data: make_theme(
                trajectory, title=data["title"], text=data["text"], **_who_and_when(request)
            ),
        )
        if made:
            messages.success(request, _("Het thema staat erbij."))
            return redirect(page_url("answers", trajectory))
    page = unplaced_page(
        trajectory, after=request.GET.get("na", ""), before=request.GET.get("voor", "")
    )
    tally = trajectory.tally
    return render_page(
        request,
        AnswersPage(
            **vars(frame),
            form=form,
            rows=page.rows,
            next_url=f"?na={page.later}" if page.later else "",
            previous_url=f"?voor={page.earlier}" if page.earlier else "",
            themes=themes_of(trajectory),
            unanswered=max(0, tally.published + tally.waiting - tally.answered),
            waiting=tally.waiting,
            may_read_waiting=may_read_waiting(the_person(request), trajectory, on=today()),
            may_group=leads(request, trajectory) and trajectory.step in GROUPING_STEPS,
        ),
        status=422 if form.errors else 200,
    )


@workbench_page
def put(request, case_number):
    """The chosen words with a theme: one that is there, a new one, or out of theirs."""
    trajectory, _context = trajectory_page(request, case_number)
    if request.method != "POST":
        return redirect(page_url("answers", trajectory))
    _check_may_answer(request, trajectory)
    words = trajectory.contributions.filter(public_key__in=request.POST.getlist("contributions"))
    title = request.POST.get("title", "").strip()
    chosen = request.POST.get("theme", "")
    theme = (
        get_object_or_404(Theme, pk=chosen, trajectory=trajectory) if chosen.isdecimal() else None
    )
    shared = {"contributions": list(words.values_list("pk", flat=True)), **_who_and_when(request)}

    def do():
        if title:
            gather(trajectory, title=title, **shared)
        else:
            place(trajectory, theme=theme, **shared)

    back = request.POST.get("back", "")
    to = page_url("answers", trajectory)
    if back.isdecimal():
        to = _theme_url(trajectory, back)
    if not title and theme is None and chosen != "none":
        messages.error(request, _("Kies een thema, of typ de naam van een nieuw thema."))
        return redirect(to)
    return press(request, do, done=_("De inbreng is geplaatst."), to=to)


def _theme_url(trajectory, pk):
    return reverse("work-theme", kwargs={"case_number": trajectory.case_number, "pk": pk})


@dataclass(frozen=True, kw_only=True)
class WorkThemePage(TrajectoryFrame):
    """One theme."""

    template: ClassVar = "workbench/theme.html"
    theme: Theme
    form: AnswerForm
    rows: Sequence[Contribution]
    next_url: str
    previous_url: str
    themes: Iterable[Theme]
    earlier: Iterable[Answer]
    may_group: bool
    may_answer: bool


@workbench_page
def theme(request, case_number, pk):
    """One theme: its answer, and the words in it."""
    trajectory, frame = trajectory_page(request, case_number)
    theme = get_object_or_404(Theme.objects.select_related("answer"), pk=pk, trajectory=trajectory)
    is_sent = request.method == "POST"
    if is_sent:
        _check_may_answer(request, trajectory)
    form = AnswerForm(
        request.POST if is_sent else None,
        frames=fixed_frames(trajectory),
        initial=_given(theme.answer),
    )
    if is_sent and act_unless_changed(
        request, form, lambda data: answer_theme(theme, **data, **_who_and_when(request))
    ):
        messages.success(request, _("Het antwoord staat er. Iedereen bij dit thema kan het lezen."))
        return redirect(_theme_url(trajectory, pk))
    page = contributions_with(
        theme, after=request.GET.get("na", ""), before=request.GET.get("voor", "")
    )
    return render_page(
        request,
        WorkThemePage(
            **vars(frame),
            theme=theme,
            form=form,
            rows=page.rows,
            next_url=f"?na={page.later}" if page.later else "",
            previous_url=f"?voor={page.earlier}" if page.earlier else "",
            themes=trajectory.themes.exclude(pk=theme.pk),
            earlier=theme.answers.exclude(pk=theme.answer_id).order_by("-number"),
            may_group=leads(request, trajectory) and trajectory.step in GROUPING_STEPS,
            may_answer=leads(request, trajectory) and trajectory.step in ANSWERING_STEPS,
        ),
        status=422 if form.errors else 200,
    )


def _given(answer):
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
    _check_may_answer(request, trajectory)
    shared = _who_and_when(request)
    do = request.POST.get("do", "")
    if do == "merge":
        into = get_object_or_404(Theme, pk=_number(request.POST.get("into")), trajectory=trajectory)
        return press(
            request,
            lambda: merge_themes(theme, into=into, **shared),
            done=_("De thema’s zijn samengevoegd."),
            to=page_url("answers", trajectory),
        )
    if do == "remove":
        return press(
            request,
            lambda: remove_empty_theme(theme, **shared),
            done=_("Het thema is weg."),
            to=page_url("answers", trajectory),
        )
    form = ThemeForm(
        request.POST if request.method == "POST" else None,
        initial={"title": theme.title, "text": theme.text, "etag": etag_of(theme, NAMED)},
    )
    if request.method == "POST" and act_unless_changed(
        request, form, lambda data: rename_theme(theme, **data, **shared)
    ):
        messages.success(request, _("Het thema is aangepast."))
        return redirect(_theme_url(trajectory, pk))
    return render_page(
        request,
        ThemeChangePage(
            **vars(frame),
            theme=theme,
            form=form,
            themes=trajectory.themes.exclude(pk=theme.pk),
        ),
        status=422 if form.errors else 200,
    )


def _number(text):
    if not (text or "").isdecimal():
        raise Http404
    return int(text)


@dataclass(frozen=True, kw_only=True)
class AnswerContributionPage(TrajectoryFrame):
    """One contribution and its own answer."""

    template: ClassVar = "workbench/answer_contribution.html"
    contribution: Contribution
    placement: Placement | None
    form: AnswerForm
    may_answer: bool


@workbench_page
def contribution(request, case_number, key):
    """One contribution with an answer of its own."""
    trajectory, frame = trajectory_page(request, case_number)
    contribution = get_object_or_404(
        trajectory.contributions.owed_an_answer().select_related("area", "activity"),
        public_key=key,
    )
    placement = (
        Placement.objects.select_related("theme__answer", "answer").filter(
            contribution=contribution
        )
    ).first()
    own = placement.answer if placement else None
    is_sent = request.method == "POST"
    if is_sent:
        _check_may_answer(request, trajectory)
    form = AnswerForm(
        request.POST if is_sent else None, frames=fixed_frames(trajectory), initial=_given(own)
    )
    if is_sent and act_unless_changed(
        request,
        form,
        lambda data: answer_contribution(contribution, **data, **_who_and_when(request)),
    ):
        messages.success(request, _("Het antwoord staat er."))
        return redirect(page_url("answers", trajectory))
    return render_page(
        request,
        AnswerContributionPage(
            **vars(frame),
            contribution=contribution,
            placement=placement,
            form=form,
            may_answer=leads(request, trajectory)
            and (trajectory.step in ANSWERING_STEPS or bool(contribution.timing)),
        ),
        status=422 if form.errors else 200,
    )


_CASE = "werk/trajecten/<str:case_number>/antwoorden/"
urlpatterns = [
    path(_CASE, answers, name="work-answers"),
    path(f"{_CASE}plaatsen/", put, name="work-place"),
    path(f"{_CASE}thema/<int:pk>/", theme, name="work-theme"),
    path(f"{_CASE}thema/<int:pk>/wijzigen/", change_theme, name="work-theme-change"),
    path(f"{_CASE}inbreng/<slug:key>/", contribution, name="work-answer-contribution"),
]
