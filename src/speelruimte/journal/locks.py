"""The journal and what was signed over it never change, whoever asks."""

from speelruimte.journal.triggers import Lock


def locks():
    """The entries and all that follows from them: tables without a door."""
    return [
        Lock(table="journal_entry", key="number"),
        Lock(table="journal_subtree", key="id"),
        Lock(table="journal_checkpoint", key="size"),
        Lock(table="journal_cosignature", key="id"),
    ]
