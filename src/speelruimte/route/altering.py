"""What goes otherwise than was announced is told to everybody who waits for it, in the same act."""

from speelruimte.activities.actions import (
    cancel_activity,
    cancel_planned,
    close_activity,
    move_activity,
    reopen_activity,
)
from speelruimte.activities.actions.follow import follow_new_agreement
from speelruimte.decisions.actions import take_result_back
from speelruimte.journal.acting import action
from speelruimte.route.resting import check_promise_is_kept
from speelruimte.route.telling import tell_of_alteration
from speelruimte.trajectories.models import Step


@action
def cancel_and_tell(activity, *, reason, by, at, instead="", etag=""):
    """As ``cancel_activity``; who waits for it hears it.

    Where a promise of say rests on it, ``instead`` is what comes in its place, or why nothing does.
    """
    place = {"phase": activity.phase, "planned": activity.planned}
    if activity.cancelled_at is None:
        reason = check_promise_is_kept(activity.trajectory, **place, instead=instead, reason=reason)
    cancelled = cancel_activity(activity, reason=reason, etag=etag, by=by, at=at)
    return _told(cancelled, at=at)


@action
def cancel_planned_and_tell(trajectory, *, phase, planned, reason, by, at, instead=""):
    """As ``cancel_planned``; who waits for it hears it. ``instead`` as for ``cancel_and_tell``."""
    reason = check_promise_is_kept(
        trajectory, phase=phase, planned=planned, instead=instead, reason=reason
    )
    cancelled = cancel_planned(
        trajectory, phase=phase, planned=planned, reason=reason, by=by, at=at
    )
    return _told(cancelled, at=at)


@action
def move_and_tell_when(activity, *, held_on, held_at="", place="", reason, etag="", by, at):
    """As ``move_activity``; who waits for it hears the new day, time and place."""
    moved = move_activity(
        activity,
        held_on=held_on,
        held_at=held_at,
        place=place,
        reason=reason,
        etag=etag,
        by=by,
        at=at,
    )
    return _told(moved, at=at)


@action
def reopen_and_tell(activity, *, reason, etag="", by, at):
    """As ``reopen_activity``; who waits for it hears that it goes on."""
    return _told(reopen_activity(activity, reason=reason, etag=etag, by=by, at=at), at=at)


@action
def close_and_tell(activity, *, reason="", etag="", by, at, on):
    """As ``close_activity``; closing earlier than was promised is told to who took part."""
    closed = close_activity(activity, reason=reason, etag=etag, by=by, at=at, on=on)
    if closed.closed_reason:
        _told(closed.alterations.last(), at=at)
    return closed


@action
def follow_and_tell(version, *, before, by, at):
    """As ``follow_new_agreement``; who waits for what is held otherwise now hears it.

    An outcome that was offered with a report on the text from before, is offered again.
    """
    if version.trajectory.step == Step.RESULT:
        take_result_back(version.trajectory, version=version, by=by, at=at)
    for alteration in follow_new_agreement(version, before=before, by=by, at=at):
        _told(alteration, at=at)


def _told(alteration, *, at):
    tell_of_alteration(alteration, at=at)
    return alteration
