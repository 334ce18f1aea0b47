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
from speelruimte.policy.schema.closed import AskedOf, LeaderWork
from speelruimte.route.models import LaidReady
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.models import LaterDay
from speelruimte.trajectories.rules import may_lay_ready
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.forms import PlainForm
from speelruimte.website.questions import QuestionsForm
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench.beside import FormsBeside
from speelruimte.website.workbench.frame import TrajectoryFrame, leads, trajectory_page
from speelruimte.website.workbench.later_days import later_link_day
from speelruimte.website.workbench.laying import Laying, laid_message, lay, laying_of, lays_instead
from speelruimte.website.workbench.onward import onward

Act = LaidReady.Act


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
    laying: Laying  # of asking participants to look back
    lesson_laying: Laying
    none_laying: Laying
    may_rectify: bool
    may_answer_team: bool
    look_back_by: str  # the promised day, for who may say that it becomes later


@workbench_page
def evaluation(request, case_number):
    """What came in, what the team answers, and the lessons; each button saves its own part."""
    trajectory, frame = trajectory_page(request, case_number)
    laid = _laid(request, trajectory)
    page = FormsBeside(request, _makers(frame.policy, laid))
    if request.method == "POST":
        answer = _answer(request, page, trajectory, laid)
        if answer is not None:
            return answer
    return render_page(
        request,
        EvaluationPage(
            **vars(frame),
            **_shown(request, trajectory, frame.policy, laid),
            **laid,
            team_form=page.forms["team"],
            lesson_form=page.forms["lesson"],
            none_form=page.forms["none"],
        ),
        status=422 if page.has_errors else 200,
    )


def _laid(request, trajectory):
    """How each thing stands that is laid ready here and not done, as the page names it."""
    return {
        "laying": laying_of(request, trajectory, Act.LOOK_BACK),
        "lesson_laying": laying_of(
            request, trajectory, Act.LESSON, _lesson_sent_back(request, trajectory)
        ),
        "none_laying": laying_of(request, trajectory, Act.NO_LESSON),
    }


def _lesson_sent_back(request, trajectory):
    """What the lesson is known by that was sent back last and not laid ready anew; else empty."""
    if not may_lay_ready(the_person(request), trajectory, LeaderWork.EVALUATION, on=today()):
        return ""
    newest = {row.about: row for row in trajectory.laid_ready.filter(act=Act.LESSON).order_by("pk")}
    back = [row.about for row in newest.values() if row.state == LaidReady.State.RETURNED]
    return back[-1] if back else ""


def _makers(policy, laid):
    asked = policy.questions_for(AskedOf.TEAM)
    lesson, none = laid["lesson_laying"].typed, laid["none_laying"].typed
    if lesson:
        lesson = lesson | {"went_well": "yes" if lesson["went_well"] else "no"}
    return {
        "lesson": lambda sent, typed: LessonForm(sent, prefix="lesson", initial=typed or lesson),
        "none": lambda sent, typed: NoLessonForm(sent, prefix="none", initial=typed or none),
        "team": lambda sent, typed: QuestionsForm(
            sent, questions=asked, all_owed=True, prefix="team", initial=typed
        ),
    }


def _shown(request, trajectory, policy, laid):
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
        "may_look_back": (laid["laying"].lays or may_evaluate(person, trajectory, on=day))
        and trajectory.step in LOOKING_BACK,
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


def _answer(request, page, trajectory, laid):
    """Run what was pressed; a redirect, or None when the page is shown again."""
    person, day = the_person(request), today()
    if page.doing == "team":
        evaluation = _evaluation_of(trajectory)
        allow_or_403(evaluation is not None and may_answer_for_team(person, trajectory, on=day))
    else:
        allow_or_403(laid["laying"].lays or may_evaluate(person, trajectory, on=day))
    if page.doing == "invite":
        _invite(request, trajectory, laid["laying"])
    elif page.doing not in page.forms or not _save(request, page, trajectory, laid):
        return None
    return page.done(onward(request, trajectory, here="evaluation"))


def _lays(request, form, trajectory, doing, laid):
    """Lay a lesson ready, or why there is none; one that was sent back gives way to what is laid now."""
    if doing == "none":
        return lays_instead(request, form, trajectory, Act.NO_LESSON)
    before = laid["lesson_laying"].last
    about = before.about if before else fingerprint(form["text"].value() or "")[:32]
    return lays_instead(request, form, trajectory, Act.LESSON, about)


def _save(request, page, trajectory, laid):
    """Save the part whose button was pressed; False when it was refused."""
    shared, form = _who_and_when(request), page.forms[page.doing]
    if laid["laying"].lays and page.doing != "team":
        return bool(_lays(request, form, trajectory, page.doing, laid))
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


def _invite(request, trajectory, laying):
    """Open the evaluation and ask everybody who took part; or lay that ready."""
    try:
        if laying.lays:
            lay(request, trajectory, Act.LOOK_BACK)
        else:
            invite_to_look_back(trajectory, **_who_and_when(request))
    except AlreadyDone as done:
        messages.info(request, done.sentence)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        said = _("Deelnemers kunnen nu terugkijken.")
        messages.success(request, laid_message() if laying.lays else said)


urlpatterns = [
    path("werk/trajecten/<str:case_number>/evaluatie/", evaluation, name="work-evaluation"),
]
