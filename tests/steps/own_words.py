"""Which words belong to one policy and to no other, to see that a screen speaks one language."""

from functools import cache

from speelruimte.policy.reading import read_file
from speelruimte.policy.shipped import policy_file, shipped

# The product promises this under every policy (a firm gate); the neutral policy says it as well.
PROMISED_EVERYWHERE = frozenset({"U krijgt antwoord op alles wat u inbrengt."})


def words_of(policy) -> frozenset:
    """Questions, promises, reasons and the name of a municipality: nobody says those by chance."""
    words_met = {policy.municipality.name}
    for items in (policy.checks, policy.description_questions, policy.plan_sections):
        words_met |= {str(item.label) for item in items}
    for items in (policy.impact, policy.influence_space):
        words_met |= {str(items.question)} if items else set()
    words_met |= {str(influence_level.promise) for influence_level in policy.influence_levels}
    words_met |= {str(decision_route.reason) for decision_route in policy.decision_routes}
    return frozenset(words_met)


@cache
def shipped_words() -> dict:
    """The words of every shipped policy, by its name."""
    return {name: words_of(read_file(policy_file(name)).policy) for name in shipped()}


def foreign_words(policy) -> frozenset:
    """What only other shipped policies say; the beginning of an own sentence is not foreign."""
    own = words_of(policy) | PROMISED_EVERYWHERE
    others = frozenset().union(*shipped_words().values())
    return frozenset(words for words in others if not any(words in said for said in own))
