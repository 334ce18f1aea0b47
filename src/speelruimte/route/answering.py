"""Own words get an answer, or another one: with the mail that is owed to who left an address.

Source: sessie-2021-03-15#terugkoppelen
"""

from django.db.models import Q

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import WITHOUT_ANSWER
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_point,
    answer_theme,
    place,
)
from speelruimte.decisions.models import Answer, Placement, Point, Theme
from speelruimte.decisions.queries import words_in_theme
from speelruimte.journal.acting import action
from speelruimte.notices.telling import owe_contributors
from speelruimte.trajectories.actions import lock_trajectory


@action
def answer_theme_and_tell(theme, *, by, at, on, **said) -> Answer:
    """As ``answer_theme``; whose words have an answer now hears it, and whose answer is another one."""
    trajectory = lock_trajectory(theme.trajectory)
    theme = Theme.objects.get(pk=theme.pk)
    words = Contribution.objects.owed_an_answer().filter(words_in_theme(theme))
    without = list(words.filter(WITHOUT_ANSWER).values_list("pk", flat=True))
    answer = answer_theme(theme, **said, by=by, at=at, on=on)
    _tell_answered(trajectory, without, answer.pk, at=at)
    if answer.number > 1:
        whole = Placement.objects.filter(theme=theme, answer__isnull=True).values("contribution")
        points = Point.objects.filter(theme=theme, answer__isnull=True).values("contribution")
        under_it = words.filter(Q(pk__in=whole) | Q(pk__in=points)).exclude(pk__in=without)
        _tell("words_answered_anew", trajectory, under_it, answer.pk, at=at)
    return answer


@action
def answer_contribution_and_tell(contribution, *, by, at, on, **said) -> Answer:
    """As ``answer_contribution``; who wrote it hears of the answer, or that it is another one."""
    lock_trajectory(contribution.trajectory)
    placement = Placement.objects.filter(pk=contribution.pk).select_related("theme").first()
    had_one = placement is not None and placement.given_answer is not None
    answer = answer_contribution(contribution, **said, by=by, at=at, on=on)
    _tell_of(contribution, answer, had_one=had_one, at=at)
    return answer


@action
def answer_point_and_tell(point, *, by, at, on, **said) -> Answer:
    """As ``answer_point``; who wrote it hears when all of it has an answer, or that one is another."""
    lock_trajectory(point.contribution.trajectory)
    stood = Point.objects.filter(pk=point.pk).select_related("theme").first()
    had_one = stood is not None and stood.given_answer is not None
    answer = answer_point(point, **said, by=by, at=at, on=on)
    _tell_of(point.contribution, answer, had_one=had_one, at=at)
    return answer


@action
def place_and_tell(trajectory, *, contributions=(), points=(), theme, by, at, on, **more) -> int:
    """As ``place``; who wrote what comes under an answer that stands there, hears of it."""
    trajectory = lock_trajectory(trajectory)
    whole = Q(pk__in=[getattr(row, "pk", row) for row in contributions])
    split = Q(points__in=[getattr(row, "pk", row) for row in points])
    words = trajectory.contributions.filter(WITHOUT_ANSWER, whole | split)
    without = set(words.values_list("pk", flat=True))
    number = place(
        trajectory,
        contributions=contributions,
        points=points,
        theme=theme,
        by=by,
        at=at,
        on=on,
        **more,
    )
    _tell_answered(trajectory, without, at.isoformat(), at=at)
    return number


def _tell_of(contribution, answer, *, had_one, at):
    words = Contribution.objects.filter(pk=contribution.pk)
    if had_one:
        _tell("words_answered_anew", contribution.trajectory, words, answer.pk, at=at)
    else:
        _tell_answered(contribution.trajectory, [contribution.pk], answer.pk, at=at)


def _tell_answered(trajectory, without, version, *, at):
    """Of these words, that had no answer, those that have one now."""
    if without:
        words = Contribution.objects.owed_an_answer().filter(~WITHOUT_ANSWER, pk__in=without)
        _tell("words_answered", trajectory, words, version, at=at)


def _tell(kind, trajectory, words, version, *, at):
    owe_contributors(kind, trajectory, at=at, only=words, version=f"answer:{version}")
