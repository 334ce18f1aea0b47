"""By which day whoever came with an initiative hears something, and colleagues give their view."""

from datetime import date

from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import NEUTRAL_SOURCE, Policy, Term, TermKey, Unit
from speelruimte.policy.terms import last_day, promised_day
from speelruimte.shared.terms import local_day

# Where a policy promises no term of its own for colleagues, a working week is what is asked.
WORKING_WEEK = Term(number=5, unit=Unit.WORKING_DAYS, source=NEUTRAL_SOURCE)


def first_answer_due(initiative) -> date | None:
    """The last day on which a first answer is in time; None when the policy promises none, and for
    the municipality's own plan: it answers nobody.

    Source: heemstede#website-voor-inwoners
    """
    if initiative.is_own:
        return None
    return first_answer_day(
        parsed_policy(initiative.policy), received_on=local_day(initiative.received_at)
    )


def first_answer_day(policy: Policy, *, received_on: date) -> date | None:
    """As ``first_answer_due``, for what is received on a day."""
    return promised_day(policy, TermKey.ANSWER_TO_SIGNAL, received_on)


def letter_due(initiative, *, on) -> date | None:
    """The last day for the letter of a first look that begins today; none for our own plan."""
    if initiative.is_own:
        return None
    return promised_day(parsed_policy(initiative.policy), TermKey.QUICKSCAN, on)


def first_view_due(initiative, *, on) -> date:
    """The last day for a view that is asked today."""
    return last_day(parsed_policy(initiative.policy).term(TermKey.FIRST_VIEWS) or WORKING_WEEK, on)


def first_answer_owed(initiative) -> date | None:
    """The day of the first answer for as long as nothing went out to whoever came with it.

    The promise stands in every step: it ends with the letter of the first look, or with the answer.
    """
    quickscan = getattr(initiative, "quickscan", None)
    if initiative.ended_at is not None or (quickscan is not None and quickscan.sent_at):
        return None
    return first_answer_due(initiative)


def letter_due_on(initiative) -> date | None:
    """The day of the letter of a first look that was begun, also after it was sent.

    The letter is the first answer too: where that was promised for an earlier day, that is the day.
    """
    quickscan = getattr(initiative, "quickscan", None)
    if quickscan is None:
        return None
    days = (quickscan.due_on, first_answer_due(initiative))
    return min((day for day in days if day is not None), default=None)


def initiative_due_on(initiative) -> date | None:
    """The first day that something was promised for: the first answer, or the letter."""
    return min(days_owed(initiative), default=None)


def days_owed(initiative) -> list[date]:
    """The days that something was promised for and did not happen yet: first answer and letter."""
    days = [first_answer_owed(initiative)]
    quickscan = getattr(initiative, "quickscan", None)
    if initiative.ended_at is None and quickscan is not None and not quickscan.sent_at:
        days.append(letter_due_on(initiative))
    return [day for day in days if day is not None]
