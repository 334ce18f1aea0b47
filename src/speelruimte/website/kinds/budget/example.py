"""An example that anyone can follow on paper: five neighbours and a hundred euro.

The amounts are not written down here but counted, with the same code that counts a real vote.
"""

from fractions import Fraction
from functools import cache

from django.utils.translation import gettext as _

from speelruimte.analysis.budget import (
    EQUAL_SHARES,
    GREEDY,
    FundablePlan,
    Instance,
    count_votes,
    dutch_amount,
    payments,
)

BUDGET = 100
PLANS = (("A", 60), ("B", 40), ("C", 10))
BALLOTS = (
    ("Ans", "AB"),
    ("Bram", "AB"),
    ("Cem", "AB"),
    ("Dina", "AC"),
    ("Eva", "C"),
)


@cache
def _counted(rule):
    instance = Instance(
        plans=tuple(FundablePlan(number, Fraction(cost)) for number, cost in PLANS),
        ballots=tuple(tuple(choice) for _name, choice in BALLOTS),
        budget=Fraction(BUDGET),
    )
    return instance, count_votes(instance, rule=rule)


def worked_example() -> dict:
    """Plans, neighbours, what everybody has left after each round, and the other rule beside it."""
    names = {"A": _("Speelhuisje"), "B": _("Schommel"), "C": _("Bloembak")}
    _instance, outcome = _counted(EQUAL_SHARES)
    _instance, greedy = _counted(GREEDY)
    paid = {name: payments(outcome, tuple(choice)) for name, choice in BALLOTS}
    left = dict.fromkeys(paid, outcome.endowment)
    cheapest, _cost = min(PLANS, key=lambda plan: Fraction(plan[1], _votes(plan[0])))
    rounds = []
    for counting_round in outcome.rounds:
        now = {
            name: payment.amount
            for name, row in paid.items()
            for payment in row
            if payment.plan == counting_round.plan
        }
        left = {name: amount - now.get(name, 0) for name, amount in left.items()}
        rounds.append(
            {
                "plan": names[counting_round.plan],
                "cost": _euro(counting_round.cost),
                "supporters": counting_round.supporters,
                "price": _euro(counting_round.price),
                "rate": _cents(counting_round.price / counting_round.cost),
                "people": [
                    {
                        "name": name,
                        "paid": _euro(now[name]) if name in now else "",
                        "left": _euro(left[name]),
                    }
                    for name in left
                ],
            }
        )
    return {
        "budget": _euro(BUDGET),
        "share": _euro(outcome.endowment),
        "number": len(BALLOTS),
        "plans": [
            {
                "name": names[number],
                "cost": _euro(cost),
                "who": ", ".join(name for name, choice in BALLOTS if number in choice),
                "price": _euro(Fraction(cost, _votes(number))),
                "rate": _cents(Fraction(1, _votes(number))),
            }
            for number, cost in PLANS
        ],
        "cheapest": names[cheapest],
        "rounds": rounds,
        "funded": _listed(names[number] for number in outcome.funded),
        "left_out": [
            {
                "name": names[left_out.plan],
                "cost": _euro(left_out.cost),
                "available": _euro(left_out.available),
            }
            for left_out in outcome.left_out
        ],
        "left": _euro(BUDGET - outcome.spent),
        "greedy": _listed(names[number] for number in greedy.funded),
    }


def _votes(number):
    return sum(number in choice for _name, choice in BALLOTS)


def _cents(euros):
    """Of one euro, in whole cents."""
    return _("{cents} cent").format(cents=round(euros * 100))


def _euro(amount):
    return f"€\N{NO-BREAK SPACE}{dutch_amount(Fraction(amount))}"


def _listed(names):
    names = list(names)
    return _(" en ").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
