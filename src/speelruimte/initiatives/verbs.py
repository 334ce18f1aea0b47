"""What happens at the door."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb, plain_verbs

TEXTS = "speelruimte.initiatives.texts"


def _about(entry):
    return entry.about


def _outcome(entry):
    return f"outcome:{entry.about.partition(':')[2]}"


IDEA = Made(
    _about,
    f"{TEXTS}.canonical_text_of_idea",
    fact="words_fingerprint",
    column=f"{TEXTS}.column_of_idea",
)
OUTCOME = Made(
    _outcome,
    f"{TEXTS}.canonical_text_of_outcome",
    fact="reason_fingerprint",
    column=f"{TEXTS}.column_of_outcome",
)

ADDITION = Made(
    _about,
    f"{TEXTS}.canonical_text_of_addition",
    fact="words_fingerprint",
    column=f"{TEXTS}.column_of_addition",
)

VERBS = (
    Verb("initiative_received", made=(IDEA,)),
    Verb("idea_added_to", made=(ADDITION,)),
    Verb("own_plan_mended", made=(IDEA,)),
    Verb("initiative_ended", made=(OUTCOME,)),
    *plain_verbs(
        "account_holder_named",
        "assessment_corrected",
        "door_step_entered",
        "first_view_asked",
        "first_view_called_off",
        "first_view_given",
        "idea_addition_looked_at",
        "initiative_assessed",
        "initiative_resumed",
        "letter_corrected",
        "letter_sent",
        "letter_written",
        "quickscan_handed_over",
        "who_decides_ruled",
    ),
)
