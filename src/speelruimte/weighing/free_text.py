"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Weighing": ("how_early", "spoken_to", "wishes"),
    "CheckAnswer": ("reason",),
    "EarlierCheckAnswer": ("reason",),
    "FreshLook": ("reason",),
    "ParticipationDecision": ("reason",),
    "Waiver": ("reason", "inform_how", "informed_how"),
}
