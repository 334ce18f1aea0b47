"""The entry with which a text that everybody may read was adopted or decided."""

from speelruimte.agreements.models import Version
from speelruimte.decisions.models import Decision
from speelruimte.journal.models import Entry


def entry_of_text(fingerprint: str) -> Entry | None:
    """The entry of an adopted agreement or a decision whose text has this fingerprint.

    The end of the fingerprint may be missing.
    """
    version = Version.objects.adopted().filter(fingerprint__startswith=fingerprint).first()
    if version is not None:
        return adoption_entry(version)
    decision = Decision.objects.filter(fingerprint__startswith=fingerprint).first()
    return decision_entry(decision) if decision is not None else None


def decision_entry(decision: Decision) -> Entry | None:
    """The entry with which this decision was recorded."""
    return Entry.objects.about(f"decision:{decision.pk}").order_by("number").first()


def adoption_entry(version: Version) -> Entry | None:
    """The entry with which this version of an agreement was adopted."""
    entries = Entry.objects.about(version.trajectory.key).filter(verb="agreement_adopted")
    return next((entry for entry in entries if entry.facts["pk"] == version.pk), None)
