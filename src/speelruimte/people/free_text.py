"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Person": ("name", "email", "function", "phone"),
    "Organisation": ("name", "kind", "email", "phone"),
    "Contact": ("name", "email", "phone"),
    "PreparedHandOver": ("note",),
}
