"""What a Pabulib file says, kept whole, so that it can be imported and written again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from speelruimte.analysis.budget import (
    BallotRules,
    FundablePlan,
    Instance,
    ScoredInstance,
    check_ballot,
)
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import ngettext

from .ballot_kinds import CHOOSE_ONE, CROSSES, points_of_ballot

# So many ballots are named in a remark.
SHOWN = 5
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Project:
    """One row of PROJECTS. `votes`, `score` (points) and `selected` are what the file says; None
    where it does not.

    `selected` is 1 for a plan that the vote chose and 0 for one it did not; other numbers mean
    that it was funded from other money.
    `other` holds all further columns (category, target, description, coordinates), as written.
    """

    id: str
    cost: Fraction
    name: str = ""
    votes: int | None = None
    score: int | None = None
    selected: int | None = None
    other: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PabulibVote:
    """One row of VOTES: the plans chosen, as written and in that order, a plan named twice too.

    `points` stand beside the choices in a file whose ballots give points. `other` as in Project.
    """

    voter_id: str
    choice: tuple[str, ...]
    points: tuple[int, ...] = ()
    other: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class PabulibFile:
    """A whole file. `meta` keeps every key in its order and as written, `budget` among them."""

    meta: dict[str, str]
    projects: tuple[Project, ...]
    votes: tuple[PabulibVote, ...]
    project_columns: tuple[str, ...] = ("project_id", "cost", "name")
    vote_columns: tuple[str, ...] = ("voter_id", "vote")

    @property
    def budget(self):
        return Fraction(self.meta["budget"])

    @property
    def vote_type(self):
        return self.meta.get("vote_type", "approval").lower()

    @property
    def counts_points(self):
        """Ballots give points, by an order or in numbers, and not crosses."""
        return self.vote_type not in CROSSES

    @property
    def selected(self):
        """Ids of the plans that the file marks as chosen by the vote; None where it marks none at all."""
        if all(project.selected is None for project in self.projects):
            return None
        return frozenset(project.id for project in self.projects if project.selected == 1)

    @property
    def rules(self):
        """What the vote asked of a ballot."""
        return BallotRules(
            costs={project.id: project.cost for project in self.projects},
            minimum=self._whole("min_length"),
            maximum=1 if self.vote_type == CHOOSE_ONE else self._whole("max_length"),
            maximum_cost=Fraction(self.meta["max_sum_cost"])
            if "max_sum_cost" in self.meta
            else None,
        )

    def _whole(self, key):
        return int(self.meta[key]) if key in self.meta else None

    @cached_property
    def points(self):
        """Points per plan, by the rule of the kind of ballot (`ballot_kinds`)."""
        total: Counter[str] = Counter()
        for vote in self.votes:
            total.update(points_of_ballot(self.vote_type, vote.choice, vote.points))
        return total

    def instance(self):
        """What is to be counted: plans in the order of the file, every ballot, the budget.

        A plan that a ballot names twice is on it once.
        """
        plans = tuple(
            FundablePlan(project.id, project.cost, project.name) for project in self.projects
        )
        ballots = tuple(tuple(dict.fromkeys(vote.choice)) for vote in self.votes)
        if self.counts_points:
            return ScoredInstance(plans, ballots, self.budget, points=self.points)
        return Instance(plans, ballots, self.budget)

    def remarks(self):
        """What is odd but stops no count: ballots against the rules, votes that do not add up."""
        yield from self._twice()
        rules = self.rules
        odd = sum(
            any(broken.code != "plan_twice" for broken in check_ballot(vote.choice, rules))
            for vote in self.votes
        )
        if odd:
            yield ngettext(
                "{odd} stembiljet houdt zich niet aan het aantal of bedrag in het blok META. "
                "Het telt wel mee.",
                "{odd} stembiljetten houden zich niet aan het aantal of bedrag in het blok META. "
                "Ze tellen wel mee.",
                odd,
            ).format(odd=odd)
        counted = Counter(plan for vote in self.votes for plan in dict.fromkeys(vote.choice))
        for project in self.projects:
            if project.votes is not None and project.votes != counted[project.id]:
                yield _(
                    "Plan {plan} kreeg volgens het bestand {said} stemmen. Wij tellen er {counted}."
                ).format(plan=project.id, said=project.votes, counted=counted[project.id])
            if self.counts_points and project.score not in (None, self.points[project.id]):
                yield _(
                    "Plan {plan} kreeg volgens het bestand {said} punten. Wij tellen er {counted}."
                ).format(plan=project.id, said=project.score, counted=self.points[project.id])

    def _twice(self):
        twice = [vote for vote in self.votes if len(set(vote.choice)) != len(vote.choice)]
        if twice:
            yield ngettext(
                "{number} stembiljet noemt een plan twee keer. Dat telt één keer: {voters}.",
                "{number} stembiljetten noemen een plan twee keer. Dat telt één keer: {voters}.",
                len(twice),
            ).format(
                number=len(twice),
                voters=", ".join(vote.voter_id for vote in twice[:SHOWN])
                + (" …" if len(twice) > SHOWN else ""),
            )
