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
from operator import mul

from .outcome import Shortage


@dataclass(frozen=True, slots=True)
class ExactRound:
    """The plan funded (its place), the price, and all places that had the same, lowest rate."""

    place: int
    price: Fraction
    tied: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExactRun:
    """All rounds, and per plan what its supporters together have left at the end, in units of
    1/denominator.

    `trace` tells which plans were looked at in each round and which supporters could not pay an
    equal part. Given that, every amount is linear in the endowment. So where two endowments have
    one trace, every comparison turns out the same at all endowments between them, and so does the
    run: `counting` skips those.
    """

    rounds: tuple[ExactRound, ...]
    left: tuple[int, ...]
    denominator: int
    trace: tuple

    @property
    def order(self):
        return tuple(round_.place for round_ in self.rounds)

    @property
    def available(self):
        return tuple(Fraction(amount, self.denominator) for amount in self.left)


class _Purse:
    """What every group of equal ballots still has, per ballot, in units of 1/denominator."""

    def __init__(self, instance, endowment):
        costs = [plan.cost for plan in instance.plans]
        self.denominator = lcm(endowment.denominator, *(cost.denominator for cost in costs))
        self.costs = [cost.numerator * (self.denominator // cost.denominator) for cost in costs]
        self.votes = instance.votes
        self.weights = [weight for _choice, weight in instance.groups]
        self.money = [int(endowment * self.denominator)] * len(self.weights)
        self.supporters = instance.supporters
        self.shares = [[self.weights[group] for group in groups] for groups in self.supporters]
        self.trace = []

    def available(self, place):
        money = self.money
        have = [money[group] for group in self.supporters[place]]
        return sum(map(mul, have, self.shares[place]))

    def price(self, place):
        """The lowest amount that raises the cost when each pays that or all they have; or None.

        First all pay an equal part; who cannot pays everything, the rest divide what is missing,
        until all who are left can pay. As ``(missing, number)``: the price is the one divided by
        the other, in units of 1/denominator.
        """
        money, missing, number = self.money, self.costs[place], self.votes[place]
        have = [money[group] for group in self.supporters[place]]
        if sum(map(mul, have, self.shares[place])) < missing:
            self.trace.append((place, None))
            return None
        unable = []
        if min(have) * number < missing:
            payers = list(zip(self.supporters[place], have, self.shares[place], strict=True))
            while poor := [payer for payer in payers if payer[1] * number < missing]:
                payers = [payer for payer in payers if payer[1] * number >= missing]
                missing -= sum(has * weight for _group, has, weight in poor)
                number -= sum(weight for _group, _has, weight in poor)
                unable += [group for group, _has, _weight in poor]
        self.trace.append((place, tuple(sorted(unable))))
        return missing, number

    def pay(self, place, price):
        """Take the price from every supporter; returns it in currency."""
        if price.denominator > 1:
            self.denominator *= price.denominator
            self.money = [money * price.denominator for money in self.money]
            self.costs = [cost * price.denominator for cost in self.costs]
        amount, money = price.numerator, self.money
        for group in self.supporters[place]:
            has = money[group]
            money[group] = has - amount if has > amount else 0
        return Fraction(amount, self.denominator)


def run_exactly(instance, endowment, ranks):
    """Equal Shares where every ballot starts with `endowment`; the lowest rank wins a tie."""
    purse = _Purse(instance, Fraction(endowment))
    rates = {place: 1 / instance.votes[place] for place in instance.eligible}
    rounds = []
    while True:
        tied, price = _lowest(purse, rates)
        if not tied:
            break
        chosen = min(tied, key=ranks.__getitem__)
        del rates[chosen]
        paid = purse.pay(chosen, Fraction(*price[chosen]))
        rounds.append(ExactRound(chosen, paid, tuple(sorted(tied))))
        purse.trace.append(rounds[-1].tied)
    left = tuple(map(purse.available, range(len(instance.plans))))
    return ExactRun(tuple(rounds), left, purse.denominator, tuple(purse.trace))


def shortages(instance, endowment, run):
    """By place, for what this run leaves out: when its supporters together first had too little."""
    purse = _Purse(instance, Fraction(endowment))
    waiting = [place for place in instance.eligible if place not in set(run.order)]
    by_place = {}
    for after in range(len(run.rounds) + 1):
        if after:
            paid = run.rounds[after - 1]
            purse.pay(paid.place, paid.price * purse.denominator)
        for place in waiting:
            if (left := purse.available(place)) < purse.costs[place]:
                by_place[place] = Shortage(after, Fraction(left, purse.denominator))
        waiting = [place for place in waiting if place not in by_place]
    return by_place


def _lowest(purse, rates):
    """The plans with the lowest rate, and the prices. Drops plans that can no longer be paid.

    Rates are compared exactly, as fractions: price over cost is ``missing`` over ``number * cost``.
    What `rates` holds only saves work: a rate only rises, because money only goes down, so a plan
    whose last one is already higher than the best of this round need not be looked at. Dividing
    rounds to the nearest number, which never turns an order around: strictly higher is higher.
    """
    best, tied, price = None, [], {}
    for place in sorted(rates, key=rates.__getitem__):
        if tied and rates[place] > rates[tied[0]]:
            break
        price_and_number = purse.price(place)
        if price_and_number is None:
            del rates[place]
            continue
        missing, number = price[place] = price_and_number
        part = number * purse.costs[place]
        rates[place] = missing / part
        higher = 0 if best is None else missing * best[1] - best[0] * part
        if best is None or higher < 0:
            best, tied = (missing, part), [place]
        elif higher == 0:
            tied.append(place)
    return tied, price
