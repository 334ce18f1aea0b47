"""The Method of Equal Shares with cost utilities, in exact numbers.

Every ballot starts with the same amount. A plan can be funded when its supporters together still
have its cost. They pay equally; who has less than that pays all that is left. What a supporter
pays at most is the *price*; price divided by cost is the *rate*: what one euro of the plan costs
such a supporter. In each round the plan with the lowest rate is funded, until none can be.

Defined by Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive
Utilities" (2021), with the cost of a plan as the utility for each of its supporters.

Amounts are integers over one common denominator, which grows when a price does not fit it: the
same as calculating with fractions, only faster.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm


@dataclass(frozen=True, slots=True)
class ExactRound:
    """The plan funded (its place), the price, and all places that had the same, lowest rate."""

    place: int
    price: Fraction
    tied: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExactRun:
    """All rounds, and per plan what its supporters together have left at the end.

    `trace` tells which plans were looked at in each round and which supporters could not pay an
    equal part. Given that, every amount is linear in the endowment. So where two endowments have
    one trace, every comparison turns out the same at all endowments between them, and so does the
    run: `counting` skips those.
    """

    rounds: tuple[ExactRound, ...]
    available: tuple[Fraction, ...]
    trace: tuple

    @property
    def order(self):
        return tuple(round_.place for round_ in self.rounds)


class _Purse:
    """What every group of equal ballots still has, per ballot, in units of 1/denominator."""

    def __init__(self, instance, endowment):
        costs = [plan.cost for plan in instance.plans]
        self.denominator = lcm(endowment.denominator, *(cost.denominator for cost in costs))
        self.costs = [int(cost * self.denominator) for cost in costs]
        self.weights = [weight for _choice, weight in instance.groups]
        self.money = [int(endowment * self.denominator)] * len(self.weights)
        self.supporters = instance.supporters
        self.trace = []

    def available(self, place):
        return sum(self.money[group] * self.weights[group] for group in self.supporters[place])

    def price(self, place):
        """The lowest amount that raises the cost when each pays that or all they have; or None.

        First all pay an equal part; who cannot pays everything, the rest divide what is missing,
        until all who are left can pay. In units of 1/denominator.
        """
        payers = [
            (group, self.money[group], self.weights[group]) for group in self.supporters[place]
        ]
        missing = self.costs[place]
        if sum(money * weight for _group, money, weight in payers) < missing:
            self.trace.append((place, None))
            return None
        unable = []
        while True:
            number = sum(weight for _group, _money, weight in payers)
            poor = [payer for payer in payers if payer[1] * number < missing]
            if not poor:
                self.trace.append((place, tuple(sorted(unable))))
                return Fraction(missing, number)
            payers = [payer for payer in payers if payer[1] * number >= missing]
            missing -= sum(money * weight for _group, money, weight in poor)
            unable += [group for group, _money, _weight in poor]

    def pay(self, place, price):
        """Take the price from every supporter; returns it in currency."""
        if price.denominator > 1:
            self.denominator *= price.denominator
            self.money = [money * price.denominator for money in self.money]
            self.costs = [cost * price.denominator for cost in self.costs]
        amount = price.numerator
        for group in self.supporters[place]:
            self.money[group] -= min(self.money[group], amount)
        return Fraction(amount, self.denominator)


def run_exactly(instance, endowment, ranks):
    """Equal Shares where every ballot starts with `endowment`; the lowest rank wins a tie."""
    purse = _Purse(instance, Fraction(endowment))
    rates = {place: Fraction(1, instance.votes[place]) for place in instance.eligible}
    rounds = []
    while True:
        tied, price = _lowest(purse, rates)
        if not tied:
            break
        chosen = min(tied, key=ranks.__getitem__)
        del rates[chosen]
        rounds.append(ExactRound(chosen, purse.pay(chosen, price[chosen]), tuple(sorted(tied))))
        purse.trace.append(rounds[-1].tied)
    left = (Fraction(purse.available(p), purse.denominator) for p in range(len(instance.plans)))
    return ExactRun(tuple(rounds), tuple(left), tuple(purse.trace))


def _lowest(purse, rates):
    """The plans with the lowest rate, and the prices. Drops plans that can no longer be paid.

    A rate only rises, because money only goes down: `rates` holds the last one calculated, and a
    plan whose old rate is already higher than the best of this round need not be looked at.
    """
    best, tied, price = None, [], {}
    for place in sorted(rates, key=rates.__getitem__):
        if best is not None and rates[place] > best:
            break
        price[place] = purse.price(place)
        if price[place] is None:
            del rates[place]
            continue
        rates[place] = price[place] / purse.costs[place]
        if best is None or rates[place] < best:
            best, tied = rates[place], [place]
        elif rates[place] == best:
            tied.append(place)
    return tied, price
