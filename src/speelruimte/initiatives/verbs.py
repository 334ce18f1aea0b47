"""What happens at the door."""

from speelruimte.journal.verbs import plain_verbs

VERBS = plain_verbs(
    "account_holder_named",
    "door_step_entered",
    "first_view_asked",
    "first_view_given",
    "initiative_assessed",
    "initiative_ended",
    "initiative_received",
    "letter_sent",
    "letter_written",
    "quickscan_handed_over",
    "who_decides_ruled",
)
