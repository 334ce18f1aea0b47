"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Remembered": ("outcome",),
    "SearchText": ("words",),
}
