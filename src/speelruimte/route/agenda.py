"""What waits for somebody, across all processes, with the day it is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from speelruimte.agreements.models import Moment, Version
from speelruimte.decisions.models import Result
from speelruimte.decisions.terms import evaluation_due, next_answer_due, result_told_due
from speelruimte.initiatives.models import FirstView, Initiative
from speelruimte.initiatives.terms import due_on as door_due_on
from speelruimte.people.rights import cases_of, records_for, roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS, read
from speelruimte.route.case import Case
from speelruimte.route.gates import adopters_waiting
from speelruimte.route.missing import Missing
from speelruimte.route.queries import (
    forward_of,
    missing_for,
    to_do_at_the_door,
    with_all_gates_ask,
)
from speelruimte.route.route import ROUTE
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step, Trajectory

_TEXTS = tuple(f"trajectory__{name}" for name in POLICY_TEXTS)


@dataclass(frozen=True)
class Task:
    """Something to do: what, where, and by which day (or none)."""

    sentence: str
    page: str
    about: str
    due_on: date | None = None
    trajectory: Trajectory | None = None
    initiative: Initiative | None = None


def tasks_for(person, *, on) -> list[Task]:
    """Everything that waits for this person, the first due first.

    A task belongs to whoever holds the role that its gate names, in that trajectory.
    """
    tasks = [
        *_of_trajectories(person, on=on),
        *_at_the_door(person, on=on),
        *_views_asked(person),
    ]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or date.max))


@dataclass(frozen=True)
class Docket:
    """What lies before the bodies, and what comes to them."""

    adoptions: tuple
    results: tuple
    moments: tuple


@dataclass(frozen=True)
class Lying:
    """Something that waits for a body: the agreement or the result of a trajectory.

    ``body`` is the key of the body whose turn it is, ``named`` its name in the policy.
    """

    trajectory: Trajectory
    body: str
    named: str
    since: date


def before_the_bodies(*, on) -> Docket:
    """What bodies are asked to decide now, and their moments of the coming 60 days. 6 queries."""
    offered = (
        Version.objects.filter(state__in=[Version.State.OFFERED, Version.State.HELD_OVER])
        .filter(trajectory__in=Trajectory.objects.running())
        .select_related("trajectory__policy", "trajectory__weighing")
        .defer(*_TEXTS)
        .prefetch_related("adoptions", "trajectory__initiatives", "trajectory__weighing__answers")
        .order_by("offered_at", "id")
    )
    results = (
        Result.objects.filter(
            offered_on__isnull=False,
            trajectory__decision__isnull=True,
            trajectory__in=Trajectory.objects.running(),
        )
        .select_related("trajectory__policy")
        .defer(*_TEXTS)
        .order_by("offered_on", "id")
    )
    lying = (_adoption_lying(version) for version in offered)
    return Docket(
        adoptions=tuple(one for one in lying if one),
        results=tuple(_result_lying(result) for result in results),
        moments=tuple(_moments_coming(on)),
    )


def _adoption_lying(version):
    """Before the first body that still has to adopt; nothing where no body does."""
    case = Case(trajectory=version.trajectory)
    case.version = version
    waiting = [body for body in adopters_waiting(case) if body]
    if not waiting:
        return None
    named = str(case.policy.body(waiting[0]).label)
    return Lying(version.trajectory, waiting[0], named, local_day(version.offered_at))


def _result_lying(result):
    policy, body = read(result.trajectory.policy), result.offered_to
    bodies = {one.key: str(one.label) for one in policy.deciding_bodies}
    return Lying(result.trajectory, body, bodies.get(body, ""), result.offered_on)


def _moments_coming(on):
    return (
        Moment.objects.in_force()
        .filter(day__gte=on, day__lte=on + timedelta(days=60))
        .exclude(body="")
        .select_related("version__trajectory__policy")
        .defer(*(f"version__{name}" for name in _TEXTS))[:20]
    )


def trajectories_of(person, *, on):
    """The running trajectories in which somebody has a role of their own."""
    return Trajectory.objects.running().filter(case_number__in=cases_of(person, on=on))


def _of_trajectories(person, *, on):
    everywhere = roles_of(person, on=on)
    asked_everywhere = everywhere - {Role.OFFICIAL, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR}
    running = Trajectory.objects.running() if asked_everywhere else trajectories_of(person, on=on)
    for trajectory in with_all_gates_ask(running):
        areas = tuple(area.key for area in trajectory.areas.all())
        roles = roles_of(
            person,
            on=on,
            case_number=trajectory.case_number,
            areas=areas,
            subject_id=trajectory.subject_id,
        )
        case = Case(trajectory=trajectory)
        for one in missing_on_the_way(case):
            mine = one.who in roles and _records(person, one, on=on)
            if mine and not _only_runs(case, one, on=on):
                yield Task(
                    sentence=one.sentence,
                    page=one.page,
                    about=trajectory.title,
                    due_on=due_on(case, one.page),
                    trajectory=trajectory,
                )


def _records(person, missing, *, on):
    """Who records for one body is not asked for another."""
    return missing.who != Role.RECORDER or records_for(person, missing.body, on=on)


def _only_runs(case, missing, *, on):
    """What people can still do today is not waiting for anybody: it is closed after its last day."""
    if missing.gate != "activities_are_closed":
        return False
    running = [one for one in case.trajectory.activities.all() if one.closed_at is None]
    return all(one.closes_on >= on for one in running if f"‘{one.title}’" in missing.sentence)


def missing_on_the_way(case):
    """What keeps a trajectory from its normal next step; when nothing does, that it can go on."""
    forward = forward_of(case)
    if forward is None:
        return ()
    missing = missing_for(case, ROUTE, Step(case.trajectory.step), forward)
    return missing or (Missing("Alles is klaar: laat dit traject verder gaan.", "process"),)


def _at_the_door(person, *, on):
    roles = roles_of(person, on=on)
    cases = cases_of(person, on=on)
    open_ones = Initiative.objects.open().select_related("policy", "area", "quickscan", "ruling")
    if Role.COACH not in roles:
        open_ones = open_ones.filter(Q(case_number__in=cases) | Q(quickscan__account_holder=person))
    for initiative in open_ones:
        areas = (initiative.area.key,) if initiative.area_id else ()
        here = roles_of(person, on=on, case_number=initiative.case_number, areas=areas)
        for one in to_do_at_the_door(initiative):
            if one.who in here:
                yield Task(
                    sentence=one.sentence,
                    page=one.page,
                    about=initiative.title,
                    due_on=door_due_on(initiative),
                    initiative=initiative,
                )


def _views_asked(person):
    asked = FirstView.objects.filter(colleague=person, given_at__isnull=True).select_related(
        "quickscan__initiative"
    )
    for view in asked:
        yield Task(
            sentence="Een collega vraagt uw eerste blik op een idee.",
            page="quickscan",
            about=view.quickscan.initiative.title,
            due_on=view.due_on,
            initiative=view.quickscan.initiative,
        )


def due_on(case, page) -> date | None:
    """By which day the work of a page was promised, as far as the agreement or policy says so."""
    return _DUE.get(page, lambda _case: None)(case)


def _moment(case, *, decision):
    moments = sorted(case.version.moments.all(), key=lambda one: one.day) if case.version else []
    days = [one.day for one in moments if one.body and one.is_decision == decision]
    return days[0] if days else None


def _activities_close(case):
    days = [one.closes_on for one in case.trajectory.activities.all() if one.closed_at is None]
    return min(days, default=None)


def _waiver_due(case):
    return case.trajectory.waiver.inform_by if case.was_waived else None


_DUE = {
    "adoption": lambda case: _moment(case, decision=False),
    "decision": lambda case: _moment(case, decision=True),
    "activities": _activities_close,
    "answers": lambda case: next_answer_due(case.trajectory),
    "inbox": lambda case: next_answer_due(case.trajectory),
    "result": lambda case: _moment(case, decision=True),
    "feedback": lambda case: result_told_due(case.trajectory),
    "evaluation": lambda case: evaluation_due(case.trajectory),
    "waiver": _waiver_due,
}
