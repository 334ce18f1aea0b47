"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Activity": ("title", "question", "held_at", "place", "closed_reason"),
    "Alteration": ("reason", "held_at", "place", "to_time", "to_place"),
    "Import": ("origin",),
    "Contribution": (
        "title",
        "text",
        "place",
        "refusal_reason",
        "redaction_reason",
        "origin",
        "origin_number",
    ),
    "Disagreement": ("text", "answer"),
    "Move": ("reason",),
    "Original": ("title", "text", "place"),
    "OriginalReading": ("reason",),
}
