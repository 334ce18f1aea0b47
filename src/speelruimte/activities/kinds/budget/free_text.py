"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Plan": ("name", "text"),
    "Outcome": ("text",),
}
