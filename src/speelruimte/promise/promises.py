"""The one list of what is promised to whoever takes part, for the process and for its agreement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from speelruimte.activities.kind import keys_that_promise_answers
from speelruimte.activities.terms import answer_due, day_of_answer
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import CountsFrom, ServiceTerm, TermKey
from speelruimte.trajectories.deciding import Decider, decider_of


class PromiseKey(StrEnum):
    """What is promised."""

    INFORMED = "informed"  # where people do not take part: to hear what happens
    ANSWER = "answer"  # to everything that comes in, with the reason; not where one only votes
    ANSWER_BY = "answer_by"  # by a day, or within a term after sending
    READ_FIRST = "read_first"  # who decides reads what came in before deciding
    LEVEL = "level"  # what the policy promises with a level of influence
    CHANGE_TOGETHER = "change_together"  # nothing of the agreement changes one-sidedly


@dataclass(frozen=True)
class Promise:
    """One promise; ``day`` is its last day, None where it has none. ``is_late``: it was not kept.

    ``activity`` is the title of what the day holds for, empty when it holds for everything;
    ``words`` are those of the policy; ``decider`` and ``term`` belong to the promise that names
    them.
    """

    key: PromiseKey
    day: date | None = None
    activity: str = ""
    words: str = ""
    decider: Decider | None = None
    term: ServiceTerm | None = None
    is_late: bool = False


def promises_of(trajectory, agreement, *, late: Collection[int] = ()) -> tuple[Promise, ...]:
    """What is promised, in the order in which one reads it.

    ``agreement`` is the version that one reads, or None before the first one; of a version that was
    replaced the days are left out, because those of the newer one hold. ``late`` are the primary
    keys of activities whose answers are late. Reads the activities.
    """
    waiver = getattr(trajectory, "waiver", None)
    if waiver is not None:
        return (Promise(PromiseKey.INFORMED, day=waiver.inform_by),)
    return (
        *_answered(trajectory, agreement, late),
        Promise(PromiseKey.READ_FIRST, decider=decider_of(trajectory)),
        *_with_levels(agreement),
        Promise(PromiseKey.CHANGE_TOGETHER),
    )


def _with_levels(agreement):
    if agreement is None:
        return
    for words in agreement.level_promises:
        yield Promise(PromiseKey.LEVEL, words=words)


def _answered(trajectory, agreement, late):
    """That everything gets an answer, and by which day, where any way promises one.

    Before anything is known of the ways, the promise stands.
    """
    phases = agreement.phases if agreement else ()
    ways = {activity.kind for activity in trajectory.activities.all()}
    ways |= {method.way for phase in phases for method in phase.methods}
    if ways and not ways & keys_that_promise_answers():
        return
    yield Promise(PromiseKey.ANSWER)
    yield from _answered_by(trajectory, agreement, late)


def _answered_by(trajectory, agreement, late):
    """A day for all when it is the same one, else one for each thing that people can do."""
    term = parsed_policy(trajectory.policy).term(TermKey.ANSWER_CONTRIBUTION)
    if term is None or (agreement is not None and agreement.is_replaced):
        return
    if term.counts_from == CountsFrom.RECEIVED:
        yield Promise(PromiseKey.ANSWER_BY, term=term, is_late=bool(late))
        return
    rows = sorted(_answer_days(trajectory, agreement), key=lambda row: row[1])
    if len({day for _title, day, _pk in rows}) == 1:
        is_late = any(pk in late for _title, _day, pk in rows)
        yield Promise(PromiseKey.ANSWER_BY, day=rows[0][1], term=term, is_late=is_late)
        return
    for title, day, pk in rows:
        yield Promise(PromiseKey.ANSWER_BY, day=day, activity=title, term=term, is_late=pk in late)


def _answer_days(trajectory, agreement):
    """Title, day and primary key of all that was opened, and of the phases that still open."""
    opened, promising = set(), keys_that_promise_answers()
    for activity in trajectory.activities.all():
        activity.trajectory = trajectory
        opened.add(activity.phase)
        if activity.kind in promising:
            yield activity.title, answer_due(activity), activity.pk
    for phase in agreement.phases if agreement else ():
        if phase.key not in opened and promising & {method.way for method in phase.methods}:
            policy, last = parsed_policy(trajectory.policy), phase.ends_on
            yield phase.name, day_of_answer(policy, closes_on=last, received_on=last), None
