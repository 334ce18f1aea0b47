"""The same method as in `exact`, in floating point: finds an outcome in milliseconds.

It says itself when it is not certain: where two plans, or the money and the cost, lie closer
together than rounding can tell apart. Such a run is done again in exact numbers.
"""

from dataclasses import dataclass

import numpy as np

# Relative difference below which two amounts are not told apart, and the same relative to all
# the money of the supporters. Rounding errors in these sums stay several orders below both.
CLOSE = 1e-9
CLOSE_TO_ALL = 1e-12


@dataclass(frozen=True, slots=True)
class FastRun:
    """Places of the funded plans, in order; trustworthy only when `certain`. `trace` as in `exact`."""

    order: tuple[int, ...]
    certain: bool
    trace: tuple


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a plan would cost its supporters now: rate, its doubt, and whether all pay equally."""

    place: int
    rate: float
    price: float
    doubt: float
    equal: bool


class InDoubtError(Exception):
    """Floating point cannot tell."""


class FastCount:
    """Prepared once per instance; `run` is then cheap for every endowment."""

    def __init__(self, instance, ranks):
        self.ranks = ranks
        self.costs = [float(plan.cost) for plan in instance.plans]
        self.votes = instance.votes
        self.eligible = instance.eligible
        self.weights = np.array([weight for _choice, weight in instance.groups], dtype=float)
        self.supporters = [np.array(groups, dtype=np.intp) for groups in instance.supporters]
        self.shares = [self.weights[groups] for groups in self.supporters]

    def run(self, endowment):
        """Equal Shares where every ballot starts with `endowment`."""
        order, trace = [], []
        try:
            for place in self._rounds(float(endowment), trace):
                order.append(place)
        except InDoubtError:
            return FastRun(tuple(order), certain=False, trace=())
        return FastRun(tuple(order), certain=True, trace=tuple(trace))

    def _rounds(self, endowment, trace):
        money = np.full(len(self.weights), endowment)
        rates = {place: 1.0 / self.votes[place] for place in self.eligible}
        while offers := self._best_offers(money, rates, endowment, trace):
            chosen = min(offers, key=lambda offer: self.ranks[offer.place])
            del rates[chosen.place]
            groups = self.supporters[chosen.place]
            money[groups] -= np.minimum(money[groups], chosen.price)
            yield chosen.place

    def _best_offers(self, money, rates, endowment, trace):
        """The offers with the lowest rate; several only when they are certainly equal."""
        near, reach = [], float("inf")
        for place in sorted(rates, key=rates.__getitem__):
            if rates[place] > reach:
                break
            offer = self._offer(place, money, endowment, trace)
            if offer is None:
                del rates[place]
                continue
            rates[place] = offer.rate - offer.doubt
            reach = min(reach, offer.rate + offer.doubt)
            near.append(offer)
        near = [offer for offer in near if offer.rate - offer.doubt <= reach]
        if len(near) > 1 and not self._certainly_equal(near):
            raise InDoubtError
        trace.append(tuple(offer.place for offer in near))
        return near

    def _certainly_equal(self, offers):
        """Where all supporters pay equally the rate is 1/supporters: equal numbers, equal rates."""
        votes = {self.votes[offer.place] for offer in offers}
        return all(offer.equal for offer in offers) and len(votes) == 1

    def _offer(self, place, money, endowment, trace):
        """As `price` in `exact`; None where supporters cannot pay the cost."""
        have, shares, missing = money[self.supporters[place]], self.shares[place], self.costs[place]
        number = float(self.votes[place])
        noise = CLOSE * missing + CLOSE_TO_ALL * number * endowment
        spare = float(have @ shares) - missing
        if abs(spare) <= noise:
            raise InDoubtError
        if spare < 0:
            trace.append((place, None))
            return None
        lowest, price = float(have.min()), missing / number
        if lowest > price * (1 + CLOSE) + CLOSE_TO_ALL * endowment:
            rate = 1.0 / number
            trace.append((place, True))
            return _Offer(place, rate, price, CLOSE * rate, equal=True)
        while True:
            rich = have >= price
            paid = float(have @ np.where(rich, 0.0, shares))
            number = float(rich @ shares)  # never 0: together they have more than is missing
            following = (missing - paid) / number
            if following <= price:
                break
            price = following
        trace.append((place, np.packbits(rich).tobytes()))
        cost = self.costs[place]
        return _Offer(place, price / cost, price, noise / number / cost, equal=False)
