"""What happens to a trajectory as a whole."""

from speelruimte.journal.verbs import Verb

VERBS = (
    Verb("trajectory_started", is_public=True),
    Verb("initiative_joined"),
    Verb("note_written"),
    Verb("decision_forwarded", is_public=True),
    Verb("step_entered", is_public=True),
    Verb("held_back", is_public=True),
    Verb("shown_again", is_public=True),
)
