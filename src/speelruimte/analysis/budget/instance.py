"""What is voted on: plans with their cost, a budget, and approval ballots."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from speelruimte.shared.messages import gettext as _


class ImpossibleCountError(ValueError):
    """These plans, ballots and budget cannot be counted; the sentence says why."""


@dataclass(frozen=True, slots=True)
class FundablePlan:
    """Something that can be funded. `cost` is exact, in whole or broken euros, above zero."""

    id: str
    cost: Fraction
    name: str = ""

    def __post_init__(self):
        if isinstance(self.cost, float):
            raise TypeError("A cost is exact: int, Decimal or Fraction, never float.")
        object.__setattr__(self, "cost", Fraction(self.cost))
        if self.cost <= 0:
            raise ImpossibleCountError(
                _("Plan {plan} kost niets of minder dan niets. Vul kosten boven nul in.").format(
                    plan=self.id
                )
            )


@dataclass(frozen=True)
class Instance:
    """Plans in the order of the file, ballots as tuples of plan ids, and a budget.

    Every ballot counts as one voter, an empty (blank) one too: its share is spent by nobody.
    Raises ImpossibleCountError for what cannot be counted.
    """

    plans: tuple[FundablePlan, ...]
    ballots: tuple[tuple[str, ...], ...]
    budget: Fraction

    def __post_init__(self):
        if isinstance(self.budget, float):
            raise TypeError("A budget is exact: int, Decimal or Fraction, never float.")
        object.__setattr__(self, "plans", tuple(self.plans))
        object.__setattr__(self, "ballots", tuple(self.ballots))
        object.__setattr__(self, "budget", Fraction(self.budget))
        if self.budget <= 0:
            raise ImpossibleCountError(
                _("Het budget is niet hoger dan nul. Vul een bedrag boven nul in.")
            )
        if twice := [
            plan for plan, times in Counter(p.id for p in self.plans).items() if times > 1
        ]:
            raise ImpossibleCountError(
                _("Plan {plan} staat er twee keer in. Geef elk plan een eigen nummer.").format(
                    plan=twice[0]
                )
            )
        self._check_ballots()

    def _check_ballots(self):
        for place, ballot in enumerate(self.ballots, start=1):
            if not self.index.keys() >= (chosen := set(ballot)):
                raise ImpossibleCountError(
                    _("Stembiljet {place} noemt plan {plan}, maar dat plan bestaat niet.").format(
                        place=place, plan=min(chosen - self.index.keys())
                    )
                )
            if len(chosen) != len(ballot):
                raise ImpossibleCountError(
                    _("Stembiljet {place} noemt een plan twee keer.").format(place=place)
                )

    @cached_property
    def index(self):
        """Where each plan stands: id to place in `plans`."""
        return {plan.id: place for place, plan in enumerate(self.plans)}

    @cached_property
    def groups(self):
        """Equal ballots taken together: tuple of (places of the plans, number of ballots)."""
        place = self.index.__getitem__
        return tuple(Counter(tuple(sorted(map(place, b))) for b in self.ballots).items())

    @cached_property
    def votes(self):
        """How many ballots approve each plan, in the order of `plans`."""
        weights = [weight for _choice, weight in self.groups]
        return tuple(sum(map(weights.__getitem__, groups)) for groups in self.supporters)

    @cached_property
    def supporters(self):
        """Per plan the numbers of the groups that approve it."""
        supporters = [[] for _plan in self.plans]
        for number, (choice, _weight) in enumerate(self.groups):
            for place in choice:
                supporters[place].append(number)
        return tuple(map(tuple, supporters))

    @cached_property
    def eligible(self):
        """Places of the plans that can be funded at all: somebody wants it and it fits alone.

        The method is defined for plans that cost no more than the budget (docs/counting.md).
        """
        return tuple(
            place
            for place, plan in enumerate(self.plans)
            if self.votes[place] and plan.cost <= self.budget
        )

    @property
    def share(self):
        """What each ballot may spend in plain Equal Shares: the budget divided equally."""
        return self.budget / len(self.ballots) if self.ballots else Fraction(0)


@dataclass(frozen=True)
class ScoredInstance(Instance):
    """A vote whose ballots gave points instead of crosses: `points` per plan id, whole numbers.

    Only "most first" can count it (`greedy`): there a plan's points stand where votes do.
    """

    points: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def votes(self):
        """The points of each plan, in the order of `plans`."""
        return tuple(self.points.get(plan.id, 0) for plan in self.plans)
