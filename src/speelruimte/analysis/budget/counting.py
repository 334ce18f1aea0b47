"""The door: count a vote by one of four rules, and confirm the outcome in exact numbers.

`find` finds the outcome fast; `confirm` calculates the run that is shown again with fractions,
and for Add1 also the run after it; `count` does both and is what a binding result comes from.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from speelruimte.shared.messages import gettext as _

from .exact import run_exactly, shortages
from .greedy import greedy_rounds
from .instance import ImpossibleCountError, ScoredInstance
from .outcome import CountOutcome, LeftOut, Round, Shortage, TieBreak, in_reading_order
from .ties import TieRule

EQUAL_SHARES_ADD1U = (
    "equal-shares-add1u"  # the name that researchers give it: add1, then utilitarian
)
EQUAL_SHARES_ADD1 = "equal-shares-add1"
EQUAL_SHARES = "equal-shares"
GREEDY = "greedy"
RULES = (EQUAL_SHARES_ADD1U, EQUAL_SHARES_ADD1, EQUAL_SHARES, GREEDY)
WITH_INCREMENTS = (EQUAL_SHARES_ADD1U, EQUAL_SHARES_ADD1)

# Up to this many crosses on all different ballots together, exact numbers are as quick as
# floating point, and numpy need not be loaded.
SMALL = 3_000


class CountNotConfirmedError(RuntimeError):
    """The exact calculation differs from the fast one: there is no result to announce."""


@dataclass(frozen=True, slots=True)
class UnconfirmedOutcome:
    """An outcome as found, not yet confirmed: places of the funded plans in order of funding.

    Without what `equal-shares-add1u` adds with the money left over: that is exact by itself.
    """

    rule: str
    ties: TieRule
    order: tuple[int, ...]
    increments: int


def count_votes(instance, *, rule=EQUAL_SHARES_ADD1, ties=None):
    """The exact and confirmed outcome of this vote. `ties` is a TieRule (default: votes, order)."""
    ties = ties or TieRule()
    return confirm(instance, find_outcome(instance, rule=rule, ties=ties))


def count_by_every_rule(instance, *, ties=None):
    """By rule the exact and confirmed outcome; what two rules have in common is sought once."""
    ties = ties or TieRule()
    sought = {
        rule: find_outcome(instance, rule=rule, ties=ties)
        for rule in RULES
        if rule != EQUAL_SHARES_ADD1U
    }
    sought[EQUAL_SHARES_ADD1U] = replace(sought[EQUAL_SHARES_ADD1], rule=EQUAL_SHARES_ADD1U)
    return {rule: confirm(instance, sought[rule]) for rule in RULES}


def find_outcome(instance, *, rule=EQUAL_SHARES_ADD1, ties=None):
    """Find the outcome fast. Exact numbers are used only where floating point cannot tell."""
    ties = ties or TieRule()
    if isinstance(instance, ScoredInstance) and rule != GREEDY:
        raise ImpossibleCountError(
            _(
                "De stembiljetten geven punten of een volgorde. De telregel {rule} kan daar niet mee "
                "tellen: die vraagt wie een plan wel wil en wie niet. Kies de telregel {greedy}."
            ).format(rule=rule, greedy=GREEDY)
        )
    ranks = ties.ranks(instance)
    if rule == GREEDY:
        order = tuple(place for place, _tied in greedy_rounds(instance, ranks))
        return UnconfirmedOutcome(rule, ties, order, 0)
    if rule not in RULES:
        raise ValueError(_("De telregel {rule} bestaat niet.").format(rule=rule))
    run = _runner(instance, ranks)
    if rule == EQUAL_SHARES:
        return UnconfirmedOutcome(rule, ties, run(instance.share).order, 0)
    return UnconfirmedOutcome(rule, ties, *_last_within_budget(instance, run))


def _last_within_budget(instance, run):
    """Order and number of the last increment before the first that overspends.

    Where the run stays the same over some increments, they are skipped in growing strides; equal
    traces on both sides show that nothing changes between them (see ExactRun).
    """
    current, increments, stride = run(instance.share), 0, 1
    while not _nothing_left(instance, current.order):
        following = run(instance.share + increments + stride)
        steady = following.trace == current.trace
        if stride > 1 and not steady:
            stride //= 2
            continue
        if _cost(instance, following.order) > instance.budget:
            break
        current, increments = following, increments + stride
        stride = stride * 2 if steady else 1
    return current.order, increments


def confirm(instance, calculated):
    """Calculate what was found again in fractions and give the Outcome.

    Raises CountNotConfirmedError where the exact run funds other plans or in another order, costs more
    than the budget, or (Add1) is not the last run that stays within it.
    """
    ranks = calculated.ties.ranks(instance)
    if calculated.rule == GREEDY:
        return _greedy_outcome(instance, calculated, greedy_rounds(instance, ranks))
    endowment = instance.share + calculated.increments
    exact = run_exactly(instance, endowment, ranks)
    if exact.order != calculated.order or _cost(instance, exact.order) > instance.budget:
        raise CountNotConfirmedError(_("De nauwkeurige natelling geeft een andere uitslag."))
    if calculated.rule in WITH_INCREMENTS and not _nothing_left(instance, exact.order):
        following = run_exactly(instance, endowment + 1, ranks)
        if _cost(instance, following.order) <= instance.budget:
            raise CountNotConfirmedError(
                _("De nauwkeurige natelling stopt bij een andere verhoging.")
            )
    return _shares_outcome(instance, calculated, exact, endowment)


def _runner(instance, ranks):
    """A function from endowment to a run, with its order and its trace."""

    def exactly(endowment):
        return run_exactly(instance, endowment, ranks)

    if sum(map(len, instance.supporters)) <= SMALL:
        return exactly
    from .fast import FastCount

    fast = FastCount(instance, ranks)

    def quickly(endowment):
        run = fast.run(endowment)
        return run if run.certain else exactly(endowment)

    return quickly


def _cost(instance, order):
    return sum((instance.plans[place].cost for place in order), Fraction(0))


def _nothing_left(instance, order):
    """Every plan that can be funded at all is funded: more increments change nothing.

    That the plans left over no longer fit in what remains is no reason to stop: a later increment
    may still exchange plans (it does in Wieliczka 2023; docs/counting.md).
    """
    return len(order) == len(instance.eligible)


def _shares_outcome(instance, calculated, exact, endowment):
    rounds = [(r.place, r.price, r.tied) for r in exact.rounds]
    if calculated.rule == EQUAL_SHARES_ADD1U:
        rounds += _completion(instance, calculated.ties, exact.order)
    groups = shortages(instance, endowment, exact)
    return _outcome(instance, calculated, rounds, endowment, exact.available, groups)


def _completion(instance, ties, order):
    """What is left goes to the plan with most votes that still fits, until nothing fits. Nobody pays."""
    left = instance.budget - _cost(instance, order)
    added = greedy_rounds(instance, ties.ranks(instance), funded=order, left=left)
    return [(place, None, tied) for place, tied in added]


def _greedy_outcome(instance, calculated, rounds):
    rounds = [(place, None, tied) for place, tied in rounds]
    return _outcome(instance, calculated, rounds, Fraction(0), [None] * len(instance.plans), {})


def _outcome(instance, calculated, rounds, endowment, available, groups):
    plans, votes = instance.plans, instance.votes
    order = [place for place, _price, _tied in rounds]
    left_out = [place for place in range(len(plans)) if place not in set(order)]
    room = _without_room(instance, calculated.rule, rounds)
    return CountOutcome(
        rule=calculated.rule,
        ties=str(calculated.ties),
        funded=in_reading_order(plans[place].id for place in order),
        spent=_cost(instance, order),
        budget=instance.budget,
        increments=calculated.increments,
        endowment=endowment,
        rounds=tuple(Round(plans[p].id, plans[p].cost, votes[p], price) for p, price, _t in rounds),
        tie_breaks=tuple(
            _tie_break(instance, calculated.ties, place, tied)
            for place, _price, tied in rounds
            if len(tied) > 1
        ),
        left_out=tuple(
            LeftOut(plans[p].id, plans[p].cost, votes[p], available[p], groups.get(p), room.get(p))
            for p in left_out
        ),
    )


def _without_room(instance, rule, rounds):
    """By place: when a plan first no longer fitted in what was left, in rounds that go by votes."""
    if rule not in (EQUAL_SHARES_ADD1U, GREEDY):
        return {}
    order = [place for place, _price, _tied in rounds]
    by_place = {}
    for after in range(sum(price is not None for _place, price, _tied in rounds), len(rounds) + 1):
        left = instance.budget - _cost(instance, order[:after])
        for place in set(instance.eligible) - set(order) - by_place.keys():
            if instance.plans[place].cost > left:
                by_place[place] = Shortage(after, left)
    return by_place


def _tie_break(instance, ties, chosen, tied):
    others = [place for place in tied if place != chosen]
    return TieBreak(
        between=tuple(instance.plans[place].id for place in tied),
        chosen=instance.plans[chosen].id,
        rule=ties.decided_by(instance, chosen, others),
    )
