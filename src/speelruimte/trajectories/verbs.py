"""What happens to a trajectory as a whole."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb

TEXTS = "speelruimte.trajectories.texts"
NOTE = Made(
    lambda entry: f"note:{entry.facts['note']}",
    f"{TEXTS}.canonical_text_of_note",
    column=f"{TEXTS}.column_of_note",
)
ROLES = Made(
    lambda entry: f"roles:{entry.facts['roles']}",
    f"{TEXTS}.canonical_text_of_roles",
    column=f"{TEXTS}.column_of_roles",
)
LATER = Made(
    lambda entry: f"later:{entry.facts['later']}",
    f"{TEXTS}.canonical_text_of_later",
    column=f"{TEXTS}.column_of_later",
)

VERBS = (
    Verb("trajectory_started", is_public=True),
    Verb("initiative_joined"),
    Verb("note_written", made=(NOTE,)),
    Verb("note_corrected", made=(NOTE,)),
    Verb("roles_put_together", made=(ROLES,), is_public=True),
    Verb("day_made_later", made=(LATER,), is_public=True),
    Verb("decision_held_over", made=(LATER,), is_public=True),
    Verb("decision_forwarded", is_public=True),
    Verb("step_entered", is_public=True),
    Verb("laid_ready"),
    Verb("signed_along"),
    Verb("sent_back_unsigned"),
    Verb("laid_taken_back"),
    Verb("held_back", is_public=True),
    Verb("shown_again", is_public=True),
)
