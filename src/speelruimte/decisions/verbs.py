"""What happens with what people said."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb, plain_verbs

TEXTS = "speelruimte.decisions.texts"


def _about(entry):
    return entry.about


ANSWERED = Made(_about, f"{TEXTS}.canonical_text_of_answer", frozen=f"{TEXTS}.frozen_answer")
DECIDED = Made(_about, f"{TEXTS}.canonical_text_of_decision", frozen=f"{TEXTS}.frozen_decision")

RECTIFIED = Made(
    _about, f"{TEXTS}.canonical_text_of_rectification", frozen=f"{TEXTS}.frozen_rectification"
)

VERBS = (
    Verb("answered", made=(ANSWERED,)),
    Verb("contribution_left", is_public=True),
    Verb("contribution_entered", is_public=True),
    Verb("decision_recorded", made=(DECIDED,), is_public=True, is_signed_at_once=True),
    Verb("decision_rectified", made=(RECTIFIED,), is_public=True, is_signed_at_once=True),
    Verb("decision_replaced", made=(RECTIFIED,), is_public=True, is_signed_at_once=True),
    Verb("feedback_rectified", may_change=True, is_public=True),
    # It is written anew when it is offered a second time.
    Verb("result_offered", may_change=True, is_public=True),
    Verb("stopping_asked", is_public=True),
    Verb("stopping_decided", is_public=True),
    *plain_verbs("result_written", "result_taken_back"),
    *plain_verbs(
        "theme_made", "theme_renamed", "themes_merged", "theme_removed", "contributions_placed"
    ),
    *plain_verbs("contribution_split", "contribution_joined", "point_given"),
)
