"""The columns in which people write freely: redaction and erasure walk all of them."""

from speelruimte.activities.kinds.budget.models import Outcome, Plan, Vote

FREE_TEXT = {
    Vote: ("who",),
    Plan: ("name", "text"),
    Outcome: ("text",),
}
