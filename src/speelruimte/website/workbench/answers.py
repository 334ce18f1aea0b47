"""Answers: the words that are in no theme yet, and an answer to each single word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.rules import TAKEN_AWAY, may_read_waiting, may_read_words
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions import (
    join_points,
    make_theme,
    split_contribution,
)
from speelruimte.decisions.actions.points import GIVEN, SPLIT_IN
from speelruimte.decisions.models import Answer, Placement, Point, Theme
from speelruimte.decisions.queries import (
    can_be_split,
    points_of,
    splittable,
    themes_of,
    unplaced_page,
    who_may_answer,
)
from speelruimte.decisions.rules import (
    ANSWERING_STEPS,
    GROUPING_STEPS,
    fixed_frames,
    may_answer_contributions,
    may_place,
)
from speelruimte.decisions.sentences import sentences_of
from speelruimte.route.answering import answer_contribution_and_tell, answer_point_and_tell
from speelruimte.route.asking_answers import ask_to_answer
from speelruimte.route.models import LaidReady
from speelruimte.shared.edits import etag_of
from speelruimte.trajectories.models import LaterDay
from speelruimte.trajectories.rules import may_see_what_lies_ready
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import act, press
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.days import day_words
from speelruimte.website.rendering import render_page
from speelruimte.website.workbench import themes
from speelruimte.website.workbench.answer_forms import (
    AnswerForm,
    GiveForm,
    PlaceForm,
    SplitForm,
    ThemeForm,
)
from speelruimte.website.workbench.beside import FormsBeside
from speelruimte.website.workbench.clashing import act_unless_changed
from speelruimte.website.workbench.frame import (
    TrajectoryFrame,
    page_url,
    point_url,
    trajectory_page,
)
from speelruimte.website.workbench.inbox import said_of_move
from speelruimte.website.workbench.later_days import later_link_day
from speelruimte.website.workbench.laying import (
    Laying,
    answers_laid_ready,
    laying_of,
    lays_instead,
)
from speelruimte.website.workbench.queue_search import ALL, LONGEST_QUESTION
from speelruimte.website.workbench.themes import check_may_here, given, next_theme_url, put


def _who_and_when(request):
    return {"by": the_person(request), "at": now(), "on": today()}


@dataclass(frozen=True, kw_only=True)
class AnswersPage(TrajectoryFrame):
    """Themes and what has none yet."""

    template: ClassVar = "workbench/answers.html"
    form: ThemeForm
    place_form: PlaceForm
    rows: Sequence[Contribution]
    question: str  # only words in which this stands are shown
    next_url: str
    previous_url: str
    themes: Iterable[Theme]
    unanswered: int  # looked at or not
    waiting: int  # of these, for somebody to look at them
    may_read_waiting: bool
    may_group: bool
    answer_by: str  # by which day it was promised, for who may say that it becomes later
    laid: frozenset  # keys of words and themes of which an answer lies ready for who signs along
    may_see_laid: bool
    splittable: frozenset  # keys of the words that can be split into points, for who places them
    all_url: str  # the same page with every box ticked; empty where there is nothing to tick


@workbench_page
def answers(request, case_number):
    """What has no theme yet, and the themes with their answers; a form to place, and for a theme."""
    trajectory, frame = trajectory_page(request, case_number)
    page = FormsBeside(
        request,
        {
            "place": lambda sent, typed: PlaceForm(
                sent, themes=trajectory.themes.all(), initial=typed
            ),
            "new": lambda sent, typed: ThemeForm(sent, prefix="new", initial=typed),
        },
    )
    if request.method == "POST":
        check_may_here(may_place, request, trajectory)
        if page.doing == "place":
            done = put(request, trajectory, page.forms["place"])
        else:
            done = page.doing == "new" and _make(request, trajectory, page.forms["new"])
        answer = page.done(_placed_url(trajectory)) if done else None
        if answer is not None:
            return answer
    question = " ".join(request.GET.get("q", "").split())[:LONGEST_QUESTION]
    rows = unplaced_page(
        trajectory,
        saying=question,
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    person, day = the_person(request), today()
    may_group = may_place(person, trajectory, on=day) and trajectory.step in GROUPING_STEPS
    if ALL in request.GET and request.method != "POST":
        page.forms["place"].tick(rows.rows)
    tally, laid = trajectory.tally, answers_laid_ready(trajectory)
    return render_page(
        request,
        AnswersPage(
            **vars(frame),
            form=page.forms["new"],
            place_form=page.forms["place"],
            rows=rows.rows,
            question=question,
            next_url=_page_url(question, na=rows.later) if rows.later else "",
            previous_url=_page_url(question, voor=rows.earlier) if rows.earlier else "",
            themes=themes_of(trajectory),
            unanswered=max(0, tally.published + tally.waiting - tally.answered),
            waiting=tally.waiting,
            may_read_waiting=may_read_waiting(person, trajectory, on=day),
            answer_by=later_link_day(request, trajectory, LaterDay.What.ANSWERS),
            may_group=may_group,
            laid=laid,
            may_see_laid=bool(laid) and may_see_what_lies_ready(person, trajectory, on=day),
            splittable=splittable(rows.rows) if may_group else frozenset(),
            all_url=_all_url(request) if may_group and len(rows.rows) > 1 else "",
        ),
        status=422 if page.has_errors else 200,
    )


def _page_url(question, **place):
    return f"?{urlencode(({'q': question} if question else {}) | place)}"


def _placed_url(trajectory):
    """Where words are left without a theme, those; else the first theme that waits for an answer."""
    if unplaced_page(trajectory).rows:
        return page_url("answers", trajectory)
    return next_theme_url(trajectory) or page_url("answers", trajectory)


def _all_url(request):
    """This page of the list again, with everything on it ticked."""
    asked = request.GET.copy()
    asked[ALL] = "1"
    return f"?{asked.urlencode()}#los"


def _make(request, trajectory, form):
    made = act(
        request,
        form,
        lambda data: make_theme(
            trajectory, title=data["title"], text=data["text"], **_who_and_when(request)
        ),
    )
    if made:
        messages.success(request, _("Het thema staat erbij."))
    return made


@dataclass(frozen=True, kw_only=True)
class AnswerContributionPage(TrajectoryFrame):
    """One contribution and its own answer."""

    template: ClassVar = "workbench/answer_contribution.html"
    contribution: Contribution
    may_read: bool  # these words; moved meanwhile, they may wait elsewhere for a look
    may_read_first: bool  # the first words of the same writer
    additions: Sequence[Contribution]  # what its writer added later, as far as it is owed an answer
    placement: Placement | None
    points: Sequence[Point]
    form: AnswerForm
    may_answer: bool
    may_split: bool
    may_join: bool
    laying: Laying


def _words_of(trajectory, key):
    """Words of this process that are owed an answer, also when they were just moved away; else 404."""
    words = Contribution.objects.select_related("area", "activity", "trajectory")
    here = words.owed_an_answer().filter(trajectory=trajectory, public_key=key).first()
    if here is not None:
        return here
    gone = words.exclude(trajectory=trajectory).exclude(state__in=TAKEN_AWAY)
    left = gone.filter(moves__came_from__trajectory=trajectory).distinct()
    return get_object_or_404(left, public_key=key)


def _words_here(trajectory, key):
    """Words of this process that are owed an answer; who comes for what was moved reads where to."""
    contribution = _words_of(trajectory, key)
    is_here = contribution.trajectory_id == trajectory.pk
    allow_or_403(is_here, "" if is_here else said_of_move(contribution))
    return contribution


@workbench_page
def contribution(request, case_number, key):
    """One contribution with an answer of its own. What was typed for words that were moved meanwhile
    stays, and where they went is said.
    """
    trajectory, frame = trajectory_page(request, case_number)
    is_typed = request.method == "POST" and request.POST.get("do") != "join"
    contribution = (_words_of if is_typed else _words_here)(trajectory, key)
    is_moved = contribution.trajectory_id != trajectory.pk
    person = the_person(request)
    placement = (
        Placement.objects.select_related("theme__answer", "answer").filter(
            contribution=contribution
        )
    ).first()
    own = placement.answer if placement else None
    points = points_of(contribution) if placement and placement.points else []
    may_group = may_place(person, trajectory, on=today()) and trajectory.step in GROUPING_STEPS
    if request.method == "POST" and request.POST.get("do") == "join":
        check_may_here(may_place, request, trajectory)
        return press(
            request,
            lambda: join_points(contribution, **_who_and_when(request)),
            done=_("De inbreng is weer één geheel."),
            to=request.path,
        )
    is_sent = request.method == "POST"
    laying = laying_of(request, trajectory, LaidReady.Act.ANSWER_WORDS, contribution.public_key)
    if is_sent and not laying.lays:
        check_may_here(may_answer_contributions, request, trajectory)
    form = AnswerForm(
        request.POST if is_sent else None,
        frames=fixed_frames(trajectory),
        initial=given(own) | laying.typed_beside("etag"),
    )
    if is_moved and form.is_valid():
        form.add_error(None, said_of_move(contribution))
    elif is_sent and _answer(request, contribution, form, laying):
        return redirect(page_url("answers", trajectory))
    return render_page(
        request,
        AnswerContributionPage(
            **vars(frame),
            contribution=contribution,
            may_read=may_read_words(person, contribution, on=today()),
            may_read_first=contribution.adds_to is not None
            and may_read_words(person, contribution.adds_to, on=today()),
            additions=contribution.additions.owed_an_answer().order_by("id"),
            placement=placement,
            points=points,
            form=form,
            laying=laying,
            may_split=may_group and can_be_split(contribution, placement),
            may_join=may_group and bool(points) and placement.points == placement.points_open,
            may_answer=not points
            and (laying.lays or may_answer_contributions(person, trajectory, on=today()))
            and (trajectory.step in ANSWERING_STEPS or bool(contribution.timing)),
        ),
        status=422 if form.errors else 200,
    )


@dataclass(frozen=True, kw_only=True)
class SplitPage(TrajectoryFrame):
    """One contribution, to be split into points."""

    template: ClassVar = "workbench/split.html"
    contribution: Contribution
    form: SplitForm


@workbench_page
def split(request, case_number, key):
    """Tick where in own words a new point begins."""
    trajectory, frame = trajectory_page(request, case_number)
    check_may_here(may_place, request, trajectory)
    contribution = _words_here(trajectory, key)
    here = reverse("work-answer-contribution", args=[case_number, key])
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        pieces=sentences_of(contribution.text),
        initial={"etag": etag_of(contribution, SPLIT_IN)},
    )
    done = request.method == "POST" and act_unless_changed(
        request,
        form,
        lambda data: split_contribution(contribution, **data, **_who_and_when(request)),
    )
    if done:
        messages.success(
            request, _("Gesplitst. Zet elk punt bij een thema, of geef het een eigen antwoord.")
        )
        return redirect(here)
    return render_page(
        request,
        SplitPage(**vars(frame), contribution=contribution, form=form),
        status=422 if form.errors else 200,
    )


@dataclass(frozen=True, kw_only=True)
class AnswerPointPage(TrajectoryFrame):
    """One point and its own answer."""

    template: ClassVar = "workbench/answer_point.html"
    point: Point
    points: Sequence[Point]
    earlier: Iterable[Answer]
    form: AnswerForm
    give_form: GiveForm
    promised: str  # by which day the answer was promised
    may_answer: bool
    may_give: bool
    laying: Laying


@workbench_page
def point(request, case_number, key, number):
    """One point of what was split: its own answer, and who is asked to give it."""
    trajectory, frame = trajectory_page(request, case_number)
    contribution = _words_here(trajectory, key)
    points = points_of(contribution)
    point = next((point for point in points if point.number == number), None)
    if point is None:
        raise Http404(_("Dit punt is er niet meer."))
    laying = laying_of(request, trajectory, LaidReady.Act.ANSWER_WORDS, point.key)
    person, day = the_person(request), today()
    may_give = may_answer_contributions(person, trajectory, on=day)
    may_answer = laying.lays or may_give
    people = who_may_answer(trajectory, on=day) if may_give else []
    stands = {"answerer": point.answerer_id, "answer_by": point.answer_by}
    page = FormsBeside(
        request,
        {
            "answer": lambda sent, typed: AnswerForm(
                sent,
                frames=fixed_frames(trajectory),
                initial=given(point.answer) | laying.typed_beside("etag") | typed,
            ),
            "give": lambda sent, typed: GiveForm(
                sent,
                people=people,
                prefix="give",
                initial=stands | {"etag": etag_of(point, GIVEN)} | typed,
            ),
        },
        otherwise="answer",
    )
    if request.method == "POST":
        if page.doing == "give" or not laying.lays:
            check_may_here(may_answer_contributions, request, trajectory)
        if page.doing == "give":
            done = _give(request, point, page.forms["give"])
        else:
            done = _answer_point(request, point, page.forms["answer"], laying)
        answer = page.done(_after_point(points, point, page.doing)) if done else None
        if answer is not None:
            return answer
    is_answering = trajectory.step in ANSWERING_STEPS
    promised = answer_due(contribution)
    return render_page(
        request,
        AnswerPointPage(
            **vars(frame),
            point=point,
            points=points,
            earlier=contribution.answers.filter(point=point.number)
            .exclude(pk=point.answer_id)
            .order_by("-number"),
            form=page.forms["answer"],
            give_form=page.forms["give"],
            promised=day_words(promised) if promised else "",
            may_answer=may_answer and is_answering,
            may_give=may_give and is_answering,
            laying=laying,
        ),
        status=422 if page.has_errors else 200,
    )


def _after_point(points, point, doing):
    """After an answer on to the next point of these words that has none."""
    if doing == "give":
        return point_url(point)
    waiting = (other for other in points if other.given_answer is None and other.pk != point.pk)
    following = next(waiting, None)
    if following is not None:
        return point_url(following)
    return page_url("answers", point.contribution.trajectory)


def _give(request, point, form):
    done = act_unless_changed(
        request,
        form,
        lambda data: ask_to_answer(
            point,
            to=data["answerer"],
            answer_by=data["answer_by"],
            etag=data["etag"],
            **_who_and_when(request),
        ),
    )
    if done:
        messages.success(request, _("Bewaard wie antwoordt."))
    return done


def _answer_point(request, point, form, laying):
    if laying.lays:
        trajectory = point.contribution.trajectory
        return lays_instead(request, form, trajectory, LaidReady.Act.ANSWER_WORDS, point.key)
    answer = act_unless_changed(
        request, form, lambda data: answer_point_and_tell(point, **data, **_who_and_when(request))
    )
    if answer:
        messages.success(request, _("Het antwoord staat er."))
    return answer


def _answer(request, contribution, form, laying):
    if laying.lays:
        words = contribution.public_key
        return lays_instead(
            request, form, contribution.trajectory, LaidReady.Act.ANSWER_WORDS, words
        )
    answer = act_unless_changed(
        request,
        form,
        lambda data: answer_contribution_and_tell(contribution, **data, **_who_and_when(request)),
    )
    if answer:
        messages.success(request, _("Het antwoord staat er."))
    return answer


_CASE = "werk/trajecten/<str:case_number>/antwoorden/"
urlpatterns = [
    path(_CASE, answers, name="work-answers"),
    *themes.urlpatterns,
    path(f"{_CASE}inbreng/<slug:key>/", contribution, name="work-answer-contribution"),
    path(f"{_CASE}inbreng/<slug:key>/splitsen/", split, name="work-split"),
    path(f"{_CASE}inbreng/<slug:key>/punt/<int:number>/", point, name="work-answer-point"),
]
