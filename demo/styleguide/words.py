"""Words that the samples share: levels of influence, steps of the route, the people to call."""

LEVELS = [
    {"key": "l0", "label": "U weet mee", "promise": "U leest wat er gebeurt.", "say": 0},
    {
        "key": "l1",
        "label": "U praat mee",
        "promise": "U vertelt wat u vindt. Wij luisteren.",
        "say": 1,
    },
    {
        "key": "l2",
        "label": "U denkt mee",
        "promise": "U denkt mee over het plan. We leggen uit wat we met elk idee doen.",
        "say": 2,
    },
    {
        "key": "l3",
        "label": "U beslist mee",
        "promise": "We kiezen samen. Uw stem telt mee in het besluit.",
        "say": 3,
    },
    {"key": "l4", "label": "U beslist zelf", "promise": "U beslist. De gemeente helpt.", "say": 4},
]
NAMES = (
    "Signaal", "Eerste blik", "Wie beslist?", "Weging", "Plan maken", "Vaststellen",
    "Meedoen", "Uitkomst", "Besluit", "Terug naar u", "Leren", "Geheugen",
)  # fmt: skip
DAYS = (
    "3 maart 2026", "20 maart 2026", "2 april 2026", "12 mei 2026", "juni tot oktober",
    "26 november", "tot en met 21 maart", "april", "24 juni", "juli", "september",
    "blijft bewaard",
)  # fmt: skip
MUNICIPALITY = {
    "name": "Lindewold",
    "site_title": "Meedoen in Lindewold",
    "coach_name": "Marleen Postma",
    "phone": "0500 12 34 56",
    "phone_link": "tel:+31500123456",
    "counter_address": "gemeentehuis, Lindelaan 1",
    "phone_hours": "op werkdagen van 9 tot 17 uur",
    "counter_hours": "op werkdagen van 9 tot 17 uur",
}


def level(rank):
    """The word and the rank of one level, the way cards and rows carry them."""
    return {"level": LEVELS[rank]["label"], "label": LEVELS[rank]["label"], "say": rank}


def steps(here):
    """The twelve steps of the route, seen from the one that is current."""
    return [
        {
            "nr": nr,
            "name": name,
            "day": day,
            "state": "done" if nr < here else "here" if nr == here else "ahead",
        }
        for nr, (name, day) in enumerate(zip(NAMES, DAYS, strict=True), start=1)
    ]
