"""Taking part: what is open, and every word that came in."""

from .activity import Activity, ActivityQuerySet, Alteration, Import, last_day_told
from .afterwards import Disagreement, Move, Original, OriginalReading
from .words import Contribution, ContributionQuerySet

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Alteration",
    "Contribution",
    "ContributionQuerySet",
    "Disagreement",
    "Import",
    "Move",
    "Original",
    "OriginalReading",
    "last_day_told",
]
