"""Small votes made by hand or at random, and the method once more in its plainest form."""

from fractions import Fraction

from hypothesis import strategies as st

from speelruimte.analysis.budget import FundablePlan, Instance


def vote(budget, costs, *ballots):
    """An instance from a dictionary of costs and ballots as text: "ab" approves a and b."""
    plans = tuple(FundablePlan(plan, Fraction(cost)) for plan, cost in costs.items())
    return Instance(plans, tuple(tuple(ballot) for ballot in ballots), Fraction(budget))


def vote_of_the_demo():
    """The vote on the budget of Oosterveld: 178 ballots, 34685/89 each after 165 increments."""
    costs = (8_000, 15_000, 5_000, 30_000, 2_500, 12_000, 3_500, 6_000)
    ballots = """136:64 26:38 4:26 357:14 126:4 168:3 236:3 123:2 137:2 156:2 246:2 356:2 128:1 134:1
    14:1 146:1 148:1 167:1 18:1 256:1 267:1 268:1 34:1 346:1 367:1 368:1 46:1 47:1"""
    return vote(
        40_000,
        {str(number): cost for number, cost in enumerate(costs, start=1)},
        *(
            choice
            for choice, times in (group.split(":") for group in ballots.split())
            for _ballot in range(int(times))
        ),
    )


@st.composite
def votes(draw):
    ids = "abcdef"[: draw(st.integers(1, 6))]
    costs = {
        plan: draw(st.integers(1, 40)) / Fraction(draw(st.sampled_from((1, 1, 2, 3))))
        for plan in ids
    }
    ballots = draw(st.lists(st.sets(st.sampled_from(ids)).map(sorted).map("".join), max_size=9))
    return vote(draw(st.integers(1, 60)), costs, *ballots)


def plainly(instance, endowment, ranks):
    """Equal Shares straight from the definition: the lowest rate at which a plan is paid.

    A rate is feasible when the sum over supporters of min(money, rate x cost) reaches the cost;
    the lowest one is found by trying every amount of money as the point where the line bends.
    """
    money = [Fraction(endowment)] * len(instance.ballots)
    waiting = {p for p, plan in enumerate(instance.plans) if plan.cost <= instance.budget}
    order = []
    while True:
        rates = {p: rate for p in waiting if (rate := _lowest_rate(instance, money, p)) is not None}
        if not rates:
            return tuple(order)
        lowest = min(rates.values())
        chosen = min((p for p in rates if rates[p] == lowest), key=lambda p: ranks[p])
        plan = instance.plans[chosen]
        for voter, ballot in enumerate(instance.ballots):
            if plan.id in ballot:
                money[voter] -= min(money[voter], lowest * plan.cost)
        waiting.remove(chosen)
        order.append(chosen)


def _lowest_rate(instance, money, place):
    plan = instance.plans[place]
    have = sorted(money[v] for v, ballot in enumerate(instance.ballots) if plan.id in ballot)
    for poor in range(len(have)):
        rate = (plan.cost - sum(have[:poor])) / (len(have) - poor) / plan.cost
        if sum(min(amount, rate * plan.cost) for amount in have) == plan.cost:
            return rate
    return None
