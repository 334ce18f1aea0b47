"""Conditions of a policy: whether they hold, what they ask, and how they read aloud.

Facts are plain strings by name; True and False count as "yes" and "no". A fact that is not
there is unknown: a condition that hangs on it is neither true nor false yet.
"""

from collections.abc import Mapping

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

from .facts import FACTS, NO_BODY, Fact, fact
from .schema import Condition, Policy
from .schema.condition import fact_value

Facts = Mapping[str, str | bool | None]


def evaluate(condition: Condition | None, facts: Facts, policy: Policy) -> bool | None:
    """True, False, or None while a fact it hangs on is not known yet. No condition: True."""
    return _evaluate(condition, facts, orders_of(policy))


def evaluate_ordered(
    condition: Condition | None, facts: Facts, orders: Mapping[str, tuple[str, ...]]
) -> bool | None:
    """As `weigh`, with the values of each fact in their order given."""
    return _evaluate(condition, facts, orders)


def holds(condition: Condition | None, facts: Facts, policy: Policy) -> bool:
    """Whether it holds for certain; False while a fact that matters is unknown."""
    return evaluate(condition, facts, policy) is True


def _evaluate(condition: Condition | None, facts: Facts, orders: Mapping) -> bool | None:
    if condition is None:
        return True
    if condition.none_of is not None:
        inside = _evaluate(condition.none_of, facts, orders)
        return None if inside is None else not inside
    if condition.all_of is not None:
        return _all([_evaluate(part, facts, orders) for part in condition.all_of])
    if condition.any_of is not None:
        turned = _all([_not(_evaluate(part, facts, orders)) for part in condition.any_of])
        return _not(turned)
    return _compare(condition, facts, orders)


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _compare(condition: Condition, facts: Facts, orders: Mapping) -> bool | None:
    known = fact_value(facts.get(condition.fact or ""))
    if known is None:
        return None
    if condition.equals is not None:
        return known in condition.values
    order = orders.get(condition.fact, ())
    lowest = condition.values[0]
    if known not in order or lowest not in order:
        return False
    return order.index(known) >= order.index(lowest)


def orders_of(policy: Policy) -> dict[str, tuple[str, ...]]:
    """The ordered facts with their values from low to high."""
    orders = {
        named_fact.name: tuple(str(value) for value in named_fact.values)
        for named_fact in FACTS
        if named_fact.ordered and named_fact.values
    }
    orders["policy_phase"] = tuple(phase.key for phase in policy.policy_phases)
    orders["impact"] = tuple(step.key for step in policy.impact.steps) if policy.impact else ()
    space = policy.influence_space
    orders["influence_space"] = tuple(step.key for step in space.steps) if space else ()
    return orders


def facts_named(condition: Condition | None) -> tuple[str, ...]:
    """The facts a condition asks for, each once, in order of appearance."""
    if condition is None:
        return ()
    if condition.fact:
        return (condition.fact,)
    named = (name for part in condition.parts for name in facts_named(part))
    return tuple(dict.fromkeys(named))


_SAID = {
    "initiator": _("het initiatief komt van {values}"),
    "subject_kind": _("het gaat om {values}"),
    "area_scale": _("het gaat over {values}"),
    "policy_phase": _("de fase is {values}"),
    "impact": _("de gevolgen zijn {values}"),
    "influence_space": _("de ruimte is {values}"),
    "competent": _("de bevoegdheid ligt bij {values}"),
    "complexity": _("het is {values}"),
    "way": _("het besluit is aan {values}"),
    "body": _("het orgaan is {values}"),
    "nature": _("het is {values}"),
}


# The same, of what must not be so.
_SAID_NOT = {
    "initiator": _("het initiatief komt niet van {values}"),
    "subject_kind": _("het gaat niet om {values}"),
    "area_scale": _("het gaat niet over {values}"),
    "policy_phase": _("de fase is niet {values}"),
    "impact": _("de gevolgen zijn niet {values}"),
    "influence_space": _("de ruimte is niet {values}"),
    "competent": _("de bevoegdheid ligt niet bij {values}"),
    "complexity": _("het is niet {values}"),
    "way": _("het besluit is niet aan {values}"),
    "body": _("het orgaan is niet {values}"),
    "nature": _("het is niet {values}"),
}


# Steps of a scale are names that the policy gave: within a sentence they stand between quotes.
_ON_A_SCALE = ("impact", "influence_space")


def in_words(
    condition: Condition | None,
    policy: Policy,
    *,
    language: str = "nl",
) -> str:
    """The condition as a clause that follows "als"; "altijd" without a condition."""
    if condition is None:
        return gettext("altijd")
    said = _Speaker(policy, language)
    return said.clause(condition)


class _Speaker:
    """Says conditions in the words of one policy."""

    def __init__(self, policy: Policy, language: str) -> None:
        self.policy = policy
        self.language = language

    def clause(self, condition: Condition, *, inside: bool = False) -> str:
        if condition.none_of is not None:
            return self.denied(condition.none_of)
        if condition.fact:
            return self.comparison(condition)
        joint = _("{before} en {last}") if condition.all_of else _("{before} of {last}")
        said = [self.clause(part, inside=True) for part in condition.parts]
        joined = self.joined(said, joint)
        return f"({joined})" if inside and len(said) > 1 else joined

    def denied(self, condition: Condition) -> str:
        """What must not be so: with "niet" in the sentence itself where it compares one fact."""
        said_so = condition.fact in _SAID_NOT and NO_BODY not in condition.values
        yes_or_no = condition.fact and fact(condition.fact).yes and len(condition.values) == 1
        if said_so or yes_or_no:
            return self.comparison(condition, denied=True)
        return gettext("het is niet zo dat {clause}").format(clause=self.clause(condition))

    def joined(self, said: list[str], joint: str) -> str:
        if len(said) == 1:
            return said[0]
        return gettext(joint).format(before=", ".join(said[:-1]), last=said[-1])

    def comparison(self, condition: Condition, *, denied: bool = False) -> str:
        asked = fact(condition.fact or "")
        if asked.yes and len(condition.values) == 1:
            return gettext(asked.yes if (condition.values[0] == "yes") != denied else asked.no)
        values = [self.value(asked, value) for value in condition.values]
        if asked.name in _ON_A_SCALE:
            values = [gettext("‘{value}’").format(value=value) for value in values]
        said = self.joined(values, _("{before} of {last}"))
        if condition.at_least is not None:
            said = gettext("{value} of meer").format(value=said)
        template = (_SAID_NOT if denied else _SAID).get(asked.name)
        if template is None:
            return f"{gettext(asked.question)} {said}"
        return gettext(template).format(values=said)

    def value(self, asked: Fact, value: str) -> str:
        if asked.values:
            return asked.values(value).label
        if value == NO_BODY:
            return gettext("niemand van de gemeente")
        for item in _section(self.policy, asked.section):
            if item.key == value:
                return item.label.in_language(self.language)
        return value


def _section(policy: Policy, name: str | None) -> tuple:
    section = getattr(policy, name or "", None) or ()
    return getattr(section, "steps", section)
