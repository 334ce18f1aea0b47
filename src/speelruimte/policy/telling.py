"""What an answer tells, so that it is asked once: at the start, and filled in further on.

A policy says so itself (``tells``). Those that were shipped before a policy could say it never
change; for them it stands in ``packs/told.json``, by the name of the policy and the key of the
question.
"""

import json
from functools import cache

from speelruimte.policy.schema import Policy, Told
from speelruimte.policy.schema.start import Question
from speelruimte.policy.shipped import PACKS


@cache
def _told_by_shipped() -> dict[str, dict[str, dict[str, list[str]]]]:
    return json.loads((PACKS / "told.json").read_text())


def told_by_start(policy: Policy, question: Question) -> tuple[Told, ...]:
    """What the answer to this start question tells."""
    return question.tells or _shipped(policy, "start", question)


def told_in_description(policy: Policy, question: Question) -> tuple[Told, ...]:
    """What this question about the agreement asks, of what may have been told at the start."""
    return question.tells or _shipped(policy, "description", question)


def _shipped(policy, part, question):
    known = _told_by_shipped().get(policy.slug, {}).get(part, {})
    return tuple(Told(fact) for fact in known.get(question.key, ()))
