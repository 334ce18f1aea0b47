"""Where a case is, what may follow, what is missing, and for whom."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import ends_allowed
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS, parsed_policy
from speelruimte.route import gates
from speelruimte.route.case import Case
from speelruimte.route.missing import Missing
from speelruimte.route.route import BACK, DOOR, FORWARD, ROOMS, ROUTE
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step

INITIATIVES = Prefetch("initiatives", Initiative.objects.select_related("quickscan", "ruling"))
# An end with which nothing else begins: whoever came with it gets an answer.
ANSWERED = frozenset({Initiative.Outcome.HANDLED, Initiative.Outcome.LEFT})
# Everything gates read of a trajectory, so that many can be asked at once.
FETCHED_AHEAD = (
    INITIATIVES,
    "areas",
    "passages",
    "parties",
    "lessons",
    "activities",
    "weighing__answers",
    "evaluation__answers",
    "versions__sections",
    "versions__frames",
    "versions__stands",
    "versions__adoptions",
    "versions__moments",
    "versions__phases__says",
    "versions__phases__methods",
)


def with_all_gates_ask(trajectories):
    """A queryset of trajectories with all that gates ask, in a fixed number of queries."""
    return (
        trajectories.select_related(
            "policy",
            "tally",
            "subject",
            "waiver",
            "participation_decision",
            "result",
            "decision",
            "feedback",
        )
        .defer(*POLICY_TEXTS)
        .prefetch_related(*FETCHED_AHEAD)
    )


def with_all_the_door_asks(initiatives):
    """A queryset of initiatives with all that gates at the door ask, in two queries."""
    return (
        initiatives.select_related("policy", "area", "quickscan", "ruling")
        .defer(*POLICY_TEXTS)
        .prefetch_related("quickscan__views")
    )


@dataclass(frozen=True)
class NextStep:
    """A step one may go to from here, with what is still missing for it."""

    step: str
    label: str
    missing: tuple
    is_forward: bool
    is_back: bool

    @property
    def is_open(self):
        return not self.missing


def missing_for(case, table, step, target) -> tuple:
    """What all gates between two steps still miss, each thing once."""
    gaps = {}
    for one_gate in table[step][target]:
        for gap in one_gate(case):
            gaps.setdefault((gap.sentence, gap.page), gap)
    return tuple(gaps.values())


def next_steps(trajectory, *, on=None, reason="") -> list[NextStep]:
    """All ways out of the step a trajectory is in, the normal one first. ``on`` is the day on which
    the button would be pressed: what it refuses that day is missing.
    """
    case = Case(trajectory=trajectory, reason=reason, on=on)
    step = Step(trajectory.step)
    forward = forward_of(case)
    ways = [
        NextStep(
            step=target,
            label=name_of_step(case.policy, target),
            missing=missing_for(case, ROUTE, step, target),
            is_forward=target == forward,
            is_back=(step, target) in BACK,
        )
        for target in ROUTE[step]
    ]
    return sorted(ways, key=lambda way: not way.is_forward)


def forward_of(case):
    """The normal next step; without participation feedback is followed by memory."""
    step = Step(case.trajectory.step)
    if step == Step.FEEDBACK and case.was_waived:
        return Step.MEMORY
    if step == Step.WEIGHING and case.was_waived:
        return Step.INFORMING
    return FORWARD.get(step)


def to_do(trajectory, *, on=None) -> tuple:
    """What is missing on the normal way on, on a day: the to-do list of this trajectory."""
    case = Case(trajectory=trajectory, on=on)
    forward = forward_of(case)
    return missing_for(case, ROUTE, Step(trajectory.step), forward) if forward else ()


def to_do_at_the_door(initiative) -> tuple:
    """What is missing to bring an initiative one step further. What it ends with is written while
    ending it, so an answer is not missing before.
    """
    targets = DOOR[initiative.step]
    if not targets:
        return ()
    missing = missing_for(Case(initiative=initiative), DOOR, initiative.step, next(iter(targets)))
    return tuple(
        _for_who_is_there(initiative, gap)
        for gap in missing
        if gap.gate != gates.initiator_is_answered.__name__
    )


def waits_at_the_door(initiative) -> tuple:
    """What somebody has to do for it: what is missing for the next step, and where nothing is
    missing that step itself. So what is at the door always waits for somebody."""
    return to_do_at_the_door(initiative) or tuple(
        _for_who_is_there(initiative, gap) for gap in _goes_on_at_the_door(initiative)
    )


def _goes_on_at_the_door(initiative):
    """The step that can be taken now, in words, for who takes it."""
    step, case = initiative.step, Case(initiative=initiative)
    if step == initiative.Step.SIGNAL:
        yield Missing(_after_the_signal(case), "door-on", Role.COACH)
    elif step == initiative.Step.QUICKSCAN:
        label = case.policy.step_label(str(initiative.Step.WHO_DECIDES))
        sentence = _("De eerste blik is klaar. Ga verder naar ‘{step}’.").format(step=label)
        yield Missing(sentence, "quickscan", Role.ACCOUNT_HOLDER)
    elif step == initiative.Step.WHO_DECIDES:
        sentence = _("Start een traject, sluit aan bij een ander, of stuur het door.")
        if ends_allowed(initiative) & ANSWERED and not initiative.is_own:
            sentence = _("Geef een antwoord, of start een traject.")
        yield Missing(sentence, "door-on", Role.ACCOUNT_HOLDER)


def _after_the_signal(case):
    """To the first look or on without it; the letter of a first look is a first answer."""
    to_who_decides = missing_for(case, DOOR, Initiative.Step.SIGNAL, Initiative.Step.WHO_DECIDES)
    if case.initiative.is_own:
        own = _("Begin een eerste blik, of ga verder naar wie beslist.")
        return _("Begin een eerste blik.") if to_who_decides else own
    if to_who_decides:
        return _("Begin een eerste blik. De brief daarvan is het eerste antwoord.")
    return _("Begin een eerste blik en stuur een brief, of ga verder naar wie beslist.")


def _for_who_is_there(initiative, gap):
    return replace(gap, who=who_does(initiative, gap.who))


def who_does(initiative, role) -> Role:
    """Until an account holder is named, the coach does what that role does."""
    quickscan = getattr(initiative, "quickscan", None)
    is_named = quickscan is not None and quickscan.account_holder_id is not None
    return Role.COACH if role == Role.ACCOUNT_HOLDER and not is_named else role


@dataclass(frozen=True)
class RoomSeen:
    """A room in somebody's picture of the route. ``state`` is done, here, ahead or skipped.

    ``day`` is that on which it was done, by the act that it is about where it has one; of the one
    where it is here, the day on which that began, or on which it stopped there. Rooms ahead have none.
    Of an initiative that ended the last one is no room: what it became, ``ended`` and without number.
    """

    number: int
    key: str
    label: str
    state: str
    day: date | None = None


def picture(*, trajectory=None, initiative=None, days=True) -> list[RoomSeen]:
    """The route with "u bent hier", in the words of the policy. Without ``days`` it reads less."""
    case = Case(trajectory=trajectory, initiative=initiative)
    if trajectory is None and initiative.ended_at is not None:
        return _way_to_the_end(case)
    here = _here(case)
    on = _days_in_rooms(case, here) if days else {}
    rooms = []
    for room in ROOMS:
        state = "here" if room.number == here else "done" if room.number < here else "ahead"
        if _is_skipped(case, room, state):
            state = "skipped"
        was_waived = case.trajectory is not None and case.was_waived
        name = _name_of(case.policy, room, was_waived=was_waived)
        rooms.append(RoomSeen(room.number, room.key, name, state, on.get(room.number)))
    return rooms


def _way_to_the_end(case):
    """The rooms that an initiative went through, and what it became: no other room follows."""
    initiative = case.initiative
    days: dict[str, date | None] = {"signal": local_day(initiative.received_at)}
    if hasattr(initiative, "quickscan"):
        days["quickscan"] = None
    if hasattr(initiative, "ruling"):
        days["who_decides"] = local_day(initiative.ruling.ruled_at)
    walked = [
        RoomSeen(
            room.number,
            room.key,
            _name_of(case.policy, room, was_waived=False),
            "done",
            days[room.key],
        )
        for room in ROOMS
        if room.key in days
    ]
    became = str(initiative.get_outcome_display()).capitalize()
    return [*walked, RoomSeen(0, "ended", became, "ended", local_day(initiative.ended_at))]


def room_of(trajectory) -> RoomSeen:
    """The room in which a running trajectory is. Asks nothing but its policy and its waiver."""
    room = next(room for room in ROOMS if trajectory.step in room.steps)
    was_waived = hasattr(trajectory, "waiver")
    name = _name_of(parsed_policy(trajectory.policy), room, was_waived=was_waived)
    return RoomSeen(room.number, room.key, name, "here")


def _name_of(policy, room, *, was_waived):
    """The policy's word; where taking part was waived, people are told instead."""
    if room.key == "taking_part" and was_waived:
        return policy.step_label(str(Step.INFORMING))
    return policy.step_label(room.key)


def _adopted(trajectory):
    """The adopted versions; pages that show one process fetched them ahead as ``agreed``."""
    if hasattr(trajectory, "agreed"):
        return trajectory.agreed
    return [version for version in trajectory.versions.all() if version.is_adopted]


def _days_in_rooms(case, here) -> dict[int, date | None]:
    """By number of the room: the day on which it was done, and of the one where it is, since when."""
    done, since = _days_of_passages(case.trajectory)
    acts = {room.number: _day_of_the_act(case, room) for room in ROOMS if room.number < here}
    days = {number: day or done.get(number) for number, day in acts.items()}
    if here == 1 and case.initiative is not None:
        since[here] = local_day(case.initiative.received_at)
    return days | {here: since.get(here)}


def _days_of_passages(trajectory):
    """When each room was left for a later one, and when each was entered; sent back, that counts
    anew. Where it stopped, the room has the day of that."""
    done: dict[int, date] = {}
    since: dict[int, date] = {}
    number = ROOMS[0].number
    for passage in trajectory.passages.all() if trajectory is not None else ():
        day = local_day(passage.entered_at)
        if passage.step != Step.STOPPED:
            number = _number_of(passage.step)
            rooms_before = range(ROOMS[0].number, number)
            done = {before: done.get(before, day) for before in rooms_before}
        since[number] = day
    return done, since


def _number_of(step):
    return next(room.number for room in ROOMS if step in room.steps)


def _day_of_the_act(case, room):
    """Some rooms are about one act: that has a day of its own."""
    initiative, trajectory = case.initiative, case.trajectory
    if room.key == "signal" and initiative is not None:
        return local_day(initiative.received_at)
    if room.key == "quickscan" and hasattr(initiative, "quickscan"):
        sent_at = initiative.quickscan.sent_at
        return local_day(sent_at) if sent_at else None
    if room.key == "who_decides" and hasattr(initiative, "ruling"):
        return local_day(initiative.ruling.ruled_at)
    if room.key == "weighing" and trajectory is not None and case.was_waived:
        return local_day(trajectory.waiver.published_at)
    if room.key == "adoption" and trajectory is not None:
        days = [version.adopted_on for version in _adopted(trajectory)]
        return min(days, default=None)
    if room.key == "decision" and hasattr(trajectory, "decision"):
        return trajectory.decision.standing_day
    return None


def _here(case):
    if case.trajectory is None:
        step = case.initiative.step
        return next((room.number for room in ROOMS if step in room.steps), 3)
    step = case.trajectory.step
    if step == Step.STOPPED:
        last = [p.step for p in case.trajectory.passages.all() if p.step != Step.STOPPED]
        step = last[-1] if last else Step.WEIGHING
    return _number_of(step)


def _is_skipped(case, room, state):
    if room.key == "quickscan":
        came_past = state == "done" and case.initiative is not None
        return came_past and not hasattr(case.initiative, "quickscan")
    if case.trajectory is not None and case.was_waived:
        if room.key == "evaluation" and state != "ahead":
            return state == "done" and not _came_by(case.trajectory, Step.EVALUATION)
        return room.key in ("plan", "adoption", "result", "evaluation")
    return False


def _came_by(trajectory, step):
    return any(passage.step == step for passage in trajectory.passages.all())


def sent_back_to(trajectory):
    """The passage before, and the one with which it was sent back to where it is; else None.

    One query where it may have been sent back, and none once its passages were fetched.
    """
    if trajectory.step not in {to for _from, to in BACK}:
        return None
    last_two = list(trajectory.passages.all())[-2:]
    steps = tuple(passage.step for passage in last_two)
    return last_two if steps in BACK else None


def name_of_step(policy, step):
    """The policy's word for where a process is, also beside the steps of the route."""
    if step in (Step.EXPLORING, Step.INFORMING, Step.STOPPED):
        return policy.step_label(str(step))
    return policy.step_label(next(room.key for room in ROOMS if step in room.steps))
