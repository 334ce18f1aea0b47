"""What happens to an agreement."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb, plain

TEXTS = "speelruimte.agreements.texts"


def _version(entry):
    return f"agreement:{entry.facts['pk']}"


ADOPTED = Made(_version, f"{TEXTS}.canonical_text_of", frozen=f"{TEXTS}.frozen_text_of")

VERBS = (
    Verb("agreement_adopted", made=(ADOPTED,), is_public=True),
    Verb("adoption_recorded", is_public=True),
    Verb("amendment_started", is_public=True),
    *plain("agreement_started", "agreement_offered", "agreement_taken_back", "agreement_lapsed"),
    *plain("section_written", "weighing_of_input_written"),
    *plain("frame_stated", "frame_changed", "frame_removed"),
    *plain("phase_planned", "phase_changed", "phase_dropped"),
    *plain("say_given", "say_taken", "method_planned", "method_dropped"),
    *plain("moment_planned", "moment_dropped"),
    *plain("party_named", "party_taken_back", "stand_recorded"),
)
