"""The entry with which a text that everybody may read was adopted or decided."""

from speelruimte.agreements.models import Version
from speelruimte.decisions.models import Decision, Rectification, Theme
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


def end_of_theme(trajectory, key: str) -> Entry | None:
    """The entry with which the theme of this key was merged into another, or removed."""
    ends = Entry.objects.about(f"theme:{key}").of_case(trajectory.case_number)
    return ends.filter(verb__in=("themes_merged", "theme_removed")).order_by("number").last()


def went_into(trajectory, entry: Entry | None) -> Theme | None:
    """The theme in which the words of a theme lie that ended with this entry; None when it is gone too."""
    while entry is not None and "into" in entry.facts:
        key = entry.facts["into"]
        theme = trajectory.themes.filter(public_key=key).first()
        if theme is not None:
            return theme
        entry = end_of_theme(trajectory, key)
    return None


def adoption_entry(version: Version) -> Entry | None:
    """The entry with which this version of an agreement was adopted."""
    entries = Entry.objects.about(version.trajectory.key).filter(verb="agreement_adopted")
    return next((entry for entry in entries if entry.facts["pk"] == version.pk), None)
