"""Dividing a budget over plans by approval ballots: pure functions, no Django.

Read in this order: `instance` (what is voted on), `ties`, `exact` (the method, in exact
numbers), `fast` (the same in floating point), `counting` (the door), `greedy`, `ballots`.
How a count works and can be redone by anyone: docs/counting.md.
"""

from .amounts import dutch_amount, written
from .ballots import BallotRules, BrokenRule, check_ballot
from .counting import (
    EQUAL_SHARES,
    EQUAL_SHARES_ADD1,
    EQUAL_SHARES_ADD1U,
    GREEDY,
    RULES,
    WITH_INCREMENTS,
    CountNotConfirmedError,
    UnconfirmedOutcome,
    confirm,
    count_by_every_rule,
    count_votes,
    find_outcome,
)
from .instance import FundablePlan, ImpossibleCountError, Instance, ScoredInstance
from .outcome import (
    CountOutcome,
    LeftOut,
    Payment,
    Round,
    Shortage,
    TieBreak,
    in_reading_order,
    payments,
)
from .ties import DEFAULT_TIES, TieRule, tie_rule

__all__ = [
    "DEFAULT_TIES",
    "EQUAL_SHARES",
    "EQUAL_SHARES_ADD1",
    "EQUAL_SHARES_ADD1U",
    "GREEDY",
    "RULES",
    "BallotRules",
    "BrokenRule",
    "CountNotConfirmedError",
    "WITH_INCREMENTS",
    "UnconfirmedOutcome",
    "ImpossibleCountError",
    "Instance",
    "LeftOut",
    "CountOutcome",
    "Payment",
    "FundablePlan",
    "Round",
    "ScoredInstance",
    "Shortage",
    "TieBreak",
    "TieRule",
    "check_ballot",
    "confirm",
    "count_by_every_rule",
    "count_votes",
    "find_outcome",
    "dutch_amount",
    "in_reading_order",
    "payments",
    "tie_rule",
    "written",
]
