"""Which letters go to people who left an address: nothing goes out that was not announced.

The forms say in short what follows, the page about your data gives every subject.
"""

from speelruimte.notices.letters import LETTERS

# Something that one can do goes otherwise than was announced.
ALTERED = ("activity_cancelled", "activity_moved", "activity_closed", "activity_reopened")
# Another address was given with the code: the old one hears it once, and is gone after that mail.
TO_AN_OLD_ADDRESS = ("address_mended",)
TO_WHO_TAKES_PART = (
    "contribution_received",
    *TO_AN_OLD_ADDRESS,
    "words_signed",
    "contribution_published",
    "contribution_refused",
    "contribution_redacted",
    "contribution_moved",
    "contribution_moved_back",
    "words_answered",
    "words_answered_anew",
    "disagreement_received",
    "disagreement_answered",
    "rectified",
    "day_later",
    "decision_replaced",
    "agreement_changed",
    *ALTERED,
    "told",
    "look_back",
    "trajectory_stopped",
)
TO_WHO_HAS_AN_IDEA = (
    "signal_received",
    *TO_AN_OLD_ADDRESS,
    "words_signed",
    "quickscan_letter",
    "quickscan_corrected",
    "idea_addition_taken",
    "idea_addition_refused",
    "day_later",
    "initiative_answered",
    "initiative_resumed",
    "kept_idea_ended",
    "initiative_opened",
    "agreement_adopted",
    "agreement_changed",
    *ALTERED,
    "plan_stopped",
)
TO_WHO_ASKED = ("can_join",)
FOR_ONE_MAIL = TO_WHO_ASKED + TO_AN_OLD_ADDRESS
# Who is asked as a party is told so by whoever asks.
TO_A_PARTY = (
    "agreement_adopted",
    "agreement_changed",
    "light_change_told",
    "day_later",
    *ALTERED,
    "plan_stopped",
)
ANNOUNCED = frozenset(TO_WHO_TAKES_PART + TO_WHO_HAS_AN_IDEA + TO_WHO_ASKED + TO_A_PARTY)


def subjects(kinds) -> list[str]:
    """The subjects of these letters, in the language of the reader."""
    return [str(LETTERS[kind].subject) for kind in kinds]
