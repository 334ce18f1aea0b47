"""By which day what follows a decision was promised, and the first answer that is still owed."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import TruncDate

from speelruimte.activities.kind import keys_that_promise_answers
from speelruimte.activities.models import Activity, Contribution, last_day_told
from speelruimte.activities.queries import WITHOUT_ANSWER
from speelruimte.activities.terms import day_of_answer, first_promised
from speelruimte.policy.schema import CountsFrom, TermKey
from speelruimte.policy.terms import answers_count_from, promised_day
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.terms import HERE, local_day
from speelruimte.trajectories.actions import policy_of, tally_of


def result_told_due(trajectory) -> date | None:
    """The last day on which contributors hear of the decision in time; None without a decision. Once
    they were told, it counts from another decision that was taken since.

    Source: sessie-2021-03-15#terugkoppelen
    """
    feedback = getattr(trajectory, "feedback", None)
    if feedback is not None and feedback.replaced_on is not None:
        return promised_day(policy_of(trajectory), TermKey.RESULT_TOLD, feedback.replaced_on)
    return _after_decision(trajectory, TermKey.RESULT_TOLD)


def told_again_due(trajectory) -> date | None:
    """The last day on which they hear in time of another decision; None where nothing is owed again."""
    feedback = getattr(trajectory, "feedback", None)
    return result_told_due(trajectory) if feedback is not None and feedback.is_owed_again else None


def stopping_due(trajectory) -> date | None:
    """Once bodies let it stop: the last day on which people hear in time that it did, as of any decision."""
    let = [row.decided_on for row in all_of(trajectory, "stop_questions") if row.agrees]
    return promised_day(policy_of(trajectory), TermKey.RESULT_TOLD, max(let)) if let else None


def evaluation_due(trajectory) -> date | None:
    """The last day for looking back on a process; None as long as nothing was decided.

    Source: assen-visie-2021#leren-van-elk-traject
    """
    return _after_decision(trajectory, TermKey.EVALUATION)


def next_answer_due(trajectory) -> date | None:
    """The first day on which an answer that is still owed must be given. Two queries at most.

    Words that wait for somebody to look at them are owed one too.
    """
    return min(answers_still_due(trajectory).values(), default=None)


def answers_still_due(trajectory, *, promised_here=False) -> dict[int, date]:
    """As ``next_answer_due``, for each activity in which answers are owed, by its primary key.

    With ``promised_here`` the day that this activity promised, also for words that were promised an
    answer elsewhere by an earlier one.
    """
    if tally_of(trajectory).all_answered:
        return {}
    due = _still_due([trajectory], promised_here=promised_here)
    return {activity: day for _trajectory, activity, day in due}


def next_answers_due(trajectories) -> dict[int, date]:
    """As ``next_answer_due`` of several at once, by primary key. Two queries at most."""
    days: dict[int, date] = {}
    for trajectory, _activity, day in _still_due(trajectories):
        days[trajectory] = min(day, days.get(trajectory, day))
    return days


def _still_due(trajectories, *, promised_here=False) -> Iterator[tuple[int, int, date]]:
    """Trajectory, activity and the first day of an answer that is owed there. Two queries at most,
    and a third where a last day became later.

    Only where a term counts from the day of receipt, or the last day became later, are the words
    themselves asked for their day: elsewhere it is enough to know that an answer is owed.
    """
    policies = {trajectory.pk: policy_of(trajectory) for trajectory in trajectories}
    by_closing = [pk for pk, policy in policies.items() if _counts_from(policy, CountsFrom.CLOSED)]
    by_receipt = [
        pk for pk, policy in policies.items() if _counts_from(policy, CountsFrom.RECEIVED)
    ]
    closing = _closing_as_told(by_closing) if by_closing else ()
    received = _oldest_words_owed(trajectories=by_receipt) if by_receipt else ()
    rows = chain(
        ((pk, activity, day, day, promised_by) for pk, activity, day, promised_by in closing),
        ((*where, local_day(received_at), by) for *where, received_at, by in received),
    )
    for pk, activity, closes_on, received_on, promised_by in rows:
        day = day_of_answer(policies[pk], closes_on=closes_on, received_on=received_on)
        day = day if promised_here else first_promised(day, promised_by)
        if day is not None:
            yield pk, activity, day


def _closing_as_told(trajectories) -> Iterator[tuple[int, int, date, date | None]]:
    """The last day as it was told to whoever sent the oldest words that are owed an answer, and the
    first day by which one was promised elsewhere.
    """
    owing = _activities_owing(trajectories=trajectories)
    made_later = [pk for _trajectory, pk, _closes_on, earlier, _promised_by in owing if earlier]
    oldest = dict(_oldest_words_in(activities=made_later)) if made_later else {}
    for trajectory, pk, closes_on, earlier, promised_by in owing:
        if pk in oldest:
            closes_on = last_day_told(closes_on, earlier, local_day(oldest[pk]))
        yield trajectory, pk, closes_on, promised_by


def _counts_from(policy, moment) -> bool:
    return answers_count_from(policy) == moment


@compiled_query
def _activities_owing(*, trajectories):
    # The newest first, and not Exists: so PostgreSQL walks the index of an activity, and only up to
    # its first word that is owed an answer. Else it makes a join, and reads all words there are.
    newest = _words_owed().filter(activity=OuterRef("pk")).order_by("-created_at", "-id")
    some = newest.values("pk")[:1]
    moved = _words_owed().filter(activity=OuterRef("pk"), promised_by__isnull=False)
    first = moved.order_by("promised_by").values("promised_by")[:1]
    owing = (
        Activity.objects.alias(some=Subquery(some))
        .annotate(promised_by=Subquery(first))
        .filter(
            some__isnull=False,
            trajectory__pk__in=trajectories,
            kind__in=keys_that_promise_answers(),
        )
    )
    return owing.order_by().values_list(
        "trajectory", "pk", "closes_on", "earlier_last_days", "promised_by"
    )


@compiled_query
def _oldest_words_in(*, activities):
    owed = _words_owed().filter(activity__pk__in=activities)
    return owed.values_list("activity").annotate(Min("received_at")).order_by()


@compiled_query
def _oldest_words_owed(*, trajectories):
    return (
        _words_owed()
        .filter(trajectory__pk__in=trajectories, activity__kind__in=keys_that_promise_answers())
        .values_list("trajectory", "activity", "activity__closes_on")
        .annotate(Min("received_at"), Min("promised_by"))
        .order_by()
    )


def words_still_owed(trajectory) -> Iterator[tuple[int, date, date | None, int]]:
    """Activity, day received, day that was promised elsewhere, and how often, of words that have no
    answer yet and were promised one."""
    owed = (
        _words_owed()
        .filter(trajectory=trajectory, activity__kind__in=keys_that_promise_answers())
        .annotate(received_day=TruncDate("received_at", tzinfo=HERE))
        .order_by()
    )
    rows = owed.values_list("activity", "received_day", "promised_by").annotate(number=Count("pk"))
    yield from rows


def _words_owed():
    return Contribution.objects.exclude(
        state__in=["refused", "unseen", "withdrawn", "erased"]
    ).filter(WITHOUT_ANSWER)


def _after_decision(trajectory, key):
    decision = getattr(trajectory, "decision", None)
    return promised_day(policy_of(trajectory), key, decision.decided_on) if decision else None
