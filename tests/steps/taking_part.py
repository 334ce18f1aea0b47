"""Steps of a story in which people take part with their own words."""

from datetime import timedelta

from speelruimte.activities.actions import accept_contribution, close_activity, open_activity
from speelruimte.activities.queries import promised
from speelruimte.activities.rules import IDEAS
from speelruimte.people.receipts import new_once

SAID = (
    "Het pad bij de brug is zo smal dat fietsers mij raken met mijn rollator.",
    "Laat de oude wilgen staan. Daar broedt elk jaar een ijsvogel.",
    "Zet om de 200 meter een bankje, dan kan mijn moeder ook mee.",
    "In de winter is het hier aardedonker. Kunnen er lampen komen?",
    "Maak een plek waar kinderen veilig kunnen oversteken naar school.",
)


def opened_ideas(trajectory, *, by, at, on, phase=None):
    """The first place for ideas that the adopted plan names (in this phase), opened."""
    one = next(
        one
        for one in promised(trajectory)
        if one.method.way == IDEAS and phase in (None, one.phase.key)
    )
    return open_activity(
        trajectory, phase=one.phase.key, planned=one.planned.key, by=by, at=at, on=on
    )


def words_from(activity, number, *, at, by=None, **given):
    """So many people send their own words, a second apart: a list of (contribution, code)."""
    return [
        accept_contribution(
            activity,
            text=f"{SAID[place % len(SAID)]} ({place + 1})",
            by=by,
            at=at + timedelta(seconds=place),
            once=new_once(),
            **given,
        )
        for place in range(number)
    ]


def closed_after_last_day(activity, *, by, at):
    """Closed on the day after the promised last day."""
    on = activity.closes_on + timedelta(days=1)
    return close_activity(activity, by=by, at=at, on=on)
