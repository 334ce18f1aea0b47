"""The processes in which somebody has a role of their own, with what a row about each shows."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import F, OuterRef, Subquery

from speelruimte.activities.models import Activity
from speelruimte.agreements.models import GroupSay, Moment, Version
from speelruimte.initiatives.models import Initiative
from speelruimte.people.rights import cases_of, grants_to_come
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.policy.say import widest
from speelruimte.route.moments import moments_to_come
from speelruimte.route.queries import RoomSeen, room_of
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.lying import fetch_areas
from speelruimte.trajectories.models import Trajectory


@dataclass(frozen=True)
class OwnProcess:
    """A running trajectory of somebody: where it is, the widest say and the days that come.

    ``say`` is 0 to 4 or None, ``level`` the word of the policy for it (empty when nothing is
    chosen yet). ``closes_on`` is the first last day to come of what is open, ``closed_on`` the last
    one that passed while something still stands open. ``next_day`` is the first day to come in
    the newest adopted version, else in the one that is being written, and ``next_what`` says what
    happens then.
    """

    trajectory: Trajectory
    room: RoomSeen
    say: int | None
    level: str
    closes_on: date | None
    closed_on: date | None
    next_day: date | None
    next_what: str


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
    adopted version says, else the one that is being written. One query.
    """
    cases = sorted(cases_of(person, on=on))
    return _moments_of(cases=cases, on=on) if cases else []


@compiled_query
def _moments_of(*, cases, on):
    of_this = Version.objects.filter(trajectory=OuterRef("version__trajectory"))
    newest = of_this.order_by(F("adopted_on").desc(nulls_last=True), "-number").values("pk")[:1]
    own = Moment.objects.filter(version__trajectory__in=_running(cases))
    coming = moments_to_come(own.filter(version=Subquery(newest)), on=on)
    return (
        coming.select_related("version__trajectory")
        .only(
            "day", "held_at", "place", "what", "version__adopted_on", "version__trajectory__title"
        )
        .order_by("day", "pk")
    )


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
        OwnProcess(
            trajectory,
            room_of(trajectory),
            *_widest(trajectory, says.get(trajectory.pk, [])),  # type: ignore[misc]
            closes_on=trajectory.closes_on,
            closed_on=trajectory.closed_on,
            next_day=moment.day if moment else None,
            next_what=moment.what if moment else "",
        )
        for trajectory, moment in ((each, next_moments.get(each.pk)) for each in trajectories)
    ]


@cache
def _newest(limit):
    @compiled_query
    def newest(*, cases, on):
        rows = _with_last_days(_running(cases), on).select_related("policy", "tally", "waiver")
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
