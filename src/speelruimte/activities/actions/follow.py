"""What is open follows an agreement that was changed: its last day, and the day and place it is held."""

from django.utils.translation import gettext as _

from speelruimte.activities.actions.alter import close_sooner, hold_otherwise
from speelruimte.activities.actions.open import ONLY_WHO_LEADS, planned_in
from speelruimte.activities.models import Alteration
from speelruimte.activities.rules import may_open
from speelruimte.agreements.models import PlannedMethod
from speelruimte.journal.acting import action, record
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory


@action
def follow_plan(activity, *, by, at, on):
    """The agreement was changed: the activity closes on the last day of its phase as it is now."""
    trajectory = lock_trajectory(activity.trajectory)
    check_may(may_open(by, trajectory, on=on), ONLY_WHO_LEADS)
    activity.refresh_from_db(
        fields=["closed_at", "closes_on", "earlier_last_days", "version", "held_on"]
    )
    if activity.closed_at is not None:
        raise RuleBroken(
            _("‘%(title)s’ is al gesloten. Daar verandert niets meer aan."),
            values={"title": activity.title},
            code="closed_already",
        )
    version, in_phase, _named = planned_in(trajectory, activity.phase, activity.planned)
    day = activity.last_day_in(in_phase.ends_on)
    if day == activity.closes_on:
        raise AlreadyDone(
            _("‘%(title)s’ volgt de afspraken al."),
            values={"title": activity.title},
            result=activity,
            code="follows_already",
        )
    if in_phase.ends_on < activity.opens_on:
        raise RuleBroken(
            _("De fase is volgens de nieuwe afspraken al voorbij. Sluit dit met een reden."),
            code="phase_is_over",
        )
    _move_last_day(activity, to=day, version=version, by=by, at=at)
    return activity


@action
def follow_new_agreement(version, *, before, by, at) -> list[Alteration]:
    """An agreement was changed: what is open keeps to the new last day of its phase, and what still
    is to be held to its new day, hour and place. Returns what is held otherwise, for who waits for it.

    ``before`` is the version that it changes. An activity that differs from it keeps what is its own:
    a last day within the phase, the day, the hour and the place to which it was moved. What is announced for a
    day stays open until that day, also where the phase ends earlier now. Part of adopting: who may
    adopt may this, and nobody asks it apart.
    """
    trajectory = lock_trajectory(version.trajectory)
    ends = dict(version.phases.values_list("key", "ends_on"))
    ended = dict(before.phases.values_list("key", "ends_on"))
    planned, promised = _methods_of(version), _methods_of(before)
    otherwise = []
    for activity in trajectory.activities.filter(closed_at__isnull=True):
        activity.trajectory = trajectory
        end, old_end = ends.get(activity.phase), ended.get(activity.phase)
        keeps_own = old_end is None or activity.closes_on != activity.last_day_in(old_end)
        if to := _held_otherwise(activity, promised, planned, on=local_day(at)):
            activity.version = version.number
            reason = version.reason_for_change[:4_000]
            otherwise.append(hold_otherwise(activity, *to, reason=reason, by=by, at=at))
        if end is None:
            continue
        day = activity.last_day_in(min(activity.closes_on, end) if keeps_own else end)
        if day != activity.closes_on:
            _move_last_day(activity, to=day, version=version, by=by, at=at)
    return otherwise


def _methods_of(version):
    methods = PlannedMethod.objects.filter(phase__version=version).select_related("phase")
    return {(method.phase.key, method.key): method for method in methods}


def _held_otherwise(activity, promised, planned, *, on):
    """The new day, time and place of what is still to be held as the agreement said until now."""
    before = promised.get((activity.phase, activity.planned))
    if before is None:
        return None
    now = planned.get((activity.phase, activity.planned))
    now = now or _named_again(activity, before, promised, planned)
    if now is None or not activity.is_held or activity.held_on < on:
        return None
    day = day_after_change(activity, before=before, now=now, on=on)
    hour, place = activity.held_at, activity.place
    if hour == before.held_at and now.held_at:
        hour = now.held_at
    if place == before.place and now.place:
        place = now.place
    changed = (day, hour, place) != (activity.held_on, activity.held_at, activity.place)
    return (day, hour, place) if changed else None


def day_after_change(activity, *, before, now, on):
    """The day on which it is held once the agreement is changed on a day; None of what has none.

    ``before`` and ``now`` are what the agreement and its change name. A day to which it was moved
    stays; so does a day that the change sets in the past. Without ``on`` no day lies in the past.
    """
    day_is_announced = before is not None and activity.held_on == before.held_on
    still_comes = now.held_on is not None and (on is None or now.held_on >= on)
    return now.held_on if day_is_announced and still_comes else activity.held_on


def _named_again(activity, before, promised, planned):
    """The same method of the same phase under another key: written anew before the old one was dropped."""
    same = [
        method
        for place, method in planned.items()
        if place not in promised
        and (place[0], method.method, method.title) == (activity.phase, before.method, before.title)
    ]
    if len(same) != 1:
        return None
    activity.planned = same[0].key
    activity.save(update_fields=["planned"])
    return same[0]


def _move_last_day(activity, *, to, version, by, at):
    if activity.promised_in(to) < activity.promised_until:
        reason = version.reason_for_change[:4_000]
        close_sooner(activity, to=to, reason=reason, by=by, at=at)
    before, activity.version = activity.closes_on, version.number
    activity.make_last_day(to, on=local_day(at))
    activity.save(update_fields=["closes_on", "earlier_last_days", "version"])
    record(
        "activity_follows_plan",
        about=activity.address,
        by=by,
        at=at,
        case_number=activity.trajectory.case_number,
        version=version.number,
        closed_on_before=before,
        closes_on=to,
        wrote=(activity,),
    )
