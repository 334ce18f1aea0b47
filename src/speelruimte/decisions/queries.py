"""The thread, both ways, and what pages of themes ask."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from speelruimte.activities.models import Contribution
from speelruimte.activities.paging import SHOWN_DAY, SIZE, first_page, page_of
from speelruimte.activities.queries import WITHOUT_ANSWER
from speelruimte.activities.queues import words_saying
from speelruimte.agreements.queries import frame_in_force
from speelruimte.decisions.earlier_answers import EarlierAnswer, earlier_answers
from speelruimte.decisions.models import (
    Answer,
    Decision,
    Placement,
    Point,
    StopQuestion,
    Theme,
    Weight,
)
from speelruimte.decisions.rules import may_answer_contributions
from speelruimte.decisions.sentences import sentences_of
from speelruimte.people.models import Grant, Person
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.shared.compiled_query import compiled_query


def may_stop() -> Exists:
    """That all bodies that were asked whether a process may stop let it, for a query of processes."""
    asked = StopQuestion.objects.filter(trajectory=OuterRef("trajectory"))
    since = StopQuestion.objects.filter(
        trajectory=OuterRef("trajectory"), body=OuterRef("body"), agrees=True, pk__gt=OuterRef("pk")
    )
    against = asked.filter(Q(agrees__isnull=True) | Q(agrees=False)).filter(~Exists(since))
    agreed = StopQuestion.objects.filter(trajectory=OuterRef("pk"), agrees=True)
    return Exists(agreed.filter(~Exists(against)))


@dataclass(frozen=True)
class Thread:
    """One contribution from its theme to the decision; what is not there yet is None.

    ``is_own`` tells an answer to these very words from one to the whole theme, ``answered_at`` when it
    became the answer to these words, ``earlier`` what they had before, newest first. Of what was split,
    ``points`` holds the thread of each point, and theme and answer are those of the points.
    """

    theme: Theme | None = None
    number: int = 0
    answer: Answer | None = None
    is_own: bool = False
    decision: Decision | None = None
    weight: Weight | None = None
    point: Point | None = None
    answered_at: datetime | None = None
    earlier: tuple[EarlierAnswer, ...] = ()
    points: "tuple[Thread, ...]" = ()

    @property
    def is_answered(self) -> bool:
        """There is an answer, and of what was split one to every point."""
        if self.points:
            return all(thread.is_answered for thread in self.points)
        return self.answer is not None


def thread_of(contribution) -> Thread:
    """Own words to theme, answer and decision. At most three queries, one or two more for what was
    split into points, and as many for answers that were replaced; none for what was fetched ahead.
    """
    decision = getattr(contribution.trajectory, "decision", None)
    placement = _placement_of(contribution)
    if placement is None:
        return Thread(decision=decision)
    if placement.points:
        return Thread(decision=decision, points=_threads_of_points(contribution, decision))
    theme = placement.theme
    weight = None
    if theme is not None and decision is not None:
        weight = decision.weights.standing().filter(theme=theme).first()
    return Thread(
        theme=theme,
        number=theme.placed if theme else 0,
        answer=placement.given_answer,
        answered_at=placement.answered_at,
        earlier=earlier_answers(contribution, [placement])[0],
        is_own=placement.answer is not None,
        decision=decision,
        weight=weight,
    )


def _threads_of_points(contribution, decision):
    points = points_of(contribution)
    earlier = earlier_answers(contribution, points)
    weights = {}
    if decision is not None and any(point.theme_id for point in points):
        weights = {weight.theme_id: weight for weight in decision.weights.standing()}
    return tuple(
        Thread(
            theme=point.theme,
            number=point.theme.placed if point.theme else 0,
            answer=point.given_answer,
            answered_at=point.answered_at,
            earlier=earlier[place],
            is_own=point.answer is not None,
            decision=decision,
            weight=weights.get(point.theme_id),
            point=point,
        )
        for place, point in enumerate(points)
    )


def points_of(contribution) -> list[Point]:
    """The points of a contribution that was split, each with its theme and answer. One query."""
    rows = contribution.points.select_related("theme__answer", "answer", "answerer")
    points = list(rows.order_by("number"))
    for point in points:
        point.contribution = contribution
    return points


def can_be_split(contribution, placement) -> bool:
    """Whether it makes sense to offer splitting: more than one sentence, and no answer yet."""
    if contribution.timing or (placement is not None and placement.points):
        return False
    theme = placement.theme if placement else None
    has_answer = placement is not None and (placement.answer_id or (theme and theme.answer_id))
    return not has_answer and len(sentences_of(contribution.text)) > 1


def splittable(contributions) -> frozenset:
    """The keys of those of these words, fetched with their placement, that can be split. No query."""
    return frozenset(
        row.public_key
        for row in contributions
        if can_be_split(row, getattr(row, "placement", None))
    )


def points_with_keys(trajectory, keys) -> list[int]:
    """The points that pages call so (``Point.key``), as far as they are there. No query without keys."""
    chosen = Q(pk__in=())
    for key in keys:
        words, _dash, number = key.partition("-")
        if number.isdecimal():
            chosen |= Q(contribution__public_key=words, number=number)
    if not keys:
        return []
    points = Point.objects.filter(chosen, contribution__trajectory=trajectory)
    return list(points.values_list("pk", flat=True))


def with_points(contributions, **which) -> list:
    """These words, each with its ``shown_points``; of these where ``which`` says which. One query, and
    none where nothing was split."""
    contributions = list(contributions)
    split = [row for row in contributions if _is_split(row)]
    points: dict[int, list[Point]] = {}
    if split:
        rows = Point.objects.filter(contribution__in=split, **which).order_by("number")
        by_key = {row.pk: row for row in split}
        for point in rows.select_related("theme__answer", "answer"):
            point.contribution = by_key[point.contribution_id]
            points.setdefault(point.contribution_id, []).append(point)
    for row in contributions:
        row.shown_points = points.get(row.pk, [])
    return contributions


def _is_split(contribution):
    placement = getattr(contribution, "placement", None)
    return placement is not None and bool(placement.points)


def _points_where(*conditions, **which):
    """Words that were split, with a point for which this holds."""
    points = Point.objects.filter(*conditions, contribution=OuterRef("pk"), **which)
    return Q(Exists(points), placement__points__gt=0)


def _placement_of(contribution):
    relation = type(contribution).placement.related
    if relation.is_cached(contribution):
        return relation.get_cached_value(contribution)
    return (
        Placement.objects.select_related("theme__answer", "answer")
        .filter(contribution=contribution)
        .first()
    )


NOT_ANSWERED, BY_STOPPING = "none", "stopped"


def words_with_answer(verdict, *, stopped=None) -> Q:
    """Words with this verdict, of their own or through their theme; NOT_ANSWERED: with none yet.

    BY_STOPPING: with what stopping answered at that moment (``given_by_stopping``); where one is given
    nobody weighed that answer, so it is no verdict.
    """
    if verdict == NOT_ANSWERED:
        return WITHOUT_ANSWER
    own, of_theme = "placement__answer", "placement__theme__answer"
    whole = _answered(own, verdict, stopped)
    whole |= Q(**{f"{own}__isnull": True}) & _answered(of_theme, verdict, stopped)
    through_theme = _points_where(_answered("theme__answer", verdict, stopped), answer__isnull=True)
    return whole | _points_where(_answered("answer", verdict, stopped)) | through_theme


def _answered(answer, verdict, stopped):
    if stopped is None or verdict not in (Answer.Verdict.NOT, BY_STOPPING):
        return Q(**{f"{answer}__verdict": verdict})
    when = "gte" if verdict == BY_STOPPING else "lt"
    return Q(**{f"{answer}__verdict": Answer.Verdict.NOT, f"{answer}__given_at__{when}": stopped})


def words_in_theme(theme) -> Q:
    """Words that lie in this theme, whole or with a point."""
    whole = Q(placement__theme=theme.pk)
    return whole | _points_where(theme=theme.pk) if theme.in_points else whole


def readable_contribution(trajectory, key):
    """Words that everyone may read, with their theme and answers; None when there are none."""
    return next(iter(_readable(trajectory=trajectory.pk, key=key)), None)


@compiled_query
def _readable(*, trajectory, key):
    return (
        Contribution.objects.readable()
        .filter(trajectory=trajectory, public_key=key)
        .select_related(
            "area",
            "activity",
            "adds_to__trajectory",
            "placement__theme__answer",
            "placement__answer",
        )
        .annotate(
            was_added_to=Exists(Contribution.objects.readable().filter(adds_to=OuterRef("pk")))
        )
    )


def readable_additions(contribution) -> list[Contribution]:
    """What its writer added to these words and everyone may read, as it came in."""
    if not contribution.was_added_to:
        return []
    return list(contribution.additions.readable().select_related("trajectory").order_by("id"))


def names_of_themes(trajectory) -> list[Theme]:
    """The themes of a process in their order, with no more than what they are called and known by."""
    return _names_of_themes(trajectory=trajectory.pk)


@compiled_query
def _names_of_themes(*, trajectory):
    return Theme.objects.filter(trajectory=trajectory).only(
        "public_key", "title", "trajectory_id", "in_points"
    )


def themes_of(trajectory):
    """Themes with their answer, in their order. One query, however many words lie in them."""
    return trajectory.themes.select_related("answer")


def contributions_with(theme, *, after="", before=""):
    """A page of everything that was put with a theme and may be read, newest first; of what was split
    with the ``shown_points`` that lie there."""
    rows = theme.trajectory.contributions.readable().filter(words_in_theme(theme))
    rows = rows.select_related("area", "placement__answer", "placement__theme")
    page = page_of(rows, after=after, before=before)
    with_points(page.rows, theme=theme)
    return page


# Of points: which lie in no theme and were answered by themselves, and which wait for a place.
OWN_ANSWERS = {"theme__isnull": True, "answer__isnull": False}
UNPLACED = {"theme__isnull": True, "answer__isnull": True}


def own_answers(trajectory):
    """Words, or a point of them, that lie in no theme and were answered by themselves, as far as they
    may be read."""
    return trajectory.contributions.readable().filter(_answered_alone())


def _answered_alone():
    whole = Q(placement__theme__isnull=True, placement__answer__isnull=False)
    return whole | _points_where(**OWN_ANSWERS)


def number_of_own_answers(trajectory) -> int:
    """How many words those are."""
    [(number,)] = _number_of_own_answers(trajectory=trajectory.pk) or [(0,)]
    return number


@compiled_query
def _number_of_own_answers(*, trajectory):
    words = Contribution.objects.readable().filter(_answered_alone(), trajectory=trajectory)
    grouped = words.order_by().values_list("trajectory")
    return grouped.annotate(number=Count("pk")).values_list("number")


def own_answers_page(trajectory, *, after="", before=""):
    """A page of those words with their answers, newest first."""
    rows = own_answers(trajectory).select_related("area", "placement__answer")
    page = page_of(rows, after=after, before=before)
    with_points(page.rows, **OWN_ANSWERS)
    return page


def unplaced_page(trajectory, *, saying="", after="", before=""):
    """A page of words without a theme and without an answer of their own, oldest first; of those
    in which all of ``saying`` stands. What was split has the points without as ``shown_points``."""
    if not (saying or after or before):
        page = first_page(_oldest_unplaced(trajectory=trajectory.pk))
    else:
        rows = _unplaced(trajectory.pk).filter(words_saying(saying))
        page = page_of(rows, after=after, before=before, newest_first=False)
    with_points(page.rows, **UNPLACED)
    return page


def _unplaced(trajectory):
    return (
        Contribution.objects.owed_an_answer()
        .filter(
            ~Q(placement__points__gt=0) | _points_where(**UNPLACED),
            trajectory=trajectory,
            placement__theme__isnull=True,
            placement__answer__isnull=True,
        )
        .select_related("area", "activity", "placement")
    )


@compiled_query
def _oldest_unplaced(*, trajectory):
    return _unplaced(trajectory).order_by(SHOWN_DAY, "id")[: SIZE + 1]


def who_may_answer(trajectory, *, on) -> list[Person]:
    """Who can be asked to answer a point of this process: all who may answer in it, by name."""
    leading = Grant.objects.current(on).filter(
        role__in=[Role.PROJECT_LEADER, Role.COACH, Role.INITIATOR],
        case_number__in=["", trajectory.case_number],
        person__is_active=True,
    )
    people = Person.objects.filter(pk__in=leading.values("person")).order_by("name", "pk")
    return [person for person in people if may_answer_contributions(person, trajectory, on=on)]


def points_without_answer(contributions):
    """The points of these words that have no answer, of their own or through a theme."""
    without = Point.objects.filter(answer__isnull=True, theme__answer__isnull=True)
    return without.filter(contribution__in=contributions.values("pk")).order_by("pk")


def points_asked_of(person) -> list[Point]:
    """The points that this person was asked to answer and that wait for it, the first due first."""
    rows = points_without_answer(Contribution.objects.owed_an_answer()).filter(answerer=person)
    rows = rows.select_related("contribution__trajectory__policy")
    rows = rows.defer(*(f"contribution__trajectory__{name}" for name in POLICY_TEXTS))
    return list(rows.order_by(F("answer_by").asc(nulls_last=True), "pk"))


def frame_named(answer):
    """The frame an answer names, as it stands in the agreement; None when it names none."""
    if answer is None or answer.frame is None:
        return None
    return frame_in_force(answer.trajectory, answer.frame)
