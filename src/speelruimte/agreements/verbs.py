"""What happens to an agreement."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb, plain_verbs

TEXTS = "speelruimte.agreements.texts"


def _version(entry):
    return f"agreement:{entry.facts['pk']}"


ADOPTED = Made(_version, f"{TEXTS}.canonical_text_of", frozen=f"{TEXTS}.frozen_text_of")

VERBS = (
    Verb("agreement_adopted", made=(ADOPTED,), is_public=True, is_signed_at_once=True),
    Verb("adoption_recorded", is_public=True),
    Verb("amendment_started", is_public=True),
    *plain_verbs(
        "agreement_started", "agreement_offered", "agreement_taken_back", "agreement_lapsed"
    ),
    *plain_verbs("section_written", "weighing_of_input_written"),
    *plain_verbs("frame_stated", "frame_changed", "frame_removed"),
    *plain_verbs("phase_planned", "phase_changed", "phase_dropped"),
    *plain_verbs("say_given", "say_taken", "method_planned", "method_dropped"),
    *plain_verbs("moment_planned", "moment_changed", "moment_dropped"),
    *plain_verbs("party_named", "party_taken_back", "parties_asked_again", "stand_recorded"),
    *plain_verbs("light_change_objected"),
)
