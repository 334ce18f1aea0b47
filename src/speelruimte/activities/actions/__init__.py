"""What happens while people take part: opening and closing, own words, moderation."""

from speelruimte.activities.actions.accept import accept_contribution
from speelruimte.activities.actions.alter import (
    cancel_activity,
    cancel_planned,
    end_activity,
    move_activity,
    reopen_activity,
)
from speelruimte.activities.actions.disagree import disagree, look_again
from speelruimte.activities.actions.follow import follow_plan
from speelruimte.activities.actions.moderate import (
    publish_contribution,
    refuse_contribution,
    withdraw_contribution,
)
from speelruimte.activities.actions.open import (
    close_activity,
    close_all_over,
    open_activity,
    open_all_begun,
)
from speelruimte.activities.actions.redact import redact_contribution

__all__ = [
    "accept_contribution",
    "cancel_activity",
    "cancel_planned",
    "close_activity",
    "close_all_over",
    "disagree",
    "end_activity",
    "follow_plan",
    "look_again",
    "move_activity",
    "open_activity",
    "open_all_begun",
    "publish_contribution",
    "redact_contribution",
    "refuse_contribution",
    "reopen_activity",
    "withdraw_contribution",
]
