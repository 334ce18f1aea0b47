"""Writing rows with one's own hands, where a test asks a part of an action by itself."""

from speelruimte.journal.write_guard import writing


def writing_by_hand():
    """What the product writes in here is let through: ``with writing_by_hand(): …``."""
    return writing("a test")
