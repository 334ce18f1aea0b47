"""A process as everyone may know it: what is fixed and open, how much say, what comes when."""

from dataclasses import dataclass
from datetime import date

from speelruimte.agreements.moments import moments_coming, promised_decision
from speelruimte.agreements.queries import agreement_in_force
from speelruimte.agreements.said import Agreement, SaidMoment
from speelruimte.promise.lateness import Later
from speelruimte.promise.promises import (
    Promise,
    PromiseKey,
    everyone_was_answered,
    promises_of,
)
from speelruimte.promise.taking_part import (
    Planned,
    TakingPart,
    is_behind_us,
    last_to_close,
    open_activities,
    planned_ahead,
    taking_part_on,
)
from speelruimte.trajectories.deciding import Decider, WhoAnswers, decider_of, who_answers
from speelruimte.trajectories.models import Step


@dataclass(frozen=True)
class OpenQuestion:
    """Something that is open, with how wide its door is."""

    title: str
    text: str
    say: int | None
    level: str


@dataclass(frozen=True)
class ProcessPromise:
    """All that was promised about a process, on a day.

    ``agreement`` and ``waiver`` are None where there is none. ``open_now`` is what people can do
    that day, the first to close first; ``closes_last`` is what closes last of it, an evening only
    where there is no way on the website; with nothing open, what closed last of all that was
    opened; ``last_day`` is the day of that. ``say`` and ``level`` are of the door that holds that
    day, or comes first. ``decision_day`` is that of the decision, else the promised one;
    ``decision_later`` what was said of one that comes later. ``is_answered``: taking part is over
    and nobody waits for an answer. ``coming`` are the moments from that day on, without a
    decision that is there already; ``missed`` is the promised moment of a decision that is not
    there. ``planned`` begins or is held and is not open yet.
    """

    agreement: Agreement | None
    waiver: object | None
    decider: Decider
    who_answers: WhoAnswers
    say: int | None
    level: str
    level_key: str
    open_questions: tuple[OpenQuestion, ...]
    promises: tuple[Promise, ...]
    open_now: tuple
    taking_part: TakingPart
    last_day: date | None
    closes_last: tuple
    decision_day: date | None
    decision_later: Later | None
    is_decided: bool
    is_answered: bool
    coming: tuple[SaidMoment, ...]
    missed: SaidMoment | None
    planned: tuple[Planned, ...]

    @property
    def fixed(self) -> tuple:
        return self.agreement.fixed if self.agreement else ()

    @property
    def unknown(self) -> tuple:
        return self.agreement.unknown if self.agreement else ()


def process_promise(trajectory, *, day) -> ProcessPromise:
    """What was promised about a process. Asks nothing of what was fetched ahead: the policy, the
    waiver, the decision and the tally, the activities, and the adopted versions as ``agreed``; two queries
    more once answers can be late.
    """
    agreement = agreement_in_force(trajectory)
    door = agreement.door_on(day) if agreement else None
    is_decided = hasattr(trajectory, "decision")
    moments = agreement.moments if agreement else ()
    taking_part = taking_part_on(trajectory, agreement, day=day)
    open_now = open_activities(trajectory, day=day)
    doors = last_to_close(open_now) or _closed_last(trajectory)
    promises = promises_of(trajectory, agreement, day=day)
    return ProcessPromise(
        agreement=agreement,
        waiver=getattr(trajectory, "waiver", None),
        decider=decider_of(trajectory),
        who_answers=who_answers(trajectory),
        say=door.say if door else None,
        level=door.label if door else "",
        level_key=door.key if door else "",
        open_questions=open_questions(agreement, day=day),
        promises=promises,
        open_now=open_now,
        taking_part=taking_part,
        last_day=doors[0].last_day if doors else None,
        closes_last=doors,
        decision_day=decision_day(trajectory, agreement),
        decision_later=_decided_later(trajectory, promises),
        is_decided=is_decided,
        is_answered=everyone_was_answered(
            trajectory, is_over=is_behind_us(trajectory, taking_part)
        ),
        coming=tuple(moments_coming(moments, on=day, is_decided=is_decided)),
        missed=None if is_decided else _missed(moments, day),
        planned=planned_ahead(trajectory, agreement, day=day),
    )


def _closed_last(trajectory):
    """Of all that was opened what closed last; what was called off only where nothing else was."""
    activities = trajectory.activities.all()
    standing = [activity for activity in activities if activity.cancelled_at is None]
    standing = standing or list(activities)
    last_day = max((activity.last_day for activity in standing), default=None)
    return tuple(activity for activity in standing if activity.last_day == last_day)


def open_questions(agreement, *, day) -> tuple[OpenQuestion, ...]:
    """What an agreement leaves open, each with its own door where it has one, else that of its phase,
    else the one that holds on that day."""
    if agreement is None:
        return ()
    return tuple(
        OpenQuestion(frame.title, frame.text, *_door_of(frame, agreement, day))
        for frame in agreement.open
    )


def _door_of(frame, agreement, day):
    if frame.level:
        return frame.say, frame.level
    phase = agreement.phase(frame.phase_key) if frame.phase_key else None
    door = (phase and phase.widest) or agreement.door_on(day)
    return (door.say, door.label) if door else (None, "")


def decision_day(trajectory, agreement) -> date | None:
    """The day of the decision as it stands; before there is one, the day that the agreement promises.
    Of what stopped none comes."""
    decision = getattr(trajectory, "decision", None)
    if decision is not None:
        return decision.standing_day
    if trajectory.step == Step.STOPPED:
        return None
    return agreement.decision_day if agreement else None


def _decided_later(trajectory, promises):
    if trajectory.step == Step.STOPPED:
        return None
    decided_on = (promise for promise in promises if promise.key == PromiseKey.DECIDED_ON)
    return next((promise.later for promise in decided_on), None)


def _missed(moments, day):
    promised = promised_decision(moments)
    return promised if promised and promised.day < day else None
