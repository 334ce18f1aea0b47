"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Version": ("reason_for_change", "one_sided_reason", "how_weighed", "text"),
    "Section": ("text",),
    "Phase": ("name", "question"),
    "GroupSay": ("group",),
    "PlannedMethod": ("title", "note", "held_at", "place"),
    "Frame": ("title", "text", "origin"),
    "Moment": ("what", "held_at", "place"),
    "PartyAsked": ("as_name",),
    "Stand": ("as_name", "note", "heard_how"),
    "Adoption": ("document", "reason"),
    "Objection": ("as_name", "reason", "heard_how"),
}
