"""What is asked about a case, and when: every fact that some part of the policy names.

At the door, what the policy needs to say who decides. In the weighing, everything else that an
obligation, an exclusion, a check, a piece of advice or a gate hangs on and that is not known yet.

Source: heemstede#wie-beslist, assen-visie-2021#check-in-elk-traject
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from .conditions import Facts, evaluate, facts_named
from .facts import FACTS, Stage, domains
from .schema import AlwaysOrNever, Condition, Policy
from .ways import always_owed, facts_asked

# Known without asking, or asked in the weighing by a question of its own.
_KNOWN_OTHERWISE = ("initiator", "impact", "influence_space")


def conditions_of(part: Any) -> Iterator[Condition]:
    """Every condition in a policy or a part of it."""
    if isinstance(part, Condition):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from conditions_of(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from conditions_of(item)
    elif isinstance(part, Mapping):
        for item in part.values():
            yield from conditions_of(item)


def facts_asked_in_weighing(policy: Policy) -> tuple[str, ...]:
    """What the weighing asks: named somewhere in the policy, and not asked at the door."""
    named = {name for condition in conditions_of(policy) for name in facts_named(condition)}
    named -= {*facts_asked(policy), *_KNOWN_OTHERWISE}
    possible = domains(policy.as_data())
    return tuple(
        fact.name
        for fact in FACTS
        if fact.name in named and fact.stage <= Stage.COMPETENCE and possible[fact.name]
    )


def obligations_that_hold(
    policy: Policy, facts: Facts, ticked: tuple[str, ...] | list[str] = ()
) -> tuple[AlwaysOrNever, ...]:
    """The obligations of this case: whose condition holds, or that a person ticked."""
    holding = {case.key for case in always_owed(policy, facts)} | {
        case.key for case in policy.obligations if case.when is None and case.key in ticked
    }
    return tuple(case for case in policy.obligations if case.key in holding)


def facts_obligations_wait_for(policy: Policy, facts: Facts) -> tuple[str, ...]:
    """What must be known before it is certain that no obligation holds."""
    waiting = [
        case.when for case in policy.obligations if evaluate(case.when, facts, policy) is None
    ]
    named = (name for condition in waiting for name in facts_named(condition))
    return tuple(name for name in dict.fromkeys(named) if facts.get(name) is None)
