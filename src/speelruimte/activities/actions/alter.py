"""What goes otherwise than was announced: called off, moved, closed early, open again."""

from django.utils.translation import gettext as _

from speelruimte.activities.actions.open import (
    ONLY_WHO_LEADS,
    close_activity,
    new_activity,
    planned_in,
    save_once,
)
from speelruimte.activities.alteration_rules import (
    check_can_cancel,
    check_can_reopen,
    check_can_reschedule,
    check_reason,
    may_alter,
    who_alters,
)
from speelruimte.activities.alterations import altered
from speelruimte.activities.kind import kind_of
from speelruimte.activities.models import Activity, Alteration
from speelruimte.activities.rules import may_open
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import check_fits, check_unchanged, clash, etag_of
from speelruimte.shared.errors import AlreadyDone, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.hours import hours_as_written
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step

What = Alteration.What
# What somebody saw who says that it goes otherwise: an etag is the mark of it.
ANNOUNCED = ("held_on", "held_at", "place", "closes_on", "closed_at", "cancelled_at")


@action
def cancel_activity(activity, *, reason, etag="", by, at) -> Alteration:
    """It does not take place. What was announced stays readable, with the reason beside it.

    ``etag`` is the mark of what was seen (``etag_of`` over ANNOUNCED). Raises Clash when it goes
    otherwise since: people hear of it only from who knows.
    """
    activity = _locked(activity, by=by, at=at)
    check_can_cancel(activity, on=local_day(at))
    check_reason(reason)
    check_unchanged(activity, ANNOUNCED, etag=etag, to={"cancelled_at": at})
    return _call_off(activity, reason, by=by, at=at)


@action
def end_activity(activity, *, reason, by, at, on):
    """The process ends: what people can do closes, and what still was to be held is called off.

    What its way runs in it ends with it. Part of stopping: who may close, may this.
    """
    if not (activity.is_held and activity.closed_at is None and on <= activity.promised_until):
        kind_of(activity.kind).end(activity, by=by, at=at)
        close_activity(activity, reason=reason, by=by, at=at, on=on)
        return
    trajectory = lock_trajectory(activity.trajectory)
    check_may(may_open(by, trajectory, on=on), ONLY_WHO_LEADS)
    check_reason(reason)
    _call_off(activity, reason, by=by, at=at)


def _call_off(activity, reason, *, by, at):
    alteration = altered(activity, What.CANCELLED, reason, at=at)
    activity.cancelled_at = activity.closed_at = at
    activity.closed_reason = alteration.reason
    activity.save(update_fields=["cancelled_at", "closed_at", "closed_reason", "altered_at"])
    _record(alteration, by=by, at=at)
    return alteration


@action
def cancel_planned(trajectory, *, phase, planned, reason, by, at) -> Alteration:
    """What the agreement names and nobody opened, does not take place: it gets a page that says so."""
    on = local_day(at)
    trajectory = lock_trajectory(trajectory)
    _check_may(trajectory, by, on)
    check_in_step(trajectory, Step.TAKING_PART)
    version, in_phase, named = planned_in(trajectory, phase, planned)
    check_reason(reason)
    activity = new_activity(trajectory, version, in_phase, named, at=at)
    activity.opens_on = min(max(on, in_phase.starts_on), in_phase.ends_on)
    activity.cancelled_at = activity.closed_at = activity.altered_at = at
    activity.closed_reason = reason.strip()
    save_once(activity)
    alteration = altered(activity, What.CANCELLED, reason, at=at)
    _record(alteration, by=by, at=at)
    return alteration


@action
def move_activity(
    activity, *, held_on, held_at="", place="", reason, etag="", by, at
) -> Alteration:
    """It takes place on another day, at another time or in another place.

    A second press is told: then it stands as it was asked. ``etag`` and Clash as for
    ``cancel_activity``.
    """
    activity = _locked(activity, by=by, at=at)
    asked = (held_on, hours_as_written(held_at, field="held_at"), place.strip())
    if asked == (activity.held_on, activity.held_at, activity.place):
        raise AlreadyDone(
            _("Zo staat het er al. Kies een andere dag, tijd of plaats."),
            result=activity.alterations.last(),
            code="moved_already",
        )
    check_can_reschedule(activity, held_on=held_on, on=local_day(at))
    check_reason(reason)
    check_fits(Activity, held_at=asked[1], place=asked[2])
    check_unchanged(activity, ANNOUNCED, etag=etag, to=dict(zip(ANNOUNCED, asked, strict=False)))
    return hold_otherwise(activity, *asked, reason=reason, by=by, at=at)


def hold_otherwise(activity, held_on, held_at, place, *, reason, by, at) -> Alteration:
    """Write down the new day, time and place; part of the act that moves it, which says who may."""
    to = {"to_day": held_on, "to_time": held_at, "to_place": place}
    alteration = altered(activity, What.MOVED, reason, at=at, **to)
    activity.held_on, activity.held_at, activity.place = held_on, held_at, place
    activity.save(update_fields=["held_on", "held_at", "place", "altered_at", "version"])
    _record(alteration, by=by, at=at)
    return alteration


def close_sooner(activity, *, to, reason, by, at) -> Alteration:
    """Write down that the last day will be an earlier one; part of the act that makes it so."""
    alteration = altered(activity, What.SOONER, reason, at=at, to_day=to)
    activity.save(update_fields=["altered_at"])
    _record(alteration, by=by, at=at)
    return alteration


@action
def reopen_activity(activity, *, reason, etag="", by, at) -> Alteration:
    """What was closed too early is open again, until the last day that the agreement promises.

    ``etag`` and Clash as for ``cancel_activity``.
    """
    activity = _locked(activity, by=by, at=at)
    seen = etag_of(activity, ANNOUNCED)
    _follow_phase(activity, on=local_day(at))
    check_can_reopen(activity, phase_end=activity.closes_on, on=local_day(at))
    check_reason(reason)
    if etag not in ("", seen):
        raise clash(activity, etag=seen)
    alteration = altered(activity, What.REOPENED, reason, at=at)
    activity.closed_at, activity.cancelled_at, activity.closed_reason = None, None, ""
    activity.save()
    _record(alteration, by=by, at=at)
    return alteration


def _locked(activity, *, by, at):
    """As it is now, with its trajectory; altered by whom the policy names."""
    trajectory = lock_trajectory(activity.trajectory)
    _check_may(trajectory, by, local_day(at))
    activity = Activity.objects.get(pk=activity.pk)
    activity.trajectory = trajectory
    return activity


def _check_may(trajectory, by, on):
    check_may(
        may_alter(by, trajectory, on=on),
        _("Afgelasten, verplaatsen en heropenen doet: %(who)s.") % {"who": who_alters(trajectory)},
    )


def _follow_phase(activity, *, on):
    """A phase that was made longer since, is open until its new last day."""
    version = version_in_force(activity.trajectory)
    if version is None:
        return
    phase = version.phases.filter(key=activity.phase).first()
    if phase is not None and phase.ends_on > activity.closes_on:
        activity.make_last_day(phase.ends_on, on=on)
        activity.version = version.number


def _record(alteration, *, by, at):
    """The entry of an alteration; the reason itself stands in the row only."""
    activity = alteration.activity
    record(
        "activity_altered",
        about=activity.address,
        by=by,
        at=at,
        case_number=activity.trajectory.case_number,
        alteration=alteration.pk,
        what=str(alteration.what),
        held_on=alteration.held_on,
        to_day=alteration.to_day,
        alteration_fingerprint=fingerprint(alteration.reason),
        wrote=(activity, alteration),
    )
