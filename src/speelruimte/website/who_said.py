"""How somebody's words are shown: how and when they came in, never by name."""

from speelruimte.shared.terms import local_day
from speelruimte.website.days import day_words


def who_said(contribution) -> str:
    """How and when it came in, and about which area."""
    day = day_words(local_day(contribution.received_at))
    parts = [contribution.channel_label.capitalize(), day]
    if contribution.area is not None:
        parts.append(contribution.area.name)
    return ", ".join(parts)
