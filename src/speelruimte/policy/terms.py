"""From a term that a policy promises to the day on which it ends: the one place that counts."""

from datetime import date, timedelta

from speelruimte.policy.schema import CountsFrom, Policy, Term, TermKey, Unit
from speelruimte.shared.terms import term_ends


def last_day(term: Term, start: date) -> date:
    """The last day of a term that starts the day after ``start``."""
    return term_ends(start, term.number, str(term.unit))


def promised_day(policy: Policy, key: TermKey, start: date) -> date | None:
    """The last day on which this promise is kept in time; None when the policy makes none."""
    term = policy.term(key)
    return last_day(term, start) if term else None


def answers_count_from(policy: Policy) -> CountsFrom | None:
    """From when the term for answers counts; None when the policy promises no such term."""
    term = policy.term(TermKey.ANSWER_CONTRIBUTION)
    return term.counts_from if term else None


def original_kept_until(policy: Policy, start: date) -> date:
    """The last day on which the original of words that were made unreadable is kept."""
    return term_ends(start, policy.own_words.original_weeks, str(Unit.WEEKS))


def no_to_a_move_until(policy: Policy, start: date) -> date:
    """The last day on which somebody can say no to the move of own words."""
    return term_ends(start, policy.own_words.move_days, str(Unit.DAYS))


def look_again_until(policy: Policy, start: date) -> date:
    """The last day on which somebody else answers a writer who does not agree."""
    return term_ends(start, policy.own_words.look_again_days, str(Unit.DAYS))


def objection_until(policy: Policy, start: date) -> date:
    """The last day on which a party can object to a light change of the agreements."""
    return term_ends(start, policy.light_changes.objection_days, str(Unit.DAYS))


def last_day_made_later(policy: Policy, ends_on: date) -> date:
    """The latest last day that a light change gives a phase which a body let end on this day."""
    return ends_on + timedelta(days=policy.light_changes.longer_days)
