"""What happens to areas and subjects."""

from speelruimte.journal.verbs import plain_verbs

VERBS = plain_verbs(
    "areas_imported",
    "subjects_imported",
    "addresses_imported",
    "place_renamed",
    "places_merged",
)
