"""By which day somebody's own words are answered: what pages, letters, tasks and reports all ask."""

from datetime import date

from speelruimte.activities.models import Activity, Contribution, Disagreement
from speelruimte.policy.schema import CountsFrom, Policy, TermKey
from speelruimte.policy.terms import answers_count_from, look_again_until, promised_day
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of


def answer_due(about: Activity | Contribution) -> date | None:
    """The last day on which an answer is in time; None when the policy promises no term.

    Of a contribution its own day; of an activity the day on which whoever took part last has an
    answer. The policy says whether the term counts from the day that the words were received, or
    from the last day of taking part: the day that was promised, also when it closed earlier, and
    to who sent words before that day became later, the day as it stood then. Words that were moved
    take along the day that was promised where they were.

    Source: assen-2022#uitleg-over-de-inbreng
    """
    if isinstance(about, Contribution):
        activity, received_on = about.activity, local_day(about.received_at)
    else:
        activity, received_on = about, about.closes_on
    policy = policy_of(activity.trajectory)
    closes_on = activity.closes_on
    if isinstance(about, Contribution):
        closes_on = activity.last_day_told(received_on)
    elif activity.closed_at is not None:  # nobody sends anything any more
        closes_on = activity.last_day_told(activity.last_day)
    day = day_of_answer(policy, closes_on=closes_on, received_on=received_on)
    promised_by = about.promised_by if isinstance(about, Contribution) else None
    return first_promised(day, promised_by)


def answer_due_if_sent(activity: Activity, *, on: date) -> date | None:
    """By which day words that are sent on a day are answered, as it was told then."""
    policy, closes_on = policy_of(activity.trajectory), activity.last_day_told(on)
    return day_of_answer(policy, closes_on=closes_on, received_on=on)


def first_promised(day: date | None, promised_by: date | None) -> date | None:
    """The first of the day that holds where words are, and the one that was promised elsewhere."""
    return min(filter(None, (day, promised_by)), default=None)


def day_of_answer(policy: Policy, *, closes_on: date, received_on: date) -> date | None:
    """As ``answer_due``, from the last day of taking part and the day words were received."""
    counted = answers_count_from(policy)
    start = received_on if counted == CountsFrom.RECEIVED else closes_on
    return promised_day(policy, TermKey.ANSWER_CONTRIBUTION, start)


def look_again_days(trajectory) -> int:
    """Within how many days somebody else looks again, by the policy of this process."""
    return policy_of(trajectory).own_words.look_again_days


def look_again_due(disagreement: Disagreement) -> date:
    """The last day on which who did not agree hears what somebody else thinks of it."""
    policy = policy_of(disagreement.contribution.trajectory)
    return look_again_until(policy, local_day(disagreement.said_at))
