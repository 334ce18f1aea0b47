"""Opening what the plan allows, and closing it again."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.activities.alterations import altered
from speelruimte.activities.kind import is_over, kind_of
from speelruimte.activities.models import Activity, Alteration
from speelruimte.activities.queries import promised
from speelruimte.activities.rules import (
    check_can_close_activity,
    check_can_open_activity,
    may_close_now,
    may_open,
)
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.acting import action, record
from speelruimte.policy.schema import Moderation
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.slugs import short_name
from speelruimte.trajectories.actions import lock_trajectory, policy_of

# What somebody saw who closes something: an etag is the mark of it.
LAST_DAY = ("closes_on", "held_on", "closed_at")
ONLY_WHO_LEADS = _("Alleen de projectleider of de coach kan dit openen of sluiten.")


@action
def open_activity(trajectory, *, phase, planned, by, at, on, held_on=None, held_at="", place=""):
    """Open one method of one phase of the adopted plan; ``phase`` and ``planned`` are its keys.

    It opens on the first day of the phase, or today when that day has passed, and closes at the
    end of its last day. A method without a way of its own on the website becomes an activity with
    a day and a place, whose remarks come in through the staff form or a file.
    """
    check_may(may_open(by, trajectory, on=on), ONLY_WHO_LEADS)
    trajectory = lock_trajectory(trajectory)
    version, in_phase, named = planned_in(trajectory, phase, planned)
    check_can_open_activity(trajectory, in_phase, on=on)
    activity = new_activity(trajectory, version, in_phase, named, at=at)
    activity.opens_on = max(on, in_phase.starts_on)
    activity.held_on, activity.held_at = held_on or named.held_on, held_at or named.held_at
    activity.place = place or named.place
    save_once(activity)
    record(
        "activity_opened",
        about=activity.address,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        version=version.number,
        phase=in_phase.pk,
        planned=named.pk,
        method=activity.method,
        opens_on=activity.opens_on,
        closes_on=activity.closes_on,
        moderate_first=activity.moderate_first,
        wrote=(activity,),
    )
    return activity


@action
def open_all_begun(trajectory, *, by, at, on) -> list[Activity]:
    """Open every method that is still closed of the phases that run on a day."""
    check_may(may_open(by, trajectory, on=on), ONLY_WHO_LEADS)
    trajectory = lock_trajectory(trajectory)
    waiting = [promise for promise in promised(trajectory) if promise.waits_on(on)]
    if not waiting:
        raise AlreadyDone(_("Alles van deze fase is al open."), code="nothing_to_open")
    return [
        open_activity(
            trajectory,
            phase=promise.phase.key,
            planned=promise.planned.key,
            by=by,
            at=at,
            on=on,
        )
        for promise in waiting
    ]


def new_activity(trajectory, version, in_phase, named, *, at) -> Activity:
    """A method of a phase as the agreement names it, that is not saved yet."""
    moderation = policy_of(trajectory).route.moderation
    return Activity(
        trajectory=trajectory,
        key=_free_key(trajectory, named.title),
        version=version.number,
        phase=in_phase.key,
        planned=named.key,
        method=named.method,
        kind=kind_of(named.tool.way).key,
        title=named.title,
        question=in_phase.question,
        opens_on=in_phase.starts_on,
        closes_on=in_phase.ends_on,
        opened_at=at,
        moderate_first=moderation == Moderation.BEFORE,
        held_on=named.held_on,
        held_at=named.held_at,
        place=named.place,
    )


def planned_in(trajectory, phase, planned):
    """Version, phase and method as adopted. What is not in there does not open."""
    version = version_in_force(trajectory)
    if version is None:
        raise RuleBroken(
            _("De afspraken zijn nog niet vastgesteld. Tot die tijd kan er niets open."),
            code="not_adopted_yet",
        )
    in_phase = version.phases.filter(key=phase).first()
    named = in_phase and in_phase.methods.filter(key=planned).first()
    if named is None:
        raise RuleBroken(
            _(
                "Dit staat niet in de vastgestelde afspraken (versie %(number)d). "
                "Open alleen wat daar staat, of wijzig eerst de afspraken."
            ),
            values={"number": version.number},
            code="not_in_the_agreement",
        )
    return version, in_phase, named


def _free_key(trajectory, title):
    wanted = short_name(title, longest=54)
    taken = set(trajectory.activities.values_list("key", flat=True))
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def save_once(activity):
    """Save it as the first of its method; AlreadyDone when somebody was before us."""
    try:
        with transaction.atomic():
            activity.save(force_insert=True)
    except IntegrityError as error:
        first = Activity.objects.filter(
            trajectory=activity.trajectory, phase=activity.phase, planned=activity.planned
        ).first()
        if first is None:
            raise
        raise AlreadyDone(
            _("‘%(title)s’ is al geopend."),
            values={"title": first.title},
            result=first,
            code="opened_already",
        ) from error


@action
def close_activity(activity, *, by, at, on, reason="", etag=""):
    """Nothing more can be sent in. Before the promised last day has passed, only with a reason
    that everyone can read. ``etag`` is the mark of the last day that was seen (``etag_of`` over
    LAST_DAY). Raises Clash when it became another one since."""
    trajectory = lock_trajectory(activity.trajectory)
    activity.refresh_from_db(fields=["closed_at", "closes_on", "held_on", "held_at", "place"])
    check_may(may_close_now(by, trajectory, activity, on=on), ONLY_WHO_LEADS)
    check_can_close_activity(activity, on=on, reason=reason)
    check_unchanged(activity, LAST_DAY, etag=etag, to={"closed_at": at})
    early = on <= activity.promised_until
    activity.closed_at = at
    activity.closed_reason = reason.strip() if early else ""
    facts, wrote = {}, [activity]
    if early:
        alteration = altered(activity, Alteration.What.CLOSED, reason, at=at)
        facts = {
            "alteration": alteration.pk,
            "alteration_fingerprint": fingerprint(alteration.reason),
        }
        wrote.append(alteration)
    activity.save(update_fields=["closed_at", "closed_reason", "altered_at"])
    record(
        "activity_closed",
        about=activity.address,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        closed_early=early,
        wrote=wrote,
        **facts,
    )
    return activity


@action
def close_all_over(trajectory, *, by, at, on) -> list[Activity]:
    """Close everything that still stands open though its last day has passed."""
    check_may(may_open(by, trajectory, on=on), ONLY_WHO_LEADS)
    trajectory = lock_trajectory(trajectory)
    rows = trajectory.activities.filter(closed_at=None).order_by("pk")
    over = [activity for activity in rows if is_over(activity, on=on)]
    if not over:
        raise AlreadyDone(_("Alles wat voorbij is, is al gesloten."), code="nothing_to_close")
    return [close_activity(activity, by=by, at=at, on=on) for activity in over]
