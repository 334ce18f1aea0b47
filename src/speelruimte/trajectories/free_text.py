"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Trajectory": ("title", "summary", "stopped_reason"),
    "Passage": ("reason",),
    "CaseNote": ("text",),
    "HeldBack": ("ground",),
    "LaterDay": ("reason",),
    "RolesTogether": ("reason",),
}
