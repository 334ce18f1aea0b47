"""Dividing a budget over plans by approval ballots: pure functions, no Django.

Read in this order: `instance` (what is voted on), `ties`, `exact` (the method, in exact
numbers), `fast` (the same in floating point), `counting` (the door), `greedy`, `ballots`.
How a count works and can be redone by anyone: docs/counting.md.
"""

from .amounts import in_dutch, written
from .ballots import BallotRules, BrokenRule, check_ballot
from .counting import (
    EQUAL_SHARES,
    EQUAL_SHARES_ADD1,
    GREEDY,
    RULES,
    CountNotConfirmedError,
    Found,
    confirm,
    count,
    find,
)
from .instance import ImpossibleCountError, Instance, Plan
from .outcome import LeftOut, Outcome, Payment, Round, TieBreak, in_reading_order, payments
from .ties import DEFAULT_TIES, TieRule, tie_rule

__all__ = [
    "DEFAULT_TIES",
    "EQUAL_SHARES",
    "EQUAL_SHARES_ADD1",
    "GREEDY",
    "RULES",
    "BallotRules",
    "BrokenRule",
    "CountNotConfirmedError",
    "Found",
    "ImpossibleCountError",
    "Instance",
    "LeftOut",
    "Outcome",
    "Payment",
    "Plan",
    "Round",
    "TieBreak",
    "TieRule",
    "check_ballot",
    "confirm",
    "count",
    "find",
    "in_dutch",
    "in_reading_order",
    "payments",
    "tie_rule",
    "written",
]
