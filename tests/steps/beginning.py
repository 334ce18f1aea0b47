"""A trajectory that has just started, under any policy and without its way through the door."""

from datetime import date
from pathlib import Path

from django.conf import settings

from speelruimte.initiatives.models import Initiative
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.places.models import Area
from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.trajectories.actions import start_trajectory
from tests.steps.snapshots import from_snapshot

AREAS = {
    "centrum": "Centrum",
    "vaartzijde": "Vaartzijde",
    "oosterveld": "Oosterveld",
    "de-lanen": "De Lanen",
}


@from_snapshot
def four_areas():
    """Four parts of Lindewold, by key."""
    return {
        key: Area.objects.create(key=key, name=name, position=position, inhabitants=15_000)
        for position, (key, name) in enumerate(AREAS.items())
    }


@from_snapshot
def load_shipped(name, *, at):
    """Load one of the shipped policies. Returns its version."""
    file = Path(settings.PACKAGE) / "policy" / "packs" / f"{name}.yaml"
    return load_policy(text=file.read_text(), file=file.name, by=None, at=at)


@from_snapshot
def load_changed(name, old, new, *, at):
    """Load a shipped policy in which some words are others. Returns its version."""
    text = (Path(settings.PACKAGE) / "policy" / "packs" / f"{name}.yaml").read_text()
    assert old in text
    return load_policy(text=text.replace(old, new), file=f"{name}.yaml", by=None, at=at)


@from_snapshot
def trajectory_of(
    policy_version, cast, areas, *, at, case_number="2027-0012", route=None, **initiative
):
    """De Brink at its weighing. ``route`` is the key of a decision route, else one with a body."""
    policy = parsed_policy(policy_version)
    route = route or next(
        decision_route.key for decision_route in policy.decision_routes if decision_route.adopters
    )
    source = Initiative.objects.create(
        case_number=case_number,
        policy=policy_version,
        area=areas["centrum"],
        received_at=at,
        created_at=at,
        receipt_hash=f"hash-{case_number}",
        salt="salt",
        **{
            "kind": "resident",
            "title": "De Brink: meer groen, minder stenen",
            "text": "Het plein kan mooier.",
            "facts": {"initiator": "resident", "subject_kind": "project"},
        }
        | initiative,
    )
    trajectory = start_trajectory(
        initiative=source,
        title=source.title,
        summary="Het plein in het centrum krijgt een nieuwe inrichting.",
        areas=[areas["centrum"]],
        decision_route=route,
        by=None,
        at=at,
        on=at.date(),
    )
    for person, role in ((cast.samira, Role.PROJECT_LEADER), (cast.nadia, Role.INITIATOR)):
        grant_role(
            person,
            role=role,
            case_number=case_number,
            starts_on=date(2026, 1, 1),
            by=None,
            at=at,
        )
    return trajectory
