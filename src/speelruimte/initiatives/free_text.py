"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Initiative": (
        "title",
        "text",
        "already_involved",
        "requirements",
        "place",
        "outcome_reason",
        "passed_to",
        "resumed_reason",
    ),
    "IdeaAddition": ("text", "refusal_reason"),
    "Quickscan": (
        "proposal_reason",
        "chances",
        "challenges",
        "route_ahead",
        "who_does_what",
        "read_on",
    ),
    "FirstView": ("text", "called_off_reason"),
    "Ruling": ("deviation_reason",),
    "EarlierAssessment": ("reason",),
    "EarlierLetter": (
        "chances",
        "challenges",
        "route_ahead",
        "who_does_what",
        "read_on",
        "reason",
    ),
}
