"""A loaded policy version never changes: promises were made under it."""

from speelruimte.journal.triggers import Lock


def locks():
    """One table, no door: a policy holds no personal data."""
    return [Lock(table="policy_policyversion", key="id")]
