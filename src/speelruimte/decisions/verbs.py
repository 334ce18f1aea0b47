"""What happens with what people said."""

from speelruimte.activities.verbs import key_of_refusal
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

TOLD = Made(
    lambda entry: f"feedback:{entry.case_number}",
    f"{TEXTS}.text_of_feedback",
    column=f"{TEXTS}.column_of_feedback",
)
CAME_OUT = Made(
    lambda entry: f"result:{entry.case_number}",
    f"{TEXTS}.summary_of_result",
    fact="summary_fingerprint",
    column=f"{TEXTS}.column_of_result",
)

VERBS = (
    Verb("answered", made=(ANSWERED,)),
    Verb("contribution_left", is_public=True),
    # Where they come they were not refused.
    Verb("contribution_entered", is_public=True, ends=key_of_refusal),
    Verb("decision_recorded", made=(DECIDED,), is_public=True, is_signed_at_once=True),
    Verb("decision_rectified", made=(RECTIFIED,), is_public=True, is_signed_at_once=True),
    Verb("decision_replaced", made=(RECTIFIED,), is_public=True, is_signed_at_once=True),
    Verb("feedback_rectified", made=(TOLD,), is_public=True),
    Verb("contributors_told_again", made=(TOLD,), is_public=True),
    # It is written anew when it is offered a second time.
    Verb("result_offered", may_change=True, is_public=True),
    Verb("result_written", made=(CAME_OUT,)),
    Verb("stopping_asked", is_public=True),
    Verb("stopping_decided", is_public=True),
    *plain_verbs("result_taken_back"),
    *plain_verbs(
        "theme_made", "theme_renamed", "themes_merged", "theme_removed", "contributions_placed"
    ),
    *plain_verbs("contribution_split", "contribution_joined", "points_moved_along", "point_given"),
)
