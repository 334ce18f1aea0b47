"""Looking back: ask participants, answer as a team, and write down what was learned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
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
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.trajectories.models import LaterDay
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.questions import QuestionsForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.beside import FormsBeside
from speelruimte.website.workbench.frame import TrajectoryFrame, leads, trajectory_page
from speelruimte.website.workbench.later_days import later_link_day
from speelruimte.website.workbench.onward import onward


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
    look_back_by: str  # the promised day, for who may say that it becomes later


@workbench_page
def evaluation(request, case_number):
    """What came in, what the team answers, and the lessons; each button saves its own part."""
    trajectory, frame = trajectory_page(request, case_number)
    page = FormsBeside(request, _makers(frame.policy))
    if request.method == "POST":
        answer = _answer(request, page, trajectory)
        if answer is not None:
            return answer
    return render_page(
        request,
        EvaluationPage(
            **vars(frame),
            **_shown(request, trajectory, frame.policy),
            team_form=page.forms["team"],
            lesson_form=page.forms["lesson"],
            none_form=page.forms["none"],
        ),
        status=422 if page.has_errors else 200,
    )


def _makers(policy):
    asked = policy.questions_for(AskedOf.TEAM)
    return {
        "lesson": lambda sent, typed: LessonForm(sent, prefix="lesson", initial=typed),
        "none": lambda sent, typed: NoLessonForm(sent, prefix="none", initial=typed),
        "team": lambda sent, typed: QuestionsForm(
            sent, questions=asked, all_owed=True, prefix="team", initial=typed
        ),
    }


def _shown(request, trajectory, policy):
    """What stands there, and what this person may do about it."""
    evaluation = _evaluation_of(trajectory)
    person, day = the_person(request), today()
    is_open = evaluation is not None and evaluation.is_open
    return {
        "evaluation": evaluation,
        "participants": results(evaluation, policy, "participants", with_texts=True)
        if evaluation
        else [],
        "team": _given(results(evaluation, policy, "team", with_texts=True)) if evaluation else [],
        "participants_number": sheets_of(evaluation, "participants") if evaluation else 0,
        "lessons": trajectory.lessons.all(),
        "may_look_back": leads(request, trajectory) and trajectory.step in LOOKING_BACK,
        "may_rectify": leads(request, trajectory),
        "look_back_by": later_link_day(request, trajectory, LaterDay.What.EVALUATION),
        "may_answer_team": is_open
        and may_answer_for_team(person, trajectory, on=day)
        and not has_looked_back(evaluation, sheet_of_colleague(evaluation, person)),
    }


def _evaluation_of(trajectory):
    return Evaluation.objects.filter(trajectory=trajectory).first()


def _given(rows):
    """Only what somebody answered: the questions themselves stand in the form."""
    return [row for row in rows if row.number]


def _answer(request, page, trajectory):
    """Run what was pressed; a redirect, or None when the page is shown again."""
    person, day = the_person(request), today()
    if page.doing == "team":
        evaluation = _evaluation_of(trajectory)
        allow_or_403(evaluation is not None and may_answer_for_team(person, trajectory, on=day))
    else:
        allow_or_403(may_evaluate(person, trajectory, on=day))
    if page.doing == "invite":
        _invite(request, trajectory)
    elif page.doing not in page.forms or not _save(request, page, trajectory):
        return None
    return page.done(onward(request, trajectory, here="evaluation"))


def _save(request, page, trajectory):
    """Save the part whose button was pressed; False when it was refused."""
    shared, form = _who_and_when(request), page.forms[page.doing]
    do, said = {
        "team": (
            lambda _data: answer_as_team(
                _evaluation_of(trajectory), answers=form.answers, **shared
            ),
            _("Uw antwoorden zijn bewaard."),
        ),
        "lesson": (
            lambda data: draw_lesson(trajectory, **data, **shared),
            _("De les staat erbij."),
        ),
        "none": (lambda data: no_lesson(trajectory, **data, **shared), _("De uitleg is bewaard.")),
    }[page.doing]
    if not act(request, form, do):
        return False
    messages.success(request, said)
    return True


def _invite(request, trajectory):
    """Open the evaluation and ask everybody who took part."""
    try:
        invite_to_look_back(trajectory, **_who_and_when(request))
    except AlreadyDone as done:
        messages.info(request, done.sentence)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        messages.success(request, _("Deelnemers kunnen nu terugkijken."))


urlpatterns = [
    path("werk/trajecten/<str:case_number>/evaluatie/", evaluation, name="work-evaluation"),
]
