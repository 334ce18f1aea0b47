"""Steps of a story in which people take part with their own words."""

from datetime import timedelta

from speelruimte.activities.actions import accept_contribution, close_activity, open_activity
from speelruimte.activities.queries import promised
from speelruimte.people.intake import Reach, Where, Words
from speelruimte.people.receipts import new_idempotency_key

SAID = (
    "Het pad bij de brug is zo smal dat fietsers mij raken met mijn rollator.",
    "Laat de oude wilgen staan. Daar broedt elk jaar een ijsvogel.",
    "Zet om de 200 meter een bankje, dan kan mijn moeder ook mee.",
    "In de winter is het hier aardedonker. Kunnen er lampen komen?",
    "Maak een plek waar kinderen veilig kunnen oversteken naar school.",
)


def opened_ideas(trajectory, *, by, at, on, phase=None):
    """The first place for ideas that the adopted plan names (in this phase), opened."""
    promise = next(
        promised_method
        for promised_method in promised(trajectory)
        if promised_method.method.way == "ideas" and phase in (None, promised_method.phase.key)
    )
    return open_activity(
        trajectory, phase=promise.phase.key, planned=promise.planned.key, by=by, at=at, on=on
    )


def said(
    activity, text, *, by=None, at, idempotency_key=None, title="", channel="website", **given
):
    """Somebody says this: (contribution, code). ``given`` is where and how to reach them."""
    received = {"received_at": given.pop("received_at")} if "received_at" in given else {}
    where = {name: given.pop(name) for name in ("area", "place") if name in given}
    receipt = accept_contribution(
        activity,
        words=Words(text=text, title=title),
        where=Where(**where),
        reach=Reach(**given),
        channel=channel,
        by=by,
        at=at,
        idempotency_key=idempotency_key or new_idempotency_key(),
        **received,
    )
    return receipt.received, receipt.code


def words_from(activity, number, *, at, by=None, **given):
    """So many people send their own words, a second apart: a list of (contribution, code)."""
    return [
        said(
            activity,
            f"{SAID[place % len(SAID)]} ({place + 1})",
            by=by,
            at=at + timedelta(seconds=place),
            **given,
        )
        for place in range(number)
    ]


def closed_after_last_day(activity, *, by, at):
    """Closed on the day after the promised last day."""
    on = activity.closes_on + timedelta(days=1)
    return close_activity(activity, by=by, at=at, on=on)
