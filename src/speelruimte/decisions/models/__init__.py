"""From own words to theme, answer and decision, and back."""

from .outcome import (
    Decision,
    EarlierFeedback,
    Feedback,
    Rectification,
    Result,
    StopQuestion,
    Weight,
    WeightQuerySet,
)
from .words import Answer, Placement, Point, Theme

__all__ = [
    "Answer",
    "Decision",
    "EarlierFeedback",
    "Feedback",
    "Placement",
    "Point",
    "Rectification",
    "Result",
    "StopQuestion",
    "Theme",
    "Weight",
    "WeightQuerySet",
]
