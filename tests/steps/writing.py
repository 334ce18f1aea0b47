"""Writing rows with one's own hands, where a test asks a part of an action by itself."""

from speelruimte.journal.write_guard import writing


def writing_by_hand(*, because):
    """What the product writes in here is let through. ``because`` says of which action it is a
    part: ``with writing_by_hand(because="…"): …``.
    """
    return writing(f"a test: {because}")
