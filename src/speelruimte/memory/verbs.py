"""What happens to a finished process."""

from speelruimte.journal.verbs import plain

VERBS = plain("remembered")
