"""Stopping while people take part: everything closes, and every open word gets the same answer."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from speelruimte.activities.actions import end_activity
from speelruimte.activities.actions.moderate import leave_unseen
from speelruimte.activities.kind import may_close
from speelruimte.activities.models import Contribution, Move
from speelruimte.activities.queries import open_moves
from speelruimte.activities.queues import number_looked_at_again
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    make_theme,
    place,
)
from speelruimte.decisions.actions.themes import MOST_AT_ONCE
from speelruimte.decisions.models import Answer, Placement
from speelruimte.decisions.queries import points_without_answer
from speelruimte.decisions.unanswered import unanswered_words
from speelruimte.journal.acting import action
from speelruimte.route.actions import check_may_move, move_on
from speelruimte.route.contributions import say_no_to_move
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step


@dataclass(frozen=True)
class StillOpen:
    """What stopping closes and answers: how many of each."""

    activities: int
    unseen: int
    unanswered: int
    going_back: int
    second_looks: int  # come first: afterwards they place nothing

    def __bool__(self):
        return any(vars(self).values())


def still_open(trajectory, *, on) -> StillOpen:
    """What is open while people take part."""
    going_back = [move.contribution_id for move in moves_without_a_last_word(trajectory, on=on)]
    waiting, unanswered = trajectory.contributions.waiting(), unanswered_words(trajectory)
    return StillOpen(
        activities=trajectory.activities.filter(closed_at__isnull=True).count(),
        unseen=waiting.exclude(pk__in=going_back).count(),
        unanswered=unanswered.exclude(pk__in=going_back).count(),
        going_back=len(going_back),
        second_looks=number_looked_at_again(trajectory),
    )


def moves_without_a_last_word(trajectory, *, on) -> list[Move]:
    """How words came here from a process that still weighs them, while their writer may say no.

    Words of which a part was answered here stay with that answer.
    """
    waiting, unanswered = trajectory.contributions.waiting(), unanswered_words(trajectory)
    words = Contribution.objects.filter(
        Q(pk__in=waiting.values("pk")) | Q(pk__in=unanswered.values("pk")), trajectory=trajectory
    )
    moved = (
        open_moves(words, on=on)
        .exclude(came_from__trajectory=trajectory)
        .select_related("contribution__trajectory", "came_from__trajectory")
        .order_by("came_from__trajectory_id", "pk")
    )
    partly = Placement.objects.filter(
        contribution__in=[move.contribution_id for move in moved], points_open__lt=F("points")
    )
    answered = set(partly.values_list("contribution_id", flat=True))
    return [move for move in moved if move.contribution_id not in answered]


def left_uncounted(trajectory, *, on) -> list[str]:
    """The titles of what its way would close and count itself: what people chose is not counted."""
    open_still = trajectory.activities.filter(closed_at__isnull=True, closes_on__gte=on)
    return [activity.title for activity in open_still.order_by("pk") if not may_close(activity)]


@action
def stop_and_answer(trajectory, *, reason, answer, by, at, on):
    """Stop a process in which people take part: close what is open, answer all words, and stop.

    A vote that is open ends uncounted; after its last day it is closed and counted first.

    Words that came from another process, and whose writer may still say no to that, go back to it:
    the no that was promised holds.

    Words that nobody looked at are shown to nobody, and were not refused; who wrote them reads the same.
    Who left an address gets one mail, about the stopping. Answers that were given already stay.

    Source: sessie-2021-03-15#terugkoppelen
    """
    for move in moves_without_a_last_word(trajectory, on=on):
        say_no_to_move(move, by=by, at=at)  # first, for it locks the trajectories in their order
    locked = lock_trajectory(trajectory)
    check_may_move(by, locked, on=on)
    check_in_step(locked, Step.TAKING_PART)
    who = {"by": by, "at": at, "on": on}
    check_sentence(
        reason, _("Schrijf op waarom dit traject stopt. Iedereen kan dit lezen."), field="reason"
    )
    check_sentence(
        answer, _("Schrijf een antwoord voor iedereen die nog niets hoorde."), field="answer"
    )
    for activity in locked.activities.filter(closed_at__isnull=True).order_by("pk"):
        end_activity(activity, reason=reason, **who)
    for contribution in locked.contributions.waiting().order_by("pk"):
        leave_unseen(contribution, answer=answer.strip(), by=by, at=at)
    _answer_all(locked, answer, who)
    return move_on(trajectory, to=Step.STOPPED, reason=reason, **who)


def _answer_all(trajectory, answer, who):
    """Themes without an answer as they are; the rest in one theme; what came early or late apart."""
    said = {"verdict": Answer.Verdict.NOT, "reason": answer}
    for theme in trajectory.themes.filter(answer__isnull=True, placed__gt=0):
        answer_theme(theme, **said, whoever_waits=True, **who)
    by_itself = unanswered_words(trajectory).exclude(timing="")
    for contribution in by_itself.order_by("pk"):
        answer_contribution(contribution, **said, whoever_waits=True, **who)
    loose = unanswered_words(trajectory).order_by("pk")
    whole = list(loose.exclude(placement__points__gt=0).values_list("pk", flat=True))
    points = list(points_without_answer(loose).values_list("pk", flat=True))
    if not whole and not points:
        return
    theme = make_theme(trajectory, title=_free_title(trajectory), **who)
    for name, keys in (("contributions", whole), ("points", points)):
        for start in range(0, len(keys), MOST_AT_ONCE):
            some = {name: keys[start : start + MOST_AT_ONCE]}
            place(trajectory, **some, theme=theme, **who)
    answer_theme(theme, **said, whoever_waits=True, **who)


def _free_title(trajectory):
    wanted = _("Wat nog open was toen dit stopte")
    taken = set(trajectory.themes.values_list("title", flat=True))
    title, number = wanted, 1
    while title in taken:
        number += 1
        title = f"{wanted} ({number})"
    return title
