"""Which rule of the vote a ballot breaks, if any."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import ngettext

from .amounts import dutch_amount


@dataclass(frozen=True, slots=True)
class BallotRules:
    """What a vote asks of a ballot: `costs` per plan id, and limits where the vote sets them."""

    costs: Mapping[str, Fraction] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    maximum_cost: Fraction | None = None


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """One broken rule: `code` for programs, `sentence` for the voter.

    Codes: unknown_plan, plan_twice, too_few, too_many, too_expensive. `allowed` and `found` are
    the limit and what the ballot has (for the first two: None and the plan).
    """

    code: str
    allowed: object
    found: object
    sentence: str


def check_ballot(choice, rules):
    """Everything that is wrong with this ballot (plan ids) under these rules; empty is valid."""
    known = [plan for plan in dict.fromkeys(choice) if plan in rules.costs]
    return [*_wrong_plans(choice, rules), *_wrong_number(choice, rules), *_wrong_cost(known, rules)]


def _wrong_plans(choice, rules):
    for plan in dict.fromkeys(choice):
        if plan not in rules.costs:
            sentence = _("Plan {plan} staat niet op het stembiljet.").format(plan=plan)
            yield BrokenRule("unknown_plan", None, plan, sentence)
        if choice.count(plan) > 1:
            sentence = _("Plan {plan} is meer dan één keer gekozen.").format(plan=plan)
            yield BrokenRule("plan_twice", None, plan, sentence)


def _wrong_number(choice, rules):
    number = len(set(choice))
    if rules.minimum is not None and number < rules.minimum:
        sentence = ngettext(
            "Kies minstens {allowed} plan. U koos er {found}.",
            "Kies minstens {allowed} plannen. U koos er {found}.",
            rules.minimum,
        )
        yield BrokenRule(
            "too_few", rules.minimum, number, sentence.format(allowed=rules.minimum, found=number)
        )
    if rules.maximum is not None and number > rules.maximum:
        sentence = ngettext(
            "Kies hoogstens {allowed} plan. U koos er {found}.",
            "Kies hoogstens {allowed} plannen. U koos er {found}.",
            rules.maximum,
        )
        yield BrokenRule(
            "too_many", rules.maximum, number, sentence.format(allowed=rules.maximum, found=number)
        )


def _wrong_cost(known, rules):
    cost = sum((Fraction(rules.costs[plan]) for plan in known), Fraction(0))
    if rules.maximum_cost is not None and cost > rules.maximum_cost:
        sentence = _("Uw plannen kosten samen {found}. Dat mag hoogstens {allowed} zijn.").format(
            found=dutch_amount(cost), allowed=dutch_amount(rules.maximum_cost)
        )
        yield BrokenRule("too_expensive", rules.maximum_cost, cost, sentence)
