"""Words that wait: for somebody to look at them, and for the answer that was promised.

Words that come in through the website write no task (see ``route/tasks.py``), so they are counted
when somebody asks.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.paging import SHOWN_DAY
from speelruimte.activities.queues import moderated_by
from speelruimte.activities.rules import may_moderate_somewhere
from speelruimte.activities.terms import look_again_due
from speelruimte.decisions.models import Point
from speelruimte.decisions.terms import next_answers_due
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.route.models import OpenTask
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory

MOST = 40


@dataclass(frozen=True)
class WordsWaiting:
    """So many words of one trajectory.

    Of what waits for an answer: ``due_on``, the first day that one was promised for, and ``is_kept``
    where a task is kept of answering, as it is once people have taken part; ``is_asked`` where the reader
    was asked to answer a point, of these words or of others. Of what waits for a look:
    ``oldest_on``, the day on which the first came in.
    """

    trajectory: Trajectory
    number: int
    due_on: date | None = None
    is_kept: bool = False
    oldest_on: date | None = None
    is_asked: bool = False


@dataclass(frozen=True)
class LookingAgain:
    """So many writers of one trajectory who do not agree with what was decided, and were promised by
    ``due_on``, the first of their days, that somebody else looks; ``first`` is who said so first."""

    trajectory: Trajectory
    first: Disagreement
    number: int
    due_on: date


def looking_again(disagreements) -> list[LookingAgain]:
    """These, the oldest first, by trajectory."""
    by_case: dict = {}
    for said in disagreements:
        by_case.setdefault(said.contribution.trajectory, []).append(said)
    return [
        LookingAgain(trajectory, said[0], len(said), min(map(look_again_due, said)))
        for trajectory, said in by_case.items()
    ]


def words_to_look_at(person, *, on) -> list[WordsWaiting]:
    """What waits for a look where this person moderates, in whatever step. One query."""
    if not may_moderate_somewhere(person, on=on):
        return []
    moderated = moderated_by(person, on=on)
    if moderated is None:
        rows = _first_to_look_at()
    else:
        rows = _to_look_at().filter(pk__in=moderated.values("pk"))[:MOST]
    return [
        WordsWaiting(row, row.tally.waiting, oldest_on=row.oldest and local_day(row.oldest))
        for row in rows
    ]


def _to_look_at():
    """Running processes in which words wait for a look, with when the oldest came in."""
    oldest = Contribution.objects.waiting().filter(trajectory=OuterRef("pk")).order_by(SHOWN_DAY)
    waiting = Trajectory.objects.running().filter(tally__waiting__gt=0)
    waiting = waiting.annotate(oldest=Subquery(oldest.values(SHOWN_DAY)[:1]))
    return _with_tally(waiting.order_by("pk"))


@compiled_query
def _first_to_look_at():
    return _to_look_at()[:MOST]


def points_without_answer_of(person):
    """The points without an answer that somebody was asked to give."""
    return Point.objects.filter(
        answerer=person.pk if person else None, answer__isnull=True, theme__answer__isnull=True
    )


def words_to_answer(trajectories, *, person=None, limit=None) -> list[WordsWaiting]:
    """What was promised an answer in these and has none, looked at or not, in whatever step.

    ``person`` is who may have been asked to answer a point, in these or, past the ``limit``, in
    others. Three queries at most; without a ``limit`` all of them.
    """
    # Asked once and not per process: so it is known of all, and not of the first ones only.
    asked = points_without_answer_of(person)
    of_answers = OpenTask.objects.filter(trajectory=OuterRef("pk"), page="answers")
    owing = (
        trajectories.filter(tally__answered__lt=F("tally__published") + F("tally__waiting"))
        .annotate(is_kept=Exists(of_answers), is_asked=Exists(asked))
        .order_by("pk")
    )
    rows = list(_with_tally(owing[:limit]))
    days = next_answers_due(rows)
    waiting = [
        WordsWaiting(
            row,
            _owed(row.tally),
            days.get(row.pk),
            is_kept=row.is_kept,
            is_asked=row.is_asked,
        )
        for row in rows
    ]
    return sorted(waiting, key=lambda words: (words.due_on is None, words.due_on or date.max))


def _owed(tally):
    return tally.published + tally.waiting - tally.answered


def _with_tally(trajectories):
    return trajectories.select_related("tally", "policy").defer(*POLICY_TEXTS)
