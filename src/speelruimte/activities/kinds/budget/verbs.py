"""What happens to a vote. Of a ballot nothing is said, and nowhere when."""

from speelruimte.activities.kinds.budget.actions.corrections import MARK_BACK, SHEET_BACK
from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb, plain_verbs

TEXTS = "speelruimte.activities.kinds.budget.texts"


def _about(entry):
    return entry.about


def _ballots(entry):
    return f"ballots:{entry.about.partition(':')[2]}"


def _rules(entry):
    return f"rules:{entry.about.partition(':')[2]}"


OPENED = (
    Made(
        _rules,
        f"{TEXTS}.rules_text_of",
        "rules_fingerprint",
        frozen=f"{TEXTS}.frozen_rules_of",
    ),
)
CLOSED = (
    Made(_about, f"{TEXTS}.canonical_text_of", frozen=f"{TEXTS}.frozen_text_of"),
    Made(_ballots, f"{TEXTS}.ballots_text_of", "ballots_fingerprint"),
)

VERBS = (
    Verb("vote_opened", made=OPENED, is_public=True, is_signed_at_once=True),
    Verb("vote_closed", made=CLOSED, is_public=True, is_signed_at_once=True),
    Verb("vote_ended_uncounted", is_public=True),
    *plain_verbs("vote_prepared", "plan_added", "plan_changed", "plan_dropped", "plans_imported"),
    *plain_verbs("rights_granted", "rights_withdrawn", "ballots_imported", SHEET_BACK, MARK_BACK),
)
