"""What happens to areas and subjects."""

from speelruimte.journal.verbs import plain

VERBS = plain("areas_imported", "subjects_imported")
