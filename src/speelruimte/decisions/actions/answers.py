"""Answers: to a theme, or to one contribution. Each is kept; a better one comes after it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions.points import point_there, words_owed
from speelruimte.decisions.actions.result import take_result_back
from speelruimte.decisions.actions.tallies import (
    answered_among,
    answered_in,
    count_points_open,
    count_points_open_in,
)
from speelruimte.decisions.going_back import check_no_is_lost
from speelruimte.decisions.models import Answer, Placement, Theme
from speelruimte.decisions.queries import words_in_theme
from speelruimte.decisions.rules import (
    ONLY_WHO_LEADS,
    check_answer,
    check_can_answer,
    check_was_not_split,
    may_answer_contributions,
)
from speelruimte.decisions.texts import text_of_answer
from speelruimte.journal.acting import action, record
from speelruimte.people.queries import name_of
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.actions import lock_trajectory, raise_tally
from speelruimte.trajectories.models import Step

ANSWERED = ("verdict", "reason", "frame")


@action
def answer_theme(theme, *, verdict, reason, frame=None, etag="", whoever_waits=False, by, at, on):
    """Answer everything in a theme at once. ``whoever_waits``: all stops, also for words to whose
    move somebody could still say no.

    ``etag`` is the mark of the newest answer that its writer saw (``etag_of`` over ANSWERED).
    Raises Clash when another was given since.

    Source: sessie-2021-03-15#terugkoppelen
    """
    trajectory = _lock_checked(theme.trajectory, by=by, on=on)
    theme = Theme.objects.get(pk=theme.pk)
    if not whoever_waits:
        check_no_is_lost(trajectory, words_in_theme(theme), on=on)
    before = answered_in(theme)
    answer = _give(
        trajectory,
        Answer(theme=theme),
        {"verdict": verdict, "reason": reason, "frame": frame},
        etag=etag,
        by=by,
        at=at,
    )
    theme.answer = answer
    theme.save(update_fields=["answer"])
    if theme.in_points:
        count_points_open_in(theme)
    _count(trajectory, answered_in(theme) - before, answer=answer, by=by, at=at)
    return answer


@action
def answer_contribution(
    contribution, *, verdict, reason, frame=None, etag="", whoever_waits=False, by, at, on
):
    """Answer one contribution in its own words; goes before the answer of its theme.

    What came too early or too late is answered in whatever step the process is. ``etag`` with Clash,
    and ``whoever_waits``, as for ``answer_theme``.
    """
    trajectory = _lock_checked(
        contribution.trajectory, by=by, on=on, whenever=bool(contribution.timing)
    )
    owed = Contribution.objects.owed_an_answer()
    if not owed.filter(pk=contribution.pk, trajectory=trajectory).exists():
        raise RuleBroken(
            _("Deze inbreng is ingetrokken, gewist of geweigerd en heeft geen antwoord nodig."),
            code="needs_no_answer",
        )
    check_was_not_split(Placement.objects.filter(pk=contribution.pk).first())
    if not whoever_waits:
        check_no_is_lost(trajectory, Q(pk=contribution.pk), on=on)
    before = answered_among(trajectory, [contribution.pk])
    answer = _give(
        trajectory,
        Answer(contribution=contribution),
        {"verdict": verdict, "reason": reason, "frame": frame},
        etag=etag,
        by=by,
        at=at,
    )
    Placement.objects.update_or_create(contribution_id=contribution.pk, defaults={"answer": answer})
    _count(trajectory, 1 - before, answer=answer, by=by, at=at)
    return answer


@action
def answer_point(point, *, verdict, reason, frame=None, etag="", by, at, on):
    """Answer one point of a contribution; goes before the answer of its theme. ``etag`` and Clash as
    for ``answer_theme``.
    """
    trajectory = _lock_checked(point.contribution.trajectory, by=by, on=on)
    contribution = words_owed(trajectory, point.contribution)
    point = point_there(point)
    check_no_is_lost(trajectory, Q(pk=contribution.pk), on=on)
    before = answered_among(trajectory, [contribution.pk])
    answer = _give(
        trajectory,
        Answer(contribution=contribution, point=point.number),
        {"verdict": verdict, "reason": reason, "frame": frame},
        etag=etag,
        by=by,
        at=at,
    )
    point.answer = answer
    point.save(update_fields=["answer"])
    count_points_open([contribution.pk])
    after = answered_among(trajectory, [contribution.pk])
    _count(trajectory, after - before, answer=answer, by=by, at=at)
    return answer


def _count(trajectory, answered, *, answer, by, at):
    """So many more have an answer; a report that was offered did not measure these."""
    raise_tally(trajectory, answered=answered)
    if answered and trajectory.step == Step.RESULT:
        take_result_back(trajectory, answer=answer, by=by, at=at)


def _lock_checked(trajectory, *, by, on, whenever=False):
    trajectory = lock_trajectory(trajectory)
    if not whenever:
        check_can_answer(trajectory)
    check_may(may_answer_contributions(by, trajectory, on=on), ONLY_WHO_LEADS)
    return trajectory


def _give(trajectory, answer, said, *, etag, by, at):
    if said["verdict"] != Answer.Verdict.OUTSIDE:
        said["frame"] = None
    check_answer(trajectory, **said)
    said["reason"] = said["reason"].strip()
    answer.trajectory = trajectory
    for name in ANSWERED:
        setattr(answer, name, said[name])
    last = Answer.objects.filter(
        theme_id=answer.theme_id, contribution_id=answer.contribution_id, point=answer.point
    ).order_by("-number")
    newest = last.first()
    if newest and all(getattr(newest, name) == said[name] for name in ANSWERED):
        raise AlreadyDone(_("Dit antwoord staat er al."), result=newest, code="answered_already")
    who = name_of(newest.given_by) if newest else ""
    check_unchanged(newest, ANSWERED, etag=etag, to=said, who=who)
    answer.number = newest.number + 1 if newest else 1
    answer.given_at, answer.given_by = at, by.reference or ""
    answer.text = text_of_answer(answer)
    answer.fingerprint = fingerprint(answer.text)
    answer.save(force_insert=True)
    record(
        "answered",
        about=f"answer:{answer.pk}",
        by=by,
        at=at,
        case_number=trajectory.case_number,
        theme=answer.theme and answer.theme.public_key,
        contribution=answer.contribution and answer.contribution.public_key,
        **({"point": answer.point} if answer.point else {}),
        number=answer.number,
        verdict=str(answer.verdict),
        text_fingerprint=answer.fingerprint,
        wrote=(answer,),
    )
    return answer
