"""What happens to people, their roles and their accounts."""

from speelruimte.journal.verbs import plain_verbs

VERBS = plain_verbs(
    "account_closed",
    "account_reopened",
    "address_given",
    "address_mended",
    "contact_changed",
    "contact_forgotten",
    "hand_over_prepared",
    "details_changed",
    "erased_lawfully",
    "house_style_changed",
    "organisation_joined",
    "organisation_left",
    "organisation_registered",
    "own_details_changed",
    "password_link_given",
    "person_forgotten",
    "person_welcomed",
    "role_ended",
    "role_granted",
    "second_factor_given",
    "second_factor_taken_away",
    "sessions_ended",
    "website_stated",
    "work_handed_over",
)
