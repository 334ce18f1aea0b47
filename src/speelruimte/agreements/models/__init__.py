"""What was agreed, with whom, and who adopted it."""

from .parties import (
    Adoption,
    Objection,
    Party,
    PartyAsked,
    Stand,
)
from .text import (
    Frame,
    GroupSay,
    Moment,
    MomentQuerySet,
    Phase,
    PlannedMethod,
    Section,
    Version,
    VersionQuerySet,
)

__all__ = [
    "Adoption",
    "Frame",
    "GroupSay",
    "Moment",
    "MomentQuerySet",
    "Objection",
    "Party",
    "PartyAsked",
    "Phase",
    "PlannedMethod",
    "Section",
    "Stand",
    "Version",
    "VersionQuerySet",
]
