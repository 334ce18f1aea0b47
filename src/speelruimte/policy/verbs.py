"""What happens to a policy."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb

TEXTS = "speelruimte.policy.texts"


def _from(entry):
    return f"policy_from:{entry.facts['effective_from']}/{entry.facts['edition']}"


LOADED = Made(_from, f"{TEXTS}.canonical_text_of", "fingerprint", f"{TEXTS}.frozen_text_of")

VERBS = (Verb("policy_loaded", made=(LOADED,)),)
