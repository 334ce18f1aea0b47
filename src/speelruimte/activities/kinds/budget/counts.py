"""From rows to the pure count and back: the rules of a ballot, the outcome as one text."""

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from speelruimte.analysis.budget import (
    BallotRules,
    CountNotConfirmedError,
    FundablePlan,
    Instance,
    count_by_every_rule,
    payments,
    tie_rule,
    written,
)
from speelruimte.shared.fingerprints import canonical, fingerprint

# A ballot is a set of plans: who wants it ticks it.
BALLOT_KIND = "approval"


def rules_of(vote, plans) -> BallotRules:
    """What this vote asks of a ballot."""
    return BallotRules(
        costs={plan.number: Fraction(plan.cost) for plan in plans},
        minimum=vote.minimum,
        maximum=vote.maximum,
        maximum_cost=None if vote.maximum_cost is None else Fraction(vote.maximum_cost),
    )


@dataclass(frozen=True)
class CountRules:
    """What a count reads: all of it stands in the text that was fixed when the vote opened."""

    budget: Fraction
    costs: tuple[tuple[str, Fraction], ...]  # by number, in the order of the ballot
    rule: str
    tie_rule: str
    rest: str


def rules_text(vote, plans) -> str:
    """The rules of a vote as one text: amounts as they are written, plans by number. In who may vote,
    and in the words of a plan, a name may stand: their fingerprints stand here.
    """
    return canonical(
        {
            "ballot": BALLOT_KIND,
            "budget": vote.budget,
            "plans": [[plan.number, plan.cost] for plan in plans],
            "minimum": vote.minimum,
            "maximum": vote.maximum,
            "maximum_cost": vote.maximum_cost,
            "rule": vote.rule,
            "tie_rule": vote.tie_rule,
            "rest": vote.rest,
            "who": fingerprint(vote.who),
            "words": {
                plan.number: {"name": fingerprint(plan.name), "text": fingerprint(plan.text)}
                for plan in plans
            },
        }
    )


def as_fixed(vote):
    """The vote and its plans as they were fixed when it opened, for who shows them: what was changed
    in a row since holds for nobody. Not to be saved.
    """
    fixed = getattr(vote, "fixed", None)
    if fixed is None:
        return vote
    facts = json.loads(fixed.text)
    for name in ("rule", "tie_rule", "rest", "minimum", "maximum"):
        setattr(vote, name, facts[name])
    for name in ("budget", "maximum_cost"):
        setattr(vote, name, None if facts[name] is None else Decimal(facts[name]))
    costs = dict(facts["plans"])
    for plan in vote.plans.all():
        plan.cost = Decimal(costs.get(plan.number, plan.cost))
    return vote


def count_rules(text) -> CountRules:
    """What `rules_text` wrote, for the count."""
    facts = json.loads(text)
    return CountRules(
        budget=Fraction(facts["budget"]),
        costs=tuple((number, Fraction(cost)) for number, cost in facts["plans"]),
        rule=facts["rule"],
        tie_rule=facts["tie_rule"],
        rest=facts["rest"],
    )


def in_plan_order(plans, choices) -> list[str]:
    """The choices in the order of the plans: in which order somebody ticked is nobody's business."""
    chosen = set(choices)
    return [plan.number for plan in plans if plan.number in chosen]


def ballots_text(choices) -> str:
    """All valid ballots as one text: a line per ballot, plan numbers with commas, lines sorted.

    Lines are sorted by their UTF-8 bytes; each ends with a line feed, so that
    ``sort | sha256sum`` gives the same fingerprint.
    """
    lines = sorted((",".join(choice) for choice in choices), key=str.encode)
    return "".join(f"{line}\n" for line in lines)


def outcome_text(rules, names, *, choices, invalid_reasons, received) -> str:
    """Count the valid ballots, confirmed in exact numbers, and write everything down as one text.

    ``rules``: the `CountRules` that were fixed when the vote opened; ``names`` by plan number.
    ``choices``: plan numbers per valid ballot; ``invalid_reasons``: one per invalid
    ballot, in the keys of `Spoilt`. ``received``: how many came in along which way, and the codes.
    Amounts are exact text in euro. Raises CountNotConfirmedError where the exact calculation
    does not confirm the fast one: then there is no outcome.
    """
    instance = Instance(
        plans=tuple(FundablePlan(number, cost, names[number]) for number, cost in rules.costs),
        ballots=tuple(tuple(choice) for choice in choices),
        budget=rules.budget,
    )
    ties = tie_rule(rules.tie_rule)
    outcomes = count_by_every_rule(instance, ties=ties)
    outcome = outcomes.pop(rules.rule)
    return canonical(
        _as_facts(outcome, instance)
        | {
            "rest": rules.rest,
            "rounds": _rounds(outcome, instance),
            "plans": [
                {"number": p.id, "name": p.name, "cost": written(p.cost), "votes": votes}
                for p, votes in zip(instance.plans, instance.votes, strict=True)
            ],
            "ballots": {
                "valid": len(instance.ballots),
                "invalid": sorted(
                    ([reason, times] for reason, times in Counter(invalid_reasons).items()),
                    key=lambda row: (-row[1], row[0]),
                ),
                "fingerprint": fingerprint(ballots_text(choices)),
                "received": received,
            },
            "compared": {rule: _compared(other, instance) for rule, other in outcomes.items()},
        }
    )


def _served(instance, funded, plan="") -> int:
    """How many ballots have a plan that is funded; with ``plan`` only of those that chose it."""
    places = {instance.index[number] for number in funded}
    return sum(
        weight
        for choice, weight in instance.groups
        if not places.isdisjoint(choice) and (not plan or instance.index[plan] in choice)
    )


def _as_facts(outcome, instance):
    return {
        "served": _served(instance, outcome.funded),
        "rule": outcome.rule,
        "ties": outcome.ties,
        "budget": written(outcome.budget),
        "funded": list(outcome.funded),
        "spent": written(outcome.spent),
        "increments": outcome.increments,
        "endowment": written(outcome.endowment),
        "tie_breaks": [
            {"between": list(tie.between), "chosen": tie.chosen, "rule": tie.rule}
            for tie in outcome.tie_breaks
        ],
        "left_out": [
            {
                "plan": left_out.plan,
                "cost": written(left_out.cost),
                "supporters": left_out.supporters,
                "served": _served(instance, outcome.funded, left_out.plan),
                "available": None if left_out.available is None else written(left_out.available),
                "group": _shortage(left_out.group),
                "room": _shortage(left_out.room),
            }
            for left_out in outcome.left_out
        ],
    }


def _shortage(shortage):
    return shortage and {"after": shortage.after, "left": written(shortage.left)}


def _compared(outcome, instance):
    return {
        "funded": list(outcome.funded),
        "spent": written(outcome.spent),
        "served": _served(instance, outcome.funded),
    }


def _rounds(outcome, instance):
    paid = _payers(outcome, instance)
    rounds = []
    for counting_round in outcome.rounds:
        payers = sorted(paid.get(counting_round.plan, {}).items(), reverse=True)
        if payers and sum(amount * number for amount, number in payers) != counting_round.cost:
            raise CountNotConfirmedError(
                f"The payments for {counting_round.plan} are not its cost."
            )
        rounds.append(
            {
                "plan": counting_round.plan,
                "cost": written(counting_round.cost),
                "supporters": counting_round.supporters,
                "price": None if counting_round.price is None else written(counting_round.price),
                "payers": [[number, written(amount)] for amount, number in payers],
            }
        )
    return rounds


def _payers(outcome, instance):
    """Per plan: how many ballots paid which amount."""
    paid = {}
    for choice, number in Counter(instance.ballots).items():
        for payment in payments(outcome, choice):
            paid.setdefault(payment.plan, Counter())[payment.amount] += number
    return paid
