"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Theme": ("title", "text"),
    "Answer": ("reason", "text"),
    "Result": ("summary", "kept"),
    "Decision": ("document", "what", "reasons", "other_day", "departure", "text"),
    "Rectification": ("what", "reasons", "departure", "why", "text"),
    "Weight": ("how",),
    "Feedback": ("text",),
    "StopQuestion": ("reason", "answer"),
    "EarlierFeedback": ("text", "why"),
}
