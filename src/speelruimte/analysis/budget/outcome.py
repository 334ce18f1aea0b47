"""What a count gives: who is funded, round by round, and why the others are not."""

import re
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Round:
    """One plan is funded. `price` is the most that one supporter pays.

    None: nobody pays, the plan had most votes of those that still fitted.
    """

    plan: str
    cost: Fraction
    supporters: int
    price: Fraction | None


@dataclass(frozen=True, slots=True)
class TieBreak:
    """Plans that were exactly equal, the one that went first, and the rule that decided."""

    between: tuple[str, ...]
    chosen: str
    rule: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """The first moment at which there was less than a plan costs: after so many rounds, and what
    there was then. `after` is 0 where there was too little from the start.
    """

    after: int
    left: Fraction


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan that is not funded, what its supporters together had left for it at the end, and why.

    `group`: when its supporters together could no longer pay it. `room`: when it no longer fitted in
    the budget, in rounds that go by votes. None where there is no such reason: supporters have no
    money of their own (greedy; `available` is then None too), no round goes by votes, or the plan
    could not be funded at all.
    """

    plan: str
    cost: Fraction
    supporters: int
    available: Fraction | None
    group: Shortage | None
    room: Shortage | None


@dataclass(frozen=True, slots=True)
class CountOutcome:
    """The result of a count, exact. Amounts are Fractions in the currency of the budget.

    `increments` is how often every ballot got one extra unit; `endowment` is what every ballot
    had to spend in the run shown, extra units included.
    """

    rule: str
    ties: str
    funded: tuple[str, ...]
    spent: Fraction
    budget: Fraction
    increments: int
    endowment: Fraction
    rounds: tuple[Round, ...]
    tie_breaks: tuple[TieBreak, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """What one ballot pays for a plan, and what it has left afterwards."""

    plan: str
    amount: Fraction
    left: Fraction


def payments(outcome, choice):
    """What a ballot with this choice pays in the run shown, round by round.

    A supporter pays the price of the round, or everything left where that is less.
    """
    left = outcome.endowment
    paid = []
    for round_ in outcome.rounds:
        if round_.price is not None and round_.plan in choice:
            amount = min(left, round_.price)
            left -= amount
            paid.append(Payment(round_.plan, amount, left))
    return tuple(paid)


def in_reading_order(ids):
    """Plan ids as people list them: 2 before 11, also inside text (A2 before A11)."""
    return tuple(sorted(ids, key=_reading_key))


def _reading_key(plan_id):
    parts = re.split(r"([0-9]+)", plan_id)
    return [(0, int(p), p) if p.isdecimal() else (1, 0, p) for p in parts if p], plan_id
