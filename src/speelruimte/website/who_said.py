"""How somebody's words are shown: how and when they came in, never by name."""

from speelruimte.activities.models import Contribution
from speelruimte.shared.terms import local_day
from speelruimte.website.days import day_words


def who_said(contribution, *, with_area=True) -> str:
    """How and when it came in, about which area, and whether that was too early or too late."""
    day = day_words(local_day(contribution.received_at))
    parts = [contribution.channel_label.capitalize(), day]
    if with_area and contribution.area is not None:
        parts.append(contribution.area.name)
    if contribution.timing:
        parts.append(str(Contribution.Timing(contribution.timing).label))
    return ", ".join(parts)
