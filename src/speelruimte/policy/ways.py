"""What a policy says about one case: who decides, whether it is complex, what it advises.

Pure functions; a person may always deviate, with a reason.

Source: heemstede#wie-beslist, sessie-2021-03-15#mate-past-bij-initiatief
"""

from collections.abc import Iterable
from dataclasses import dataclass

from speelruimte.shared.messages import gettext

from .conditions import Facts, evaluate, facts_named, holds
from .facts import NO_BODY, fact
from .schema import (
    Advises,
    AlwaysOrNever,
    Check,
    Complexity,
    Condition,
    DecisionRoute,
    Gate,
    Nature,
    Policy,
    ProportionRule,
    Question,
    WayOfDeciding,
)


def question_in(policy: Policy, name: str) -> str:
    """The question about a fact in the policy's own words, where it has a scale with a question."""
    asked = fact(name)
    scale = getattr(policy, asked.section or "", None)
    return str(getattr(scale, "question", None) or gettext(asked.question))


class FactsMissing(LookupError):  # noqa: N818
    """Not enough is known to say who decides. `facts` names what must be answered first."""

    def __init__(self, policy: Policy, facts: tuple[str, ...]) -> None:
        self.facts = facts
        questions = " ".join(question_in(policy, name) for name in facts)
        super().__init__(gettext("Beantwoord eerst: {questions}").format(questions=questions))


class NoRuleApplies(LookupError):  # noqa: N818
    """The policy has no decision rule for this case; `policy check` refuses such a policy."""


@dataclass(frozen=True)
class PolicyRuling:
    """Who decides under the policy, and the rule that says so."""

    rule: DecisionRoute
    way: WayOfDeciding
    decides: str | None
    adopters: tuple[str, ...]
    together_with_city: bool
    nature: Nature | None
    condition: Condition | None

    @property
    def route_key(self) -> str:
        return self.rule.key

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body involved: who adopts, then who decides, each once."""
        decides = (self.decides,) if self.decides else ()
        return tuple(dict.fromkeys((*self.adopters, *decides)))

    @property
    def facts(self) -> dict[str, str]:
        """The facts that follow from this ruling, for gates and later rules."""
        known = {"way": str(self.way), "body": self.decides or NO_BODY}
        return known | ({"nature": str(self.nature)} if self.nature else {})


def ruling_of(policy: Policy, rule: DecisionRoute) -> PolicyRuling:
    """What follows from one decision rule, also when a person chose it with a reason."""
    in_order = tuple(body.key for body in policy.bodies_in_order(rule.adopters))
    return PolicyRuling(
        rule=rule,
        way=rule.way,
        decides=rule.body,
        adopters=in_order,
        together_with_city=rule.together_with_city,
        nature=rule.nature,
        condition=rule.when,
    )


def routes_for(policy: Policy, initiator: str) -> list[DecisionRoute]:
    """The decision rules that are not ruled out by who came with it, for this kind of initiator."""
    known = {"initiator": initiator}
    return [
        rule for rule in policy.decision_routes if evaluate(rule.when, known, policy) is not False
    ]


def decide_way(policy: Policy, facts: Facts) -> PolicyRuling:
    """Who decides: the first decision rule that holds.

    Raises FactsMissing while an earlier rule hangs on something unknown, and NoRuleApplies
    if none holds.
    """
    for rule in policy.decision_routes:
        answer = evaluate(rule.when, facts, policy)
        if answer is None:
            named = facts_named(rule.when)
            raise FactsMissing(policy, tuple(name for name in named if facts.get(name) is None))
        if answer:
            return ruling_of(policy, rule)
    raise NoRuleApplies(gettext("Het beleid heeft voor dit geval geen regel die zegt wie beslist."))


def facts_asked(policy: Policy) -> tuple[str, ...]:
    """What must be known before the policy can say who decides, in the order of the rules.

    Complexity follows from criteria and is left out; what its own condition asks is in.
    """
    conditions = [rule.when for rule in policy.decision_routes]
    named = [name for condition in conditions for name in facts_named(condition)]
    if policy.complexity:
        named += facts_named(policy.complexity.when)
    return tuple(name for name in dict.fromkeys(named) if name != "complexity")


def is_complex(policy: Policy, ticked: Iterable[str], facts: Facts | None = None) -> bool:
    """Whether enough criteria are ticked and the condition on complexity holds.

    Criteria that the policy does not know raise KeyError. Without a complexity section
    nothing is complex.

    Source: heemstede#complexe-opgave
    """
    ticked = set(ticked)
    rule = policy.complexity
    known = {criterion.key for criterion in rule.criteria} if rule else set()
    if unknown := ticked - known:
        raise KeyError(f"No criterion of this policy: {', '.join(sorted(unknown))}")
    if rule is None or len(ticked) < rule.at_least:
        return False
    return holds(rule.when, facts or {}, policy)


def complexity_fact(policy: Policy, ticked: Iterable[str], facts: Facts) -> dict[str, str]:
    """The fact `complexity` for further rules; nothing if the policy knows no complexity."""
    if policy.complexity is None:
        return {}
    complex_ = is_complex(policy, ticked, facts)
    return {"complexity": str(Complexity.COMPLEX if complex_ else Complexity.SIMPLE)}


@dataclass(frozen=True)
class Advice:
    """A piece of advice with the rule it comes from."""

    rule: ProportionRule
    number: int

    @property
    def advises(self) -> Advises:
        return self.rule.advises

    @property
    def advice(self) -> str:
        return str(self.rule.advice)

    @property
    def reason(self) -> str:
        return str(self.rule.reason)


def advice(policy: Policy, facts: Facts) -> tuple[Advice, ...]:
    """Every piece of advice whose condition holds, numbered as in the policy file."""
    return tuple(
        Advice(rule, number)
        for number, rule in enumerate(policy.proportionality, start=1)
        if holds(rule.when, facts, policy)
    )


def gate_applies(policy: Policy, gate: Gate | str, facts: Facts) -> bool:
    """Whether a switchable gate holds in this case.

    The last setting whose condition holds counts; a setting that hangs on an unknown fact
    counts if it makes the route stricter. Without a setting the gate's own default counts.
    """
    return _gate_holds(policy, Gate(gate), facts, where_unknown=True)


def gate_is_certain(policy: Policy, gate: Gate | str, facts: Facts) -> bool:
    """Whether a switchable gate holds here whatever else becomes known."""
    return _gate_holds(policy, Gate(gate), facts, where_unknown=False)


def _gate_holds(policy: Policy, gate: Gate, facts: Facts, *, where_unknown: bool) -> bool:
    """A setting that hangs on an unknown fact counts if it says what is taken ``where_unknown``."""
    answer = gate.on_by_default
    for setting in policy.gate_settings(gate):
        outcome = evaluate(setting.when, facts, policy)
        if outcome or (outcome is None and setting.holds is where_unknown):
            answer = setting.holds
    return answer


def checks_asked(policy: Policy, facts: Facts) -> tuple[Check, ...]:
    """The checks that must be answered; one that hangs on an unknown fact is asked."""
    return tuple(
        check for check in policy.checks if evaluate(check.when, facts, policy) is not False
    )


def is_required(policy: Policy, question: Question, facts: Facts) -> bool:
    """Whether a question needs an answer in this case."""
    if question.required_when is not None:
        return holds(question.required_when, facts, policy)
    return question.required


def always_owed(policy: Policy, facts: Facts) -> tuple[AlwaysOrNever, ...]:
    """Obligations whose own condition holds; those without one are ticked by a person."""
    return _that_hold(policy, policy.obligations, facts)


def never_possible(policy: Policy, facts: Facts) -> tuple[AlwaysOrNever, ...]:
    """Exclusions whose own condition holds; those without one are ticked by a person."""
    return _that_hold(policy, policy.exclusions, facts)


def _that_hold(
    policy: Policy, cases: tuple[AlwaysOrNever, ...], facts: Facts
) -> tuple[AlwaysOrNever, ...]:
    return tuple(case for case in cases if case.when and holds(case.when, facts, policy))
