"""What happens to a finished process."""

from speelruimte.journal.verbs import plain_verbs

VERBS = plain_verbs("remembered")
