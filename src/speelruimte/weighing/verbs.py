"""What happens while it is weighed whether people take part."""

from speelruimte.journal.verbs import Verb

VERBS = (
    Verb("trajectory_weighed"),
    Verb("check_answered"),
    Verb("who_decides_looked_at", is_public=True),
    Verb("participation_waived", is_public=True),
    Verb("participation_decided", is_public=True),
    Verb("people_informed", is_public=True),
)
