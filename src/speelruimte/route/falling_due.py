"""What falls due: days that were promised and come near, or have passed while something waits.

The worker asks once a day. A reminder is known by its kind, what it is about, its reader and the
day itself, so that asking again, or two workers asking at the same instant, reminds nobody twice;
and a worker that stood still for some days reminds when it is back.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from speelruimte.agreements.models import Frame
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.acting import silent_action
from speelruimte.notices.outbox import enqueue
from speelruimte.people.models import Grant, Person
from speelruimte.people.rights import records_for
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.route.models import OpenTask
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.trajectories.rules import roles_in

AHEAD = timedelta(days=7)
# What passed longer ago was said already, or was there before reminders were.
BEHIND = timedelta(days=14)
_TEXTS = tuple(f"trajectory__{name}" for name in POLICY_TEXTS)


@dataclass(frozen=True)
class Due:
    """Something that comes due, or should have been done: a kind of letter, and whom it is for.

    ``what`` tells two things of one trajectory on one day apart; ``day`` is the promised day.
    """

    kind: str
    trajectory: Trajectory
    what: str
    day: date
    role: Role
    body: str = ""


def falls_due(on: date) -> list[Due]:
    """Everything to remind of on this day. Reads only, and owes nothing."""
    return [*_tasks(on), *_explorations(on), *_unknown_frames(on)]


@silent_action(because="a reminder says nothing new: what was promised stands in the journal")
def remind(*, on, at) -> int:
    """Owe a letter to whoever holds the role for each thing that falls due. Returns how many."""
    reminded = 0
    for due in falls_due(on):
        for person in _holders(due, on=on):
            enqueue(
                due.kind,
                person=person,
                about=due.trajectory.key,
                case_number=due.trajectory.case_number,
                at=at,
                again=f"{due.what}:{due.day.isoformat()}",
                due_on=due.day,
            )
            reminded += 1
    return reminded


def _tasks(on):
    """What waits on a page and has a day, such as people who were promised to be informed."""
    waiting = (
        OpenTask.objects.filter(due_on__gte=on - BEHIND, due_on__lte=on + AHEAD)
        .filter(Q(waits_from__isnull=True) | Q(waits_from__lte=on))
        .select_related("trajectory__policy")
        .defer(*_TEXTS)
        .order_by("due_on", "id")
    )
    for task in waiting:
        kind = "work_due" if task.due_on >= on else "work_overdue"
        yield Due(kind, task.trajectory, task.page, task.due_on, Role(task.role), task.body)


def _explorations(on):
    exploring = Trajectory.objects.filter(
        step=Step.EXPLORING, explores_until__gte=on - BEHIND, explores_until__lte=on + AHEAD
    )
    for trajectory in exploring.order_by("explores_until", "pk"):
        kind = "exploring_ends" if trajectory.explores_until >= on else "exploring_ended"
        role = _who_leads(trajectory, on=on)
        yield Due(kind, trajectory, "exploring", trajectory.explores_until, role)


def _unknown_frames(on):
    """What an agreement in force says is not known yet, and will be by a day."""
    frames = (
        Frame.objects.filter(
            status=Frame.Status.UNKNOWN,
            known_on__gte=on - BEHIND,
            known_on__lte=on + AHEAD,
            version__trajectory__in=Trajectory.objects.running(),
        )
        .select_related("version__trajectory")
        .order_by("known_on", "id")
    )
    for frame in frames:
        trajectory = frame.version.trajectory
        if version_in_force(trajectory) != frame.version:
            continue
        kind = "frame_known_soon" if frame.known_on >= on else "frame_still_unknown"
        role = _who_leads(trajectory, on=on)
        yield Due(kind, trajectory, f"frame-{frame.number}", frame.known_on, role)


def _who_leads(trajectory, *, on):
    """The project leader; where there is none, the coach."""
    led = Grant.objects.current(on).filter(
        role=Role.PROJECT_LEADER, case_number=trajectory.case_number, person__is_active=True
    )
    return Role.PROJECT_LEADER if led.exists() else Role.COACH


def _holders(due, *, on):
    grants = Grant.objects.current(on).filter(role=due.role)
    people = Person.objects.filter(is_active=True, pk__in=grants.values("person_id"))
    for person in people.order_by("pk"):
        if due.role == Role.RECORDER:
            reaches = records_for(person, due.body, on=on)
        else:
            reaches = due.role in roles_in(person, due.trajectory, on=on)
        if reaches:
            yield person
