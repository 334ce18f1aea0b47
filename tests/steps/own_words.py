"""Which words belong to one policy and to no other, to see that a screen speaks one language."""

from functools import cache

from speelruimte.policy.reading import read_file
from speelruimte.policy.shipped import policy_file, shipped

# The product promises this under every policy (a firm gate); the neutral policy says it as well.
PROMISED_EVERYWHERE = frozenset({"U krijgt antwoord op alles wat u inbrengt."})


def words_of(policy) -> frozenset:
    """Questions, promises, reasons and the name of a municipality: nobody says those by chance."""
    found = {policy.municipality.name}
    for items in (policy.checks, policy.description_questions, policy.plan_sections):
        found |= {str(one.label) for one in items}
    for items in (policy.impact, policy.influence_space):
        found |= {str(items.question)} if items else set()
    found |= {str(one.promise) for one in policy.influence_levels}
    found |= {str(one.reason) for one in policy.decision_routes}
    return frozenset(found)


@cache
def shipped_words() -> dict:
    """The words of every shipped policy, by its name."""
    return {name: words_of(read_file(policy_file(name)).policy) for name in shipped()}


def foreign_words(policy) -> frozenset:
    """What only other shipped policies say; the beginning of an own sentence is not foreign."""
    own = words_of(policy) | PROMISED_EVERYWHERE
    others = frozenset().union(*shipped_words().values())
    return frozenset(words for words in others if not any(words in said for said in own))
