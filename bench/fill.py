"""Fill a database for measuring: processes of 1,000, 10,000 and 100,000 contributions and more.

The agreements are made through actions; the contributions are written in bulk, because a hundred
thousand of them one by one would take longer than the measuring. The process that is measured is
never the newest: a further one with newer words comes after it.
"""

import secrets
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Placement
from speelruimte.trajectories.models import Tally

SAID = (
    "Zet bomen waar in de zomer de zon op de bankjes brandt. Nu zit er niemand.",
    "Ik rijd mijn man naar de dokter. Laat dicht bij de praktijk vier plekken staan.",
    "Bij zware regen loopt de winkel onder. Maak de stenen lager in het midden.",
    "Een hek om het speelplekje graag. De auto's rijden er vlak langs.",
    "Meer licht op het pad achter de school, daar is het 's avonds te donker om te lopen.",
)
BATCH = 5_000
THEMES = 12


def fill(sizes, say=print):
    """Make one process for each size and a newer one behind them; returns them by size."""
    from demo.cast import welcome_cast
    from tests.steps.agreement import adopted_agreement
    from tests.steps.beginning import trajectory_of

    now = timezone.now() - timedelta(days=10)
    cast = SimpleNamespace(**welcome_cast(by=None, at=now, on=now.date() - timedelta(days=400)))
    policy, areas = _ground(now)
    made = {}
    for place, size in enumerate([*sizes, 20_000]):
        say(f"  proces met {size} reacties …")
        trajectory = trajectory_of(policy, cast, areas, at=now, case_number=f"2026-{9000 + place}")
        trajectory = adopted_agreement(trajectory, cast, at=now)
        activity = _opened(trajectory, cast, now)
        _words(trajectory, activity, size, areas, start=now + timedelta(hours=place))
        made.setdefault(size, SimpleNamespace(trajectory=trajectory, activity=activity))
    _analyse()
    return made, cast


def _ground(now):
    from django.conf import settings

    from speelruimte.places.models import Area
    from speelruimte.policy.actions import load_policy

    file = settings.PACKAGE / "policy" / "packs" / "basis.yaml"
    policy = load_policy(text=file.read_text(), file=file.name, by=None, at=now)
    names = ("Centrum", "Vaartzijde", "Oosterveld", "De Lanen")
    areas = {
        name.lower().replace(" ", "-"): Area.objects.create(
            key=name.lower().replace(" ", "-"), name=name, position=place
        )
        for place, name in enumerate(names)
    }
    return policy, areas


def _opened(trajectory, cast, now):
    from tests.steps.agreement import somebody
    from tests.steps.taking_part import opened_ideas

    leader = somebody(cast, "project_leader", trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=timezone.localdate(now))
    return getattr(activity, "activity", activity)


def _words(trajectory, activity, size, areas, *, start):
    from speelruimte.decisions.actions import make_theme

    leader = trajectory_leader(trajectory)
    themes = [
        make_theme(
            trajectory, title=f"Thema {number}", by=leader, at=start, on=timezone.localdate(start)
        )
        for number in range(THEMES)
    ]
    parts = list(areas.values())
    for first in range(0, size, BATCH):
        rows = [
            Contribution(
                trajectory=trajectory,
                activity=activity,
                text=f"{SAID[number % len(SAID)]} ({number})",
                area=parts[number % len(parts)],
                channel="website",
                received_at=start + timedelta(seconds=number),
                created_at=start + timedelta(seconds=number),
                state="waiting" if number % 50 == 49 else "published",
                receipt_hash=secrets.token_hex(32),
                salt=secrets.token_hex(8),
            )
            for number in range(first, min(size, first + BATCH))
        ]
        Contribution.objects.bulk_create(rows)
        Placement.objects.bulk_create(
            Placement(contribution=row, theme=themes[row.pk % THEMES]) for row in rows
        )
    for theme in themes:
        theme.placed = theme.placements.count()
        theme.save(update_fields=["placed"])
    waiting = size // 50
    Tally.objects.filter(trajectory=trajectory).update(
        received=size, waiting=waiting, published=size - waiting
    )


def trajectory_leader(trajectory):
    from speelruimte.people.models import Grant

    return Grant.objects.get(case_number=trajectory.case_number, role="project_leader").person


def _analyse():
    """Statistics as an autovacuum would have made them by now."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
