"""Looking back: ask participants, answer as a team, and write down what was learned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.evaluation.actions import answer_as_team, draw_lesson, no_lesson
from speelruimte.evaluation.models import Evaluation, Lesson
from speelruimte.evaluation.queries import Answered, has_looked_back, results, sheets_of
from speelruimte.evaluation.rules import LOOKING_BACK, may_answer_for_team, may_evaluate
from speelruimte.evaluation.sheets import sheet_of_colleague
from speelruimte.notices.telling import invite_to_look_back
from speelruimte.policy.schema.closed import AskedOf
from speelruimte.shared.errors import AlreadyDone
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.questions import QuestionsForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.frame import TrajectoryFrame, leads, page_url, trajectory_page


class LessonForm(PlainForm):
    """One lesson; everyone reads it."""

    text = forms.CharField(
        label=gettext_lazy("Wat leerden we?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    went_well = forms.TypedChoiceField(
        label=gettext_lazy("Wat voor les is het?"),
        choices=[
            ("yes", gettext_lazy("Dit ging goed, zo doen we het weer")),
            ("no", gettext_lazy("Dit doen we de volgende keer anders")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class NoLessonForm(PlainForm):
    """Why there is nothing to learn; everyone reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom is er geen les?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


@dataclass(frozen=True, kw_only=True)
class EvaluationPage(TrajectoryFrame):
    """Looking back."""

    template: ClassVar = "workbench/evaluation.html"
    evaluation: Evaluation | None
    participants: Sequence[Answered]
    participants_number: int
    team: Sequence[Answered]
    lessons: Iterable[Lesson]
    team_form: QuestionsForm
    lesson_form: LessonForm
    none_form: NoLessonForm
    may_look_back: bool
    may_rectify: bool
    may_answer_team: bool


@workbench_page
def evaluation(request, case_number):
    """What came in, what the team answers, and the lessons; each form sends on its own."""
    trajectory, frame = trajectory_page(request, case_number)
    policy = frame.policy
    evaluation = getattr(trajectory, "evaluation", None)
    sent = request.POST.get("do", "") if request.method == "POST" else ""
    team_form = QuestionsForm(
        request.POST if sent == "team" else None, questions=policy.questions_for(AskedOf.TEAM)
    )
    lesson_form = LessonForm(request.POST if sent == "lesson" else None)
    none_form = NoLessonForm(request.POST if sent == "none" else None)
    forms_by_name = {"team": team_form, "lesson": lesson_form, "none": none_form}
    if sent in forms_by_name:
        done = _done(request, sent, forms_by_name[sent], trajectory, evaluation)
        if done:
            messages.success(request, done)
            return redirect(page_url("evaluation", trajectory))
    is_open = evaluation is not None and evaluation.closed_at is None
    person, day = the_person(request), today()
    page = EvaluationPage(
        **vars(frame),
        team_form=team_form,
        lesson_form=lesson_form,
        none_form=none_form,
        evaluation=evaluation,
        participants=results(evaluation, policy, "participants", with_texts=True)
        if evaluation
        else [],
        team=_given(results(evaluation, policy, "team", with_texts=True)) if evaluation else [],
        participants_number=sheets_of(evaluation, "participants") if evaluation else 0,
        lessons=trajectory.lessons.all(),
        may_look_back=leads(request, trajectory) and trajectory.step in LOOKING_BACK,
        may_rectify=leads(request, trajectory),
        may_answer_team=is_open
        and may_answer_for_team(person, trajectory, on=day)
        and not has_looked_back(evaluation, sheet_of_colleague(evaluation, person)),
    )
    has_errors = any(form.errors for form in forms_by_name.values())
    return render_page(request, page, status=422 if has_errors else 200)


def _given(rows):
    """Only what somebody answered: the questions themselves stand in the form."""
    return [row for row in rows if row.number]


def _done(request, sent, form, trajectory, evaluation):
    """Run what was sent; the sentence for when it went well, else nothing."""
    shared = _who_and_when(request)
    person, day = the_person(request), today()
    if sent == "team":
        allow_or_403(evaluation is not None and may_answer_for_team(person, trajectory, on=day))
        given = act(
            request, form, lambda _data: answer_as_team(evaluation, answers=form.answers, **shared)
        )
        return _("Uw antwoorden zijn bewaard.") if given else ""
    allow_or_403(may_evaluate(person, trajectory, on=day))
    if sent == "lesson":
        drawn = act(request, form, lambda data: draw_lesson(trajectory, **data, **shared))
        return _("De les staat erbij.") if drawn else ""
    told = act(request, form, lambda data: no_lesson(trajectory, **data, **shared))
    return _("De uitleg is bewaard.") if told else ""


@workbench_page
def invite(request, case_number):
    """Open the evaluation and ask everybody who took part."""
    trajectory, _context = trajectory_page(request, case_number)
    to = page_url("evaluation", trajectory)
    if request.method != "POST":
        return redirect(to)
    allow_or_403(may_evaluate(the_person(request), trajectory, on=today()))

    def do():
        try:
            invite_to_look_back(trajectory, **_who_and_when(request))
        except AlreadyDone as done:
            messages.info(request, done.sentence)

    return press(request, do, done=_("Deelnemers kunnen nu terugkijken."), to=to)


_CASE = "werk/trajecten/<str:case_number>/evaluatie/"
urlpatterns = [
    path(_CASE, evaluation, name="work-evaluation"),
    path(f"{_CASE}uitnodigen/", invite, name="work-evaluation-invite"),
]
