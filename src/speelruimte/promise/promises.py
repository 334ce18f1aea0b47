"""The one list of what is promised to whoever takes part, for the process and for its agreement."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from speelruimte.activities.kind import keys_that_promise_answers, words_only_in_person
from speelruimte.activities.queues import number_looked_at_again
from speelruimte.activities.terms import answer_due, answer_due_if_sent, day_of_answer
from speelruimte.agreements.queries import agreement_in_force
from speelruimte.decisions.terms import (
    answers_still_due,
    evaluation_due,
    result_told_due,
    words_still_owed,
)
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import CountsFrom, ServiceTerm, TermKey
from speelruimte.promise.lateness import Later, late_answers, later_than
from speelruimte.promise.taking_part import ANSWERED, is_behind_us, taking_part_on
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.deciding import Decider, decider_of
from speelruimte.trajectories.models import BEHIND_US, LaterDay, Step, Tally
from speelruimte.trajectories.stopped import stopped_at


class PromiseKey(StrEnum):
    """What is promised."""

    INFORMED = "informed"  # where people do not take part: to hear what happens
    RECEIPT = "receipt"  # a message that words came in, to who left an address
    ANSWER = "answer"  # to everything that comes in, with the reason; not where one only votes
    ANSWER_BY = "answer_by"  # by a day, or within a term after sending
    READ_FIRST = "read_first"  # who decides reads what came in before deciding
    LEVEL = "level"  # what the policy promises with a level of influence
    KNOWN_ON = "known_on"  # what is not known yet will be, on a day
    DECIDED_ON = "decided_on"  # the day on which it is decided
    TOLD_BY = "told_by"  # whoever took part hears of the decision by a day, or within a term
    EVALUATED_BY = "evaluated_by"  # one looks back by a day, or within a term
    CHANGE_TOGETHER = "change_together"  # nothing of the agreement changes one-sidedly


@dataclass(frozen=True)
class Promise:
    """One promise; ``day`` is its last day, None where it has none. ``is_late``: it was not kept.

    ``kept_on`` is the day on which it was done, also when that was late; None as long as it is to come.
    ``in_person``: answers are for what is said on an evening, because on the website one only votes.
    ``nobody_waits``: nobody who was promised an answer is without, and its day has passed or nothing
    comes in any more; ``answered_on`` is the day by which that was seen, where that was in time.
    ``is_over``: what it holds for is over, kept as it was promised: it is told in the past.
    ``activity`` is the title of what the day holds for, empty when it holds for everything;
    ``words`` are those of the policy, or the title of a frame; ``decider`` and ``term`` belong to
    the promise that names them. ``later``: it was said that it comes later, and why. ``came_in``: of
    what stopped, how much came in, how much of it had an answer, and how much nobody read.
    ``has_lapsed``: it was not kept yet when the process stopped, and holds no more. Where the last day
    became later, the day holds for who took part ``joined_until`` this day, or ``joined_after`` it.
    """

    key: PromiseKey
    day: date | None = None
    activity: str = ""
    words: str = ""
    decider: Decider | None = None
    term: ServiceTerm | None = None
    is_late: bool = False
    kept_on: date | None = None
    nobody_waits: bool = False
    answered_on: date | None = None
    is_over: bool = False
    later: Later | None = None
    in_person: bool = False
    came_in: Tally | None = None
    has_lapsed: bool = False
    joined_until: date | None = None
    joined_after: date | None = None


def promises_of(trajectory, agreement, *, day: date | None = None) -> tuple[Promise, ...]:
    """What is promised, in the order in which one reads it.

    ``agreement`` is the version that one reads, or None before the first one; of a version that was
    replaced the days are left out, because those of the newer one hold. What was kept stays to be
    read, with its day; of what stopped the rest has lapsed. ``day`` is the day on which it is read,
    for what is late; without it only what was done too late is. Of what stopped that day counts no
    more, but the one on which it stopped. Reads the activities.
    """
    if stopped := stopped_at(trajectory):
        day = local_day(stopped)
    promises = _promises_of(trajectory, agreement, day)
    if trajectory.becomes_later:
        fetch_ahead([trajectory], "later_days")
    promises = (_with_later(promise, trajectory, day) for promise in promises)
    if trajectory.step == Step.STOPPED:
        promises = (_unless_somebody_waits(promise, day) for promise in promises)
        return tuple(_as_it_stopped(promise, trajectory) for promise in promises)
    over = _what_is_over(trajectory, agreement, day)
    answered_on = _answered_on(trajectory) if PromiseKey.ANSWER_BY in over else None
    return tuple(
        replace(
            _unless_somebody_waits(
                promise, day, answered=PromiseKey.ANSWER_BY in over, answered_on=answered_on
            ),
            is_over=promise.key in over,
        )
        for promise in promises
    )


def _what_is_over(trajectory, agreement, day) -> set[PromiseKey]:
    """What a process that runs, or that was finished, has behind it."""
    over = set()
    if agreement is not None and agreement.is_replaced:
        agreement = agreement_in_force(trajectory)
    is_behind = trajectory.step in BEHIND_US or (
        day is not None and is_behind_us(trajectory, taking_part_on(trajectory, agreement, day=day))
    )
    if is_behind:
        over.add(PromiseKey.RECEIPT)
    if everyone_was_answered(trajectory, is_over=is_behind):
        over |= {PromiseKey.ANSWER, PromiseKey.ANSWER_BY}
    if hasattr(trajectory, "decision"):
        over.add(PromiseKey.READ_FIRST)
    return over


def everyone_was_answered(trajectory, *, is_over) -> bool:
    """Nothing comes in any more (``is_over``), all that came in has its answer, and nobody looks again
    at what was refused; where nothing came in, once it lies before who decides."""
    if not is_over or not trajectory.tally.all_answered:
        return False
    if trajectory.step in ANSWERED:
        return True
    looked_at = trajectory.tally.is_less_than_came and number_looked_at_again(trajectory)
    return trajectory.tally.published > 0 and not looked_at


def _answered_on(trajectory):
    """The day on which it was laid before who decides: everybody has an answer then."""
    if trajectory.step not in ANSWERED:
        return None
    fetch_ahead([trajectory], "passages")
    came = [passage for passage in trajectory.passages.all() if passage.step == Step.DECISION]
    return local_day(came[-1].entered_at) if came else None


def _as_it_stopped(promise, trajectory):
    """What was not done by then lapsed; words that were read had their answer, and stopping takes no
    receipt away."""
    if promise.key == PromiseKey.ANSWER:
        return replace(promise, came_in=trajectory.tally)
    is_done = promise.kept_on or promise.nobody_waits or promise.key == PromiseKey.RECEIPT
    return replace(promise, has_lapsed=not is_done)


def _unless_somebody_waits(promise, day, *, answered=False, answered_on=None):
    """Of answers nothing says on which day the last was given; late is what somebody still waits for."""
    if promise.key != PromiseKey.ANSWER_BY or promise.is_late:
        return promise
    if not (answered or _is_late(promise.day, day)):
        return promise
    if answered_on is not None and _is_late(promise.day, answered_on):
        answered_on = None  # in time or not: the last answer may have been given long before
    return replace(promise, nobody_waits=True, answered_on=answered_on)


_LATER = {
    PromiseKey.ANSWER_BY: LaterDay.What.ANSWERS,
    PromiseKey.DECIDED_ON: LaterDay.What.DECISION,
    PromiseKey.TOLD_BY: LaterDay.What.FEEDBACK,
    PromiseKey.EVALUATED_BY: LaterDay.What.EVALUATION,
}


def _with_later(promise, trajectory, day):
    what = _LATER.get(promise.key)
    if what is None or promise.kept_on or (promise.day is None and not promise.is_late):
        return promise
    return replace(promise, later=later_than(trajectory, what, promise.day, day=day))


def _promises_of(trajectory, agreement, day):
    ahead = tuple(
        promise
        for promise in _after_taking_part(trajectory, day)
        if promise.kept_on or trajectory.step != Step.MEMORY
    )
    waiver = getattr(trajectory, "waiver", None)
    if waiver is not None:
        told = (promise for promise in ahead if promise.key == PromiseKey.TOLD_BY)
        return (_informed(waiver, day), *told)
    late = late_answers(trajectory, day=day) if day else {}
    return (
        *_answered(trajectory, agreement, late, day),
        Promise(PromiseKey.READ_FIRST, decider=decider_of(trajectory)),
        *_with_levels(agreement),
        *_until_the_decision(trajectory, agreement, day),
        *ahead,
        Promise(PromiseKey.CHANGE_TOGETHER),
    )


def _informed(waiver, day):
    """To hear what happens; somebody writes down on which day people did."""
    kept_on = waiver.informed_on
    is_late = _is_late(waiver.inform_by, kept_on or day)
    return Promise(PromiseKey.INFORMED, day=waiver.inform_by, is_late=is_late, kept_on=kept_on)


def _is_late(promised, day):
    return promised is not None and day is not None and promised < day


def _until_the_decision(trajectory, agreement, day):
    """What the agreement in force says for a day of its own: also once it was decided."""
    decision = getattr(trajectory, "decision", None)
    is_over = decision is None and trajectory.step == Step.MEMORY
    if agreement is None or agreement.is_replaced or is_over:
        return
    kept_on = decision.decided_on if decision is not None else None
    day = kept_on or day
    for frame in sorted(agreement.unknown, key=lambda frame: frame.known_on or date.max):
        if frame.known_on:
            is_late = _is_late(frame.known_on, day)
            yield Promise(
                PromiseKey.KNOWN_ON, day=frame.known_on, words=frame.title, is_late=is_late
            )
    decided_on = agreement.decision_day
    if decided_on:
        is_late = _is_late(decided_on, day)
        yield Promise(PromiseKey.DECIDED_ON, day=decided_on, is_late=is_late, kept_on=kept_on)


def _after_taking_part(trajectory, day):
    """To hear of the decision, and to look back: by a day once it is decided."""
    policy, told_by = parsed_policy(trajectory.policy), result_told_due(trajectory)
    told = policy.term(TermKey.RESULT_TOLD)
    if told:
        kept_on = _told_on(trajectory) if told_by else None
        is_late = _is_late(told_by, kept_on or day)
        yield Promise(PromiseKey.TOLD_BY, day=told_by, term=told, is_late=is_late, kept_on=kept_on)
    looked_back, looked_back_by = policy.term(TermKey.EVALUATION), evaluation_due(trajectory)
    if looked_back:
        kept_on = _looked_back_on(trajectory) if looked_back_by else None
        is_late = _is_late(looked_back_by, kept_on or day)
        yield Promise(
            PromiseKey.EVALUATED_BY,
            day=looked_back_by,
            term=looked_back,
            is_late=is_late,
            kept_on=kept_on,
        )


def _told_on(trajectory):
    feedback = getattr(trajectory, "feedback", None)
    return feedback.told_on if feedback is not None else None


def _looked_back_on(trajectory):
    """With looking back done, a process goes to the memory."""
    if trajectory.step != Step.MEMORY:
        return None
    came = [passage for passage in trajectory.passages.all() if passage.step == Step.MEMORY]
    return local_day(came[-1].entered_at) if came else None


def _with_levels(agreement):
    if agreement is None:
        return
    for words in agreement.level_promises:
        yield Promise(PromiseKey.LEVEL, words=words)


def ways_of(trajectory, agreement) -> set[str]:
    """The ways in which people take part: of what was opened, and of what the agreement names."""
    phases = agreement.phases if agreement else ()
    ways = {activity.kind for activity in trajectory.activities.all()}
    return ways | {method.way for phase in phases for method in phase.methods}


def _answered(trajectory, agreement, late, day):
    """That words came in, that all get an answer, and by which day, where any way promises one.

    Before anything is known of the ways, the promise stands.
    """
    ways = ways_of(trajectory, agreement)
    if ways and not ways & keys_that_promise_answers():
        return
    receipt = parsed_policy(trajectory.policy).term(TermKey.RECEIPT)
    if receipt:
        yield Promise(PromiseKey.RECEIPT, term=receipt)
    in_person = words_only_in_person(ways)
    yield Promise(PromiseKey.ANSWER, in_person=in_person)
    for promise in _answered_by(trajectory, agreement, late, day):
        yield replace(promise, in_person=in_person)


def answers_ahead(trajectory, agreement, *, day) -> list[date]:
    """The days from this one on by which answers are promised, each once. Reads the activities.

    None where it was said that they come later.
    """
    if trajectory.becomes_later:
        return []
    promised = (
        promise.day
        for promise in _answered(trajectory, agreement, {}, day)
        if not promise.nobody_waits
    )
    return sorted({by for by in promised if by is not None and by >= day})


@dataclass(frozen=True)
class _AnswerDays:
    """By when answers are promised in what is named so: the day for who took part last, and each
    earlier one that was ``told`` to who took part until a day, with that day. ``late``: the days that
    somebody waits for and that have passed."""

    title: str
    due: date | None
    told: tuple[tuple[date, date], ...] = ()
    late: frozenset[date] = frozenset()


def _answered_by(trajectory, agreement, late, day):
    """A day for all when it is the same one, else one for each thing that people can do; where the
    last day became later, also the day that was told before, for who waits for it."""
    term = parsed_policy(trajectory.policy).term(TermKey.ANSWER_CONTRIBUTION)
    if term is None or (agreement is not None and agreement.is_replaced):
        return
    if term.counts_from == CountsFrom.RECEIVED:
        yield Promise(PromiseKey.ANSWER_BY, term=term, is_late=bool(late))
        return
    called_off, waited_for = _called_off(trajectory)
    rows = sorted(
        _answer_days(trajectory, agreement, waited_for, late, day), key=lambda row: row.due
    )
    days = {by for row in rows for by in (row.due, *(by for by, _until in row.told))}
    for activity in called_off:
        if activity.pk not in waited_for and (by := answer_due(activity)) not in days:
            yield Promise(
                PromiseKey.ANSWER_BY,
                day=by,
                activity=activity.title,
                term=term,
                nobody_waits=True,
            )
    if len({(row.due, row.told) for row in rows}) == 1:
        late_days = frozenset().union(*(row.late for row in rows))
        rows = [replace(rows[0], title="", late=late_days)]
    for row in rows:
        yield from _by_the_day_told(row, term)


def _by_the_day_told(row, term):
    after = None
    for by, until in row.told:
        yield Promise(
            PromiseKey.ANSWER_BY,
            day=by,
            activity=row.title,
            term=term,
            is_late=by in row.late,
            joined_until=until,
        )
        after = until
    yield Promise(
        PromiseKey.ANSWER_BY,
        day=row.due,
        activity=row.title,
        term=term,
        is_late=row.due in row.late,
        joined_after=after,
    )


def _called_off(trajectory):
    """What was called off while the rest went on, and where of that somebody still waits for an answer."""
    promising, stopped = keys_that_promise_answers(), stopped_at(trajectory)
    called_off = [
        activity
        for activity in trajectory.activities.all()
        if activity.kind in promising and activity.cancelled_at not in (None, stopped)
    ]
    for activity in called_off:
        activity.trajectory = trajectory
    return called_off, answers_still_due(trajectory) if called_off else {}


def _answer_days(trajectory, agreement, waited_for, late, day):
    """By when in all that was opened, and in the phases that still open; also in what stopping called
    off, and in what was called off while somebody waits for an answer there."""
    opened, promising = set(), keys_that_promise_answers()
    stopped, standing = stopped_at(trajectory), []
    for activity in trajectory.activities.all():
        activity.trajectory = trajectory
        opened.add(activity.phase)
        stands = activity.cancelled_at in (None, stopped) or activity.pk in waited_for
        if activity.kind in promising and stands:
            standing.append((activity, answer_due(activity)))
    told = {activity.pk: _told_before(activity, due) for activity, due in standing}
    waits = _waited_for_as_told(trajectory, standing) if any(told.values()) else {}
    shown = {
        (by, until)
        for activity, _due in standing
        for by, until in told[activity.pk]
        if by in waits.get(activity.pk, ()) or _is_told_today(activity, until, day)
    }
    for activity, due in standing:
        before = tuple(pair for pair in told[activity.pk] if pair in shown)
        passed = waits.get(activity.pk, {due}) if activity.pk in late else ()
        passed = frozenset(by for by in passed if _is_late(by, day))
        yield _AnswerDays(activity.title, due, before, passed)
    for phase in agreement.phases if agreement else ():
        if phase.key not in opened and promising & {method.way for method in phase.methods}:
            policy, last = parsed_policy(trajectory.policy), phase.ends_on
            yield _AnswerDays(phase.name, day_of_answer(policy, closes_on=last, received_on=last))


def _told_before(activity, due):
    """Each day that was told before the last day became later, with the last day on which it was."""
    untils = sorted(date.fromisoformat(told["until"]) for told in activity.earlier_last_days)
    told = {answer_due_if_sent(activity, on=until): until for until in untils}
    return tuple(sorted((by, until) for by, until in told.items() if by < due))


def _is_told_today(activity, until, day):
    """Who sends something on the day itself on which the last day became later, is told it too."""
    return activity.closed_at is None and day is not None and day <= until


def _waited_for_as_told(trajectory, standing):
    """For each activity of which the last day became later, the days that somebody waits for."""
    longer = {activity.pk: activity for activity, _due in standing if activity.earlier_last_days}
    waits = {pk: set() for pk in longer}
    for pk, received_on, _promised_by, _number in words_still_owed(trajectory):
        if pk in longer:
            waits[pk].add(answer_due_if_sent(longer[pk], on=received_on))
    return waits
