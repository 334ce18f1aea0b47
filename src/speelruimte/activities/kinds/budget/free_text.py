"""The columns in which people write freely: redaction and erasure walk all of them."""

from speelruimte.activities.kinds.budget.models import Outcome, Plan

FREE_TEXT = {
    Plan: ("name", "text"),
    Outcome: ("text",),
}
