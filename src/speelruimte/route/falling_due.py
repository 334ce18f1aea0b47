"""What falls due: days that were promised and come near, or have passed while something waits.

The worker asks once a day. A reminder is known by its kind, what it is about, its reader and the
day itself, so that asking again, or two workers asking at the same instant, reminds nobody twice;
and a worker that stood still reminds when it is back, however long ago a day passed. It is told in
the overview of the day (``telling_of_work``), and never in a mail of its own.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q

from speelruimte.activities.queues import disagreements_without_look
from speelruimte.agreements.models import Frame, Moment
from speelruimte.agreements.moments import promised_decision
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.terms import evaluation_due, result_told_due
from speelruimte.initiatives.models import FirstView, Initiative
from speelruimte.initiatives.terms import days_owed
from speelruimte.journal.acting import silent_action
from speelruimte.notices.models import Reminder
from speelruimte.people.models import Grant, Person
from speelruimte.people.rights import records_for, roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.route.also_waiting import thing_of
from speelruimte.route.later_days import promised_day_of
from speelruimte.route.models import OpenTask
from speelruimte.route.queries import waits_at_the_door, with_all_the_door_asks
from speelruimte.route.words_waiting import looking_again, words_to_answer
from speelruimte.trajectories.models import LaterDay, Step, Trajectory
from speelruimte.trajectories.postponing import last_said
from speelruimte.trajectories.rules import roles_in

AHEAD = timedelta(days=7)
# So long is kept what was told of something that waits no more, for when it waits again.
KEPT = timedelta(days=14)
_TEXTS = tuple(f"trajectory__{name}" for name in POLICY_TEXTS)


@dataclass(frozen=True)
class Due:
    """Something that comes due, or should have been done: a kind of reminder, and whom it is for.

    ``what`` tells two things of one case on one day apart; ``day`` is the promised day. It is for
    whoever holds ``role`` in the case, but for who has the reference ``not_by``; or for one ``person``.
    """

    kind: str
    about: Trajectory | Initiative
    what: str
    day: date
    role: Role | None = None
    body: str = ""
    person: Person | None = None
    not_by: str = ""

    @property
    def page(self):
        """The page on which it waits."""
        what = self.what.partition("-")[0] if self.what.startswith("frame-") else self.what
        return {"first-view": "quickscan", "first-answer": "initiative"}.get(what, what)


def falls_due(on: date) -> list[Due]:
    """Everything to remind of on this day. Reads only, and owes nothing."""
    return [
        *_tasks(on),
        *_answers(on),
        *_looks_again(on),
        *_decisions(on),
        *_after_decisions(on),
        *_initiatives(on),
        *_later_days(on),
        *_first_views(on),
        *_explorations(on),
        *_unknown_frames(on),
    ]


@silent_action(because="a reminder says nothing new: what was promised stands in the journal")
def remind(*, on, at) -> int:
    """Owe a reminder to whoever holds the role for each thing that falls due. Returns how many wait.

    What was done before it was told, is not told any more. What was told is known for as long as it
    is late, and forgotten some time after.
    """
    owed = [
        Reminder(
            person=person,
            kind=due.kind,
            case_number=due.about.case_number,
            what=due.what,
            page=due.page,
            thing=thing_of(due.about.case_number, due.page, due.body),
            day=due.day,
        )
        for due in falls_due(on)
        for person in _holders(due, on=on)
    ]
    Reminder.objects.bulk_create(owed, ignore_conflicts=True)
    still = {_known_by(reminder) for reminder in owed}
    passing = Reminder.objects.filter(Q(told_at__isnull=True) | Q(day__lt=on - KEPT))
    gone = [reminder.pk for reminder in passing if _known_by(reminder) not in still]
    passing.filter(pk__in=gone).delete()
    return len(still)


def _known_by(reminder):
    names = ("person_id", "kind", "case_number", "what", "day")
    return tuple(getattr(reminder, name) for name in names)


def _tasks(on):
    """What waits on a page and has a day, such as people who were promised to be informed.

    An exploration has letters of its own, and so has what is not known yet.
    """
    waiting = (
        OpenTask.objects.filter(due_on__lte=on + AHEAD)
        .filter(Q(waits_from__isnull=True) | Q(waits_from__lte=on))
        .exclude(Q(trajectory__step=Step.EXPLORING) | Q(page="frame"))
        .select_related("trajectory__policy")
        .defer(*_TEXTS)
        .order_by("due_on", "id")
    )
    for task in waiting:
        role = Role(task.role)
        yield Due(_kind(task.due_on, on), task.trajectory, task.page, task.due_on, role, task.body)


def _kind(day, on):
    return "work_due" if day >= on else "work_overdue"


def _is_near_or_past(day, on):
    return day <= on + AHEAD


def _answers(on):
    """Answers that were promised, for as long as no task is kept of them: while people take part."""
    for words in words_to_answer(Trajectory.objects.running()):
        day, trajectory = words.due_on, words.trajectory
        if words.is_kept or day is None or not _is_near_or_past(day, on):
            continue
        yield Due(_kind(day, on), trajectory, "answers", day, _who_leads(trajectory, on=on))
        if trajectory.step == Step.TAKING_PART and trajectory.tally.waiting:
            yield Due(_kind(day, on), trajectory, "inbox", day, Role.MODERATOR)


def _looks_again(on):
    """The second look that was promised to writers who did not agree: not by who decided."""
    by_decider: dict = {}
    for said in disagreements_without_look():
        by_decider.setdefault(said.decided_by, []).append(said)
    for decider, disagreements in by_decider.items():
        for looking in looking_again(disagreements):
            day, trajectory = looking.due_on, looking.trajectory
            if _is_near_or_past(day, on):
                kind = _kind(day, on)
                yield Due(kind, trajectory, "look-again", day, Role.MODERATOR, not_by=decider)


def _decisions(on):
    """The day of the decision, while people take part; later a task is kept of the result."""
    moments = (
        Moment.objects.in_force()
        .filter(version__trajectory__step=Step.TAKING_PART)
        .select_related("version__trajectory")
        .order_by("version__trajectory", "pk")
    )
    for trajectory, of_this in groupby(moments, key=lambda moment: moment.version.trajectory):
        decision = promised_decision(list(of_this))
        if decision is not None and _is_near_or_past(day := decision.day, on):
            yield Due(_kind(day, on), trajectory, "result", day, _who_leads(trajectory, on=on))


def _after_decisions(on):
    """What a decision promises, in the steps that keep no task of it yet: to tell, to look back."""
    decided = (
        Trajectory.objects.running()
        .filter(decision__isnull=False)
        .select_related("policy", "decision", "feedback", "evaluation", "waiver")
        .defer(*POLICY_TEXTS)
        .prefetch_related("open_tasks")
        .order_by("pk")
    )
    for trajectory in decided:
        owed = {"feedback": result_told_due}
        if not hasattr(trajectory, "waiver"):
            owed["evaluation"] = evaluation_due
        pages = {task.page for task in trajectory.open_tasks.all()}
        if trajectory.step == Step.DECISION and "process" in pages:
            pages.add("feedback")  # going on, to tell it, has that day
        for page, term in owed.items():
            day = None if page in pages or hasattr(trajectory, page) else term(trajectory)
            if day is not None and _is_near_or_past(day, on):
                yield Due(_kind(day, on), trajectory, page, day, _who_leads(trajectory, on=on))


def _initiatives(on):
    """A first answer or the letter of a first look, in whatever step the initiative is."""
    for initiative in with_all_the_door_asks(Initiative.objects.open()).order_by("pk"):
        near = [day for day in days_owed(initiative) if _is_near_or_past(day, on)]
        for day in near:
            for role in _who_answer(initiative):
                yield Due(_kind(day, on), initiative, "first-answer", day, role)


def _later_days(on):
    """A day that was said when the promised one was not kept, for as long as people wait."""
    said = LaterDay.objects.filter(later_on__lte=on + AHEAD)
    for later in said.select_related("trajectory__policy", "initiative__policy"):
        case = later.trajectory or later.initiative
        if last_said(case, later.what) != later or promised_day_of(case, later.what) is None:
            continue
        kind, day = _kind(later.later_on, on), later.later_on
        page = _PAGE_OF_LATER.get(later.what, later.what)
        if later.body:  # held over: whoever records for that body hears of it too
            page, recorder = "decision", parsed_policy(case.policy).body(later.body).recorded_by
            yield Due(kind, case, page, day, Role(str(recorder)), later.body)
        roles = [_who_leads(case, on=on)] if later.trajectory else _who_answer(case)
        for role in roles:
            yield Due(kind, case, page, day, role)


_PAGE_OF_LATER = {"first_answer": "first-answer", "decision": "result"}


def _who_answer(initiative):
    """Whoever has something to do for it; colleagues whose first look is asked hear of that day."""
    roles = {missing.who for missing in waits_at_the_door(initiative)} - {Role.OFFICIAL}
    return sorted(roles) or [Role.COACH]


def _first_views(on):
    """A first look that a colleague was asked for by a day."""
    near = FirstView.objects.asked().filter(due_on__lte=on + AHEAD)
    near = near.select_related("colleague", "quickscan__initiative")
    for view in near.order_by("due_on", "pk"):
        initiative = view.quickscan.initiative
        yield Due(
            _kind(view.due_on, on), initiative, "first-view", view.due_on, person=view.colleague
        )


def _explorations(on):
    exploring = Trajectory.objects.filter(step=Step.EXPLORING, explores_until__lte=on + AHEAD)
    for trajectory in exploring.order_by("explores_until", "pk"):
        kind = "exploring_ends" if trajectory.explores_until >= on else "exploring_ended"
        role = _who_leads(trajectory, on=on)
        yield Due(kind, trajectory, "exploring", trajectory.explores_until, role)


def _unknown_frames(on):
    """What an agreement in force says is not known yet, and will be by a day."""
    frames = (
        Frame.objects.filter(
            status=Frame.Status.UNKNOWN,
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
    """Who it is for; where nobody holds the role, the coach, who finds it on "Mijn werk" too."""
    if due.person is not None:
        return [due.person] if due.person.is_active else []
    return _who_hold(due.role, due, on=on) or _who_hold(Role.COACH, due, on=on)


def _who_hold(role, due, *, on):
    grants = Grant.objects.current(on).filter(role=role)
    people = Person.objects.filter(is_active=True, pk__in=grants.values("person_id"))
    return [
        person
        for person in people.order_by("pk")
        if not (due.not_by and person.reference == due.not_by)
        and (
            records_for(person, due.body, on=on)
            if role == Role.RECORDER
            else role in _roles_in(person, due.about, on=on)
        )
    ]


def _roles_in(person, about, *, on):
    if isinstance(about, Trajectory):
        return roles_in(person, about, on=on)
    return roles_of(person, on=on, case_number=about.case_number, areas=about.area_keys)
