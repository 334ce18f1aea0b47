"""The columns in which people write freely: redaction and erasure walk all of them.

What is missing is said with names that people typed, such as the title of an activity.
"""

FREE_TEXT = {
    "LaidReady": ("said", "reason"),
    "OpenTask": ("sentences",),
}
