"""Light changes as the whole installation sees them: what is open follows, and everybody hears."""

from speelruimte.agreements.actions import change_lightly, object_to
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.acting import action
from speelruimte.route.actions import NotYet
from speelruimte.route.altering import follow_and_tell
from speelruimte.route.extending import check_is_not_closed, newly_in_the_way
from speelruimte.route.telling import tell_leaders, tell_of_amendment, tell_of_light_change
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory


@action
def change_lightly_and_tell(version, *, by, at, **changed):
    """As ``change_lightly``, with what that takes; what is open keeps to the new last day, parties and participants hear.

    A later last day that breaks what an ordinary change must hold to (an answer after the decision),
    or passes a moment that was to come after the phase, is refused with that.
    """
    trajectory = lock_trajectory(version.trajectory)
    later = changed.get("last_days", {})
    for phase in version.phases.filter(key__in=later):
        if later[phase.key] and later[phase.key] > phase.ends_on:
            check_is_not_closed(phase, on=local_day(at))
    light = change_lightly(version, by=by, at=at, **changed)
    newly = newly_in_the_way(trajectory, version, light, on=local_day(at))
    if newly:
        raise NotYet(newly)
    follow_and_tell(light, before=version, by=by, at=at)
    tell_of_light_change(trajectory, light, at=at)
    return light


@action
def object_and_tell(version, *, party, reason, by, at, heard_on=None, heard_how=""):
    """As ``object_to``; what is open goes back to its last day, and everybody hears."""
    objection = object_to(
        version,
        party=party,
        reason=reason,
        by=by,
        at=at,
        heard_on=heard_on,
        heard_how=heard_how,
    )
    trajectory = lock_trajectory(version.trajectory)
    back = version_in_force(trajectory)
    assert back is not None
    follow_and_tell(back, before=version, by=by, at=at)
    tell_of_amendment(trajectory, back, at=at)
    tell_leaders(trajectory, "light_change_objected", at=at, version=back.number)
    return objection
