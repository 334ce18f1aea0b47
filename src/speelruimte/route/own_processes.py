"""The processes in which somebody has a role of their own, with what a row about each shows."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, F, OuterRef, Subquery

from speelruimte.activities.begun import not_begun, not_called_off, not_opened
from speelruimte.activities.models import Activity
from speelruimte.agreements.models import Adoption, GroupSay, Moment, PlannedMethod, Version
from speelruimte.initiatives.models import Initiative
from speelruimte.people.rights import cases_of, grants_to_come
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.policy.say import widest
from speelruimte.route.moments import moments_to_come
from speelruimte.route.queries import RoomSeen, room_of
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.lying import fetch_areas
from speelruimte.trajectories.models import PRIVATE_STEPS, Step, Trajectory

# As long as a process is in one of these, what its plan names may still begin.
_STILL_BEGINS = (*PRIVATE_STEPS, Step.ADOPTION, Step.TAKING_PART)


@dataclass(frozen=True)
class OwnProcess:
    """A running trajectory of somebody: where it is, the widest say and the days that come.

    ``say`` is 0 to 4 or None, ``level`` the word of the policy for it (empty when nothing is
    chosen yet). ``closes_on`` is the first last day to come of what is open, ``closed_on`` the last
    one that passed while something still stands open. The other days are the first to come in the
    newest adopted version, else in the one that is being written: ``next_day`` of a moment, and
    ``next_what`` says which; ``begins_on`` on which people can take part, where nothing is open yet;
    ``held_on`` of what people can come to, and ``held_what`` is what it is called. ``held_over_on`` is
    when a body held over the agreement that nobody adopted yet.
    """

    trajectory: Trajectory
    room: RoomSeen
    say: int | None
    level: str
    closes_on: date | None
    closed_on: date | None
    next_day: date | None
    next_what: str
    begins_on: date | None
    held_on: date | None
    held_what: str
    held_over_on: date | None


def begins_later(person, *, on) -> list[tuple]:
    """The roles of somebody that begin on a day to come, the first one first, each with what its case
    is called (empty where it is for no case). Asks nothing where none begins."""
    grants = grants_to_come(person, on=on)
    numbers = {grant.case_number for grant in grants if grant.case_number}
    if not numbers:
        return [(grant, "") for grant in grants]
    titles = dict(
        Initiative.objects.filter(case_number__in=numbers).values_list("case_number", "title")
    ) | dict(Trajectory.objects.filter(case_number__in=numbers).values_list("case_number", "title"))
    return [(grant, titles.get(grant.case_number, "")) for grant in grants]


def moments_of(person, *, on) -> list[Moment]:
    """What comes in all running trajectories of somebody, the first day first: what the newest
    adopted version says, else the one that is being written; each with the day it ``comes_on``. One query.
    """
    cases = sorted(cases_of(person, on=on))
    return _moments_of(cases=cases, on=on) if cases else []


@compiled_query
def _moments_of(*, cases, on):
    own = Moment.objects.filter(version__trajectory__in=_running(cases))
    of_newest = own.filter(version=_newest_version(OuterRef("version__trajectory")))
    coming = moments_to_come(of_newest, on=on)
    return (
        coming.select_related("version__trajectory")
        .only(
            "day", "held_at", "place", "what", "version__adopted_on", "version__trajectory__title"
        )
        .order_by("comes_on", "pk")
    )


def _newest_version(trajectory):
    """The newest adopted version of a trajectory, else the one that is being written, for a query."""
    versions = Version.objects.filter(trajectory=trajectory)
    newest = versions.order_by(F("adopted_on").desc(nulls_last=True), "-number")
    return Subquery(newest.values("pk")[:1])


def _running(cases):
    return Trajectory.objects.running().filter(case_number__in=cases)


def processes_of(person, *, on, limit, coming) -> list[OwnProcess]:
    """The newest running trajectories of somebody, at most ``limit``. Three queries.

    ``coming`` is what ``moments_of`` this person says.
    """
    cases = sorted(cases_of(person, on=on))
    if not cases:
        return []
    next_moments = {moment.version.trajectory_id: moment for moment in reversed(coming)}
    trajectories = _newest(limit)(cases=cases, on=on)
    fetch_areas(trajectories)
    says = {}
    for say in _says_of(trajectories=[trajectory.pk for trajectory in trajectories]):
        says.setdefault(say.phase.version.trajectory_id, []).append(say)
    return [
        _own(each, says.get(each.pk, []), next_moment=next_moments.get(each.pk))
        for each in trajectories
    ]


def _own(trajectory, says, *, next_moment):
    say, level = _widest(trajectory, says)
    meetings = [
        (trajectory.opened_on, trajectory.opened_what),
        (trajectory.named_on, trajectory.named_what),
    ]
    held_on, held_what = min((meeting for meeting in meetings if meeting[0]), default=(None, ""))
    return OwnProcess(
        trajectory,
        room_of(trajectory),
        say,
        level,
        closes_on=trajectory.closes_on,
        closed_on=trajectory.closed_on,
        next_day=next_moment.comes_on if next_moment else None,
        next_what=next_moment.what if next_moment else "",
        begins_on=trajectory.begins_on,
        held_on=held_on,
        held_what=held_what,
        held_over_on=trajectory.held_over_on,
    )


@cache
def _newest(limit):
    @compiled_query
    def newest(*, cases, on):
        rows = _with_what_comes(_with_last_days(_running(cases), on), on)
        rows = rows.select_related("policy", "tally", "waiver")
        return rows.defer(*POLICY_TEXTS)[:limit]

    return newest


def _with_last_days(trajectories, on):
    """With the last days of what is open, looked up by the database for these rows only."""
    open_now = Activity.objects.filter(trajectory=OuterRef("pk"), closed_at__isnull=True)
    return trajectories.annotate(
        closes_on=Subquery(
            open_now.filter(closes_on__gte=on).order_by("closes_on").values("closes_on")[:1]
        ),
        closed_on=Subquery(
            open_now.filter(closes_on__lt=on).order_by("-closes_on").values("closes_on")[:1]
        ),
    )


def _with_what_comes(trajectories, on):
    """With the first day on which people can take part or come to something, looked up likewise."""
    opened = Activity.objects.filter(
        trajectory=OuterRef("pk"), closed_at__isnull=True, held_on__gte=on
    ).order_by("held_on", "pk")
    named = not_opened().filter(
        phase__version=_newest_version(OuterRef(OuterRef("pk"))),
        phase__version__trajectory__step__in=_STILL_BEGINS,
        held_on__gte=on,
    )
    named = named.order_by("held_on", "pk")
    held_over = Adoption.objects.filter(
        version__trajectory=OuterRef("pk"),
        version__trajectory__step=Step.ADOPTION,
        version__state=Version.State.HELD_OVER,
        outcome=Adoption.Outcome.HELD_OVER,
    ).order_by("-pk")
    return trajectories.annotate(
        begins_on=Subquery(_phases_to_begin(on).values("starts_on")[:1]),
        opened_on=Subquery(opened.values("held_on")[:1]),
        opened_what=Subquery(opened.values("title")[:1]),
        named_on=Subquery(named.values("held_on")[:1]),
        named_what=Subquery(named.values("title")[:1]),
        held_over_on=Subquery(held_over.values("decided_on")[:1]),
    )


def _phases_to_begin(on):
    """Phases of a trajectory from a day on in which nothing is open yet, the first one first; not one
    of which all was called off."""
    of_phase = PlannedMethod.objects.filter(phase=OuterRef("pk"))
    return (
        not_begun(on=on)
        .filter(
            ~Exists(of_phase) | Exists(not_called_off().filter(phase=OuterRef("pk"))),
            version=_newest_version(OuterRef(OuterRef("pk"))),
            version__trajectory__step__in=_STILL_BEGINS,
            starts_on__gte=on,
        )
        .order_by("starts_on", "pk")
    )


@compiled_query
def _says_of(*, trajectories):
    return (
        GroupSay.objects.filter(phase__version__trajectory__pk__in=trajectories)
        .select_related("phase__version")
        .defer("phase__version__text")
        .order_by("-phase__version__number", "pk")
    )


def _widest(trajectory, says):
    """The widest door in the newest version that has one, in the word of the policy."""
    if not says:
        return None, ""
    newest = says[0].phase.version_id
    most = widest([say for say in says if say.phase.version_id == newest])
    policy = parsed_policy(trajectory.policy)
    named = policy.level(most.level) if most.level else policy.participant_role(most.role)
    return most.say, str(named.label)
