"""What waits for somebody, across all processes, with the day it is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from speelruimte.activities.queues import open_disagreements
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import held_over_by
from speelruimte.decisions.day_of_decision import held_over_decision
from speelruimte.decisions.models import Result, StopQuestion
from speelruimte.decisions.queries import points_asked_of
from speelruimte.initiatives.models import IdeaAddition, Initiative
from speelruimte.initiatives.queries import views_asked_of
from speelruimte.people.rights import bodies_recorded_by, cases_of, reaches_of, roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.also_waiting import Task, also_waiting, body_offered_to, grants_everywhere
from speelruimte.route.case import Case
from speelruimte.route.gates import adopters_waiting
from speelruimte.route.models import OpenTask
from speelruimte.route.moments import moments_in_force
from speelruimte.route.queries import with_all_the_door_asks
from speelruimte.route.reach import led_by_initiator, led_or_own, lying_in
from speelruimte.route.words_waiting import MOST, looking_again, words_to_answer
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.deciding import left_to_initiator
from speelruimte.trajectories.models import LaterDay, Trajectory

_TEXTS = tuple(f"trajectory__{name}" for name in POLICY_TEXTS)


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: the tasks that are due first, and how many things there are in all.

    ``things`` counts every sentence, ``cases`` the cases they are about, ``pressing`` the things
    that are due today or were due before. ``ideas`` are what this person looks after at the door,
    ``entered`` what this person entered there for the municipality itself, the newest first;
    ``answers`` the words in own cases that were promised an answer and have none, for who leads them;
    ``asked`` the points that somebody asked this person to answer; ``again`` what writers did not agree with and this person may look at.
    """

    tasks: tuple
    things: int
    cases: int
    pressing: int
    ideas: tuple
    entered: tuple
    answers: tuple
    asked: tuple = ()
    again: tuple = ()


def tasks_for(person, *, on, limit=40) -> Waiting:
    """What waits for this person, the first due first, at most ``limit`` tasks of it.

    A task belongs to whoever holds the role that its gate names, in that trajectory. The number of
    queries does not grow with the number of trajectories, nor does what is read of them.
    """
    door, own = _at_the_door(person, on=on), cases_of(person, on=on)
    ideas = tuple(idea for idea in door if _looks_after(person, idea, on=on))
    owing = words_to_answer(led_or_own(person, on=on), person=person, limit=MOST)
    # A coach may be asked in every case, also in those that are nobody's own.
    is_coach = Role.COACH in roles_of(person, on=on)
    everywhere = grants_everywhere(person, on=on) if is_coach else []
    is_asked = any(words.is_asked for words in owing) or any(grant.is_asked for grant in everywhere)
    asked = points_asked_of(person) if is_asked else []
    again = looking_again(open_disagreements(person, on=on))
    elsewhere = also_waiting(
        person,
        on=on,
        owing=owing,
        asked=asked,
        again=again,
        ideas=ideas,
        door=door,
        everywhere=everywhere,
    )
    known = {task.trajectory.pk for task in elsewhere if task.trajectory is not None}
    shown, counted = _first_and_counted(_waiting_for(person, on), on, limit, known=known)
    tasks = [*(_task_of(row) for row in shown), *elsewhere]
    tasks.sort(key=lambda task: (task.first_by is None, task.first_by or date.max))
    pressing = (task for task in elsewhere if _presses(task, on))
    return Waiting(
        tasks=tuple(tasks[:limit]),
        things=counted["things"] + sum(len(task.sentences) for task in elsewhere),
        cases=counted["cases"] + len({task.case_key for task in elsewhere}) - counted["known"],
        pressing=counted["pressing"] + sum(len(task.sentences) for task in pressing),
        ideas=ideas,
        entered=tuple(
            idea
            for idea in reversed(door)
            if idea.entered_by and idea.entered_by == person.reference
        ),
        answers=tuple(
            words
            for words in owing
            if words.trajectory.is_led and words.trajectory.case_number in own
        ),
        asked=tuple(asked),
        again=tuple(again),
    )


def waits_in(trajectory, *, person, on) -> list[str]:
    """The pages where something waits for this person in one case, the first thing first."""
    rows = _waiting_for(person, on).filter(trajectory=trajectory).order_by("position")
    return list(dict.fromkeys(rows.values_list("page", flat=True)))


def _presses(task, on):
    """Due today or before, or waiting for a look since before today."""
    due = task.due_on is not None and task.due_on <= on
    return due or (task.since is not None and task.since < on)


def _at_the_door(person, *, on) -> list[Initiative]:
    """What is at the door and concerns this person, the first received first: looked after, entered
    for the municipality itself, or asked for a first view. Two queries.
    """
    if Role.COACH in roles_of(person, on=on):
        ideas = _all_at_the_door()
    else:
        ideas = _some_at_the_door(
            cases=list(cases_of(person, on=on)),
            person=person.pk,
            # Who was forgotten entered nothing that is known.
            reference=person.reference or None,
        )
    fetch_ahead(ideas, "quickscan__views")
    return ideas


@compiled_query
def _all_at_the_door():
    return _as_shown(Initiative.objects.open())


@compiled_query
def _some_at_the_door(*, cases, person, reference):
    own = Q(case_number__in=cases) | Q(quickscan__account_holder=person)
    asked = views_asked_of(person).values("quickscan__initiative")
    entered = Q(entered_by=reference)
    return _as_shown(Initiative.objects.open().filter(own | Q(pk__in=asked) | entered))


def _as_shown(ideas):
    later = LaterDay.objects.filter(initiative=OuterRef("pk"))
    added = IdeaAddition.objects.waiting().filter(initiative=OuterRef("pk"))
    ideas = ideas.annotate(
        becomes_later=Exists(later),
        added_to_at=Subquery(added.order_by("received_at", "id").values("received_at")[:1]),
    )
    # Their views are fetched in a query of their own.
    return with_all_the_door_asks(ideas).prefetch_related(None).order_by("received_at", "id")


def _looks_after(person, idea, *, on):
    """The coach looks after all ideas; another person after those of an own case, or as helper."""
    if Role.COACH in roles_of(person, on=on) or idea.case_number in cases_of(person, on=on):
        return True
    quickscan = getattr(idea, "quickscan", None)
    return quickscan is not None and quickscan.account_holder_id == person.pk


# An initiator who owns the process writes these along with who leads it; and where the policy leaves
# other work of the leader to an initiator, it is done on these pages.
_WRITTEN_ALONG = ("plan", "frames", "phases", "parties")
_DONE_ON = {
    LeaderWork.ACTIVITIES: ("activities",),
    LeaderWork.ANSWERS: ("answers",),
    LeaderWork.RESULT: ("result",),
    LeaderWork.DECISION: ("decision",),
    LeaderWork.FEEDBACK: ("feedback",),
    LeaderWork.EVALUATION: ("evaluation",),
    LeaderWork.STEPS: ("process",),
    LeaderWork.ADOPTION: ("adoption", "another-way", "frame"),
}

# Who has such a role everywhere reads along; what waits for it is found in the own cases.
_READ_ALONG = {Role.OFFICIAL, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR}


def _waiting_for(person, on):
    """The kept tasks of the roles that somebody holds: everywhere, in an area, or in a case."""
    everywhere, cases = roles_of(person, on=on), cases_of(person, on=on)
    mine = Q(role__in=everywhere, trajectory__case_number__in=cases)
    if everywhere - _READ_ALONG:
        mine |= Q(role__in=everywhere)
    for reach in reaches_of(person, on=on):
        mine |= Q(role=reach.role) & lying_in(reach, "trajectory__")
        if reach.role == Role.INITIATOR:
            of_leader = Q(role=Role.PROJECT_LEADER, page__in=_WRITTEN_ALONG)
            mine |= of_leader & lying_in(reach, "trajectory__")
            mine |= _left_to(reach)
    # Words that wait for a look are counted when they are asked for, with their age.
    mine &= ~Q(role=Role.MODERATOR, page="inbox")
    # Who records for one body is not asked for another.
    of_bodies = ~Q(role=Role.RECORDER) | Q(body__in=bodies_recorded_by(person, on=on))
    tasks = OpenTask.objects.filter(mine & of_bodies)
    return tasks.filter(Q(waits_from__isnull=True) | Q(waits_from__lte=on))


def _left_to(reach):
    """The work of the leader that the policies leave to who came with the idea, where this reaches."""
    left = Q(pk__in=())
    for trajectory in led_by_initiator(reach):
        pages = [page for work in left_to_initiator(trajectory) for page in _DONE_ON.get(work, ())]
        left |= Q(role=Role.PROJECT_LEADER, page__in=pages, trajectory=trajectory)
    return left


def _first_and_counted(waiting, on, limit, *, known):
    """The first rows, and counts over all: a second query only where there are more than shown.

    ``known`` are the trajectories in which something else waits too: how many of them are counted here.
    """
    ordered = (
        waiting.select_related("trajectory__policy")
        .defer(*_TEXTS)
        .order_by(F("due_on").asc(nulls_last=True), "trajectory", "position")
    )
    rows = list(ordered[: limit + 1])
    if len(rows) > limit:
        return rows[:limit], waiting.aggregate(
            things=Coalesce(Sum("number"), 0),
            cases=Count("trajectory", distinct=True),
            known=Count("trajectory", filter=Q(trajectory__in=known or {0}), distinct=True),
            pressing=Coalesce(Sum("number", filter=Q(due_on__lte=on)), 0),
        )
    pressing = (row.number for row in rows if row.due_on is not None and row.due_on <= on)
    return rows, {
        "things": sum(row.number for row in rows),
        "cases": len({row.trajectory_id for row in rows}),
        "known": len(known & {row.trajectory_id for row in rows}),
        "pressing": sum(pressing),
    }


def _task_of(row):
    said = row.sentences.get(get_language()) or row.sentences[settings.LANGUAGE_CODE]
    return Task(
        sentences=tuple(said),
        page=row.page,
        about=row.trajectory.title,
        due_on=row.due_on,
        trajectory=row.trajectory,
        body=row.body,
        who=row.role,
    )


@dataclass(frozen=True)
class BodyAgenda:
    """What lies before the bodies, and what comes to them. ``stops`` is whether a process may stop."""

    adoptions: tuple
    results: tuple
    stops: tuple
    moments: tuple


@dataclass(frozen=True)
class BeforeBody:
    """Something that waits for a body: the agreement or the result of a trajectory, or whether it may
    stop.

    ``body`` is the key of the body whose turn it is, ``named`` its name in the policy, ``recorded_by`` the role
    that records for it, and ``held_over`` the reason for which it held a text, or its decision, over on
    ``held_over_on``.
    """

    trajectory: Trajectory
    body: str
    named: str
    since: date
    recorded_by: str = ""
    held_over: str = ""
    held_over_on: date | None = None


def before_the_bodies(*, on) -> BodyAgenda:
    """What bodies are asked to decide now, and their moments of the coming 60 days. 7 queries."""
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
        .select_related("trajectory__policy", "trajectory__decision")
        .defer(*_TEXTS)
        .order_by("offered_on", "id")
    )
    becoming = [result.trajectory for result in results if result.trajectory.becomes_later]
    fetch_ahead(becoming, "later_days")
    asked = (
        StopQuestion.objects.filter(
            agrees__isnull=True, trajectory__in=Trajectory.objects.running()
        )
        .select_related("trajectory__policy")
        .defer(*_TEXTS)
        .order_by("asked_at", "id")
    )
    lying = (_adoption_lying(version) for version in offered)
    return BodyAgenda(
        adoptions=tuple(lying_text for lying_text in lying if lying_text),
        results=tuple(_result_lying(result) for result in results),
        stops=tuple(_stopping_lying(question) for question in asked),
        moments=tuple(_moments_coming(on)),
    )


def _adoption_lying(version):
    """Before the first body that still has to adopt; nothing where no body does."""
    case = Case(trajectory=version.trajectory, version=version)
    waiting = [body for body in adopters_waiting(case) if body]
    if not waiting:
        return None
    body, holding = case.policy.body(waiting[0]), held_over_by(version)
    if holding is not None and holding.body != body.key:
        holding = None
    return BeforeBody(
        version.trajectory,
        body.key,
        str(body.label),
        local_day(version.offered_at),
        recorded_by=str(body.recorded_by),
        held_over=holding.reason if holding else "",
        held_over_on=holding.decided_on if holding else None,
    )


def _result_lying(result):
    body = body_offered_to(result)
    named = str(body.label) if body is not None else ""
    role, later = str(body.recorded_by) if body is not None else "", None
    if body is not None:
        later = held_over_decision(result.trajectory)
    return BeforeBody(
        result.trajectory,
        result.offered_to,
        named,
        result.offered_on,
        recorded_by=role,
        held_over=later.reason if later else "",
        held_over_on=later.held_over_on if later else None,
    )


def _stopping_lying(question):
    body = parsed_policy(question.trajectory.policy).body(question.body)
    return BeforeBody(
        question.trajectory,
        question.body,
        str(body.label),
        local_day(question.asked_at),
        recorded_by=str(body.recorded_by),
    )


def _moments_coming(on):
    return (
        moments_in_force(on=on, until=on + timedelta(days=60))
        .exclude(body="")
        .select_related("version__trajectory__policy")
        .defer(*(f"version__{name}" for name in _TEXTS))[:20]
    )
