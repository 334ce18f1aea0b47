"""The entry with which a text that everybody may read was adopted or decided."""

from speelruimte.agreements.models import Version
from speelruimte.decisions.models import Decision, Rectification
from speelruimte.journal.models import Entry


def entry_of_text(fingerprint: str) -> Entry | None:
    """The entry of an adopted agreement, a decision or its rectification whose text has this fingerprint.

    The end of the fingerprint may be missing.
    """
    version = Version.objects.adopted().filter(fingerprint__startswith=fingerprint).first()
    if version is not None:
        return adoption_entry(version)
    for model, entry_of in _OF_A_DECISION:
        row = model.objects.filter(fingerprint__startswith=fingerprint).first()
        if row is not None:
            return entry_of(row)
    return None


def decision_entry(decision: Decision) -> Entry | None:
    """The entry with which this decision was recorded."""
    return Entry.objects.about(f"decision:{decision.pk}").order_by("number").first()


def rectification_entry(rectification: Rectification) -> Entry | None:
    """The entry with which a decision was put right, or another one was recorded."""
    return Entry.objects.about(f"rectification:{rectification.pk}").order_by("number").first()


_OF_A_DECISION = ((Decision, decision_entry), (Rectification, rectification_entry))


def adoption_entry(version: Version) -> Entry | None:
    """The entry with which this version of an agreement was adopted."""
    entries = Entry.objects.about(version.trajectory.key).filter(verb="agreement_adopted")
    return next((entry for entry in entries if entry.facts["pk"] == version.pk), None)
