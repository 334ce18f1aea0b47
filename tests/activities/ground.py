"""A trajectory in which people take part, as the parts before it leave it."""

from datetime import UTC, date, datetime

from speelruimte.agreements.models import Frame, GroupSay, Phase, PlannedMethod, Version
from speelruimte.agreements.texts import canonical_version
from speelruimte.initiatives.models import Initiative
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.models import PolicyVersion
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.toolbox.methods import method as method_of
from speelruimte.trajectories.models import Passage, Step, Tally, Trajectory

NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)


def a_policy(pack="basis", *, effective_from=date(2021, 1, 1), moderation=None):
    """A shipped policy as a version, with another moment of moderation where asked."""
    from django.conf import settings

    from speelruimte.policy.reading import read_file

    policy = read_file(settings.PACKAGE / "policy" / "packs" / f"{pack}.yaml").policy
    content = policy.model_dump(mode="json", by_alias=True)
    if moderation:
        content["route"]["moderation"] = moderation
    text = canonical(content)
    return PolicyVersion.objects.create(
        key=pack,
        title=str(policy.title),
        effective_from=effective_from,
        source="",
        content=text,
        fingerprint=fingerprint(text),
        loaded_at=NOW,
    )


def a_trajectory(policy, *, step=Step.TAKING_PART, number=1, areas=()):
    initiative = Initiative.objects.create(
        case_number=f"2027-{number:04d}",
        policy=policy,
        kind="municipality",
        title="Een pad langs de Vaart",
        text="Het pad wordt breder.",
        received_at=NOW,
        created_at=NOW,
        receipt_hash=f"hash-{number}",
        salt="0" * 32,
    )
    from speelruimte.policy.queries import read

    trajectory = Trajectory.objects.create(
        case_number=initiative.case_number,
        slug=f"pad-langs-de-vaart-{number}" if number > 1 else "pad-langs-de-vaart",
        title="Een pad langs de Vaart",
        summary="Het pad langs de Vaart wordt breder. Hoe, dat bepalen we samen.",
        policy=policy,
        step=step,
        started_on=date(2026, 9, 1),
        decision_route=read(policy).decision_routes[0].key,
    )
    trajectory.initiatives.add(initiative)
    trajectory.areas.set(areas)
    Tally.objects.create(trajectory=trajectory)
    Passage.objects.create(trajectory=trajectory, step=step, entered_at=NOW)
    return trajectory


METHODS = (
    ("ideeen", "ideas", "Ideeën voor het pad"),
    ("avond", "evening", "Avond in De Schakel"),
    ("stemmen", "budget", "Stem over de bankjes"),
)


FRAMES = (
    ("fixed", "De bomen blijven staan", "Ook de oude wilgen."),
    ("open", "De breedte van het pad", "Van 2 tot 4 meter."),
)


def an_agreement(
    trajectory,
    *,
    number=1,
    starts_on=date(2027, 2, 1),
    ends_on=date(2027, 3, 21),
    adopted=True,
    ways=None,
    say=1,
):
    """A version with one phase and three methods. ``ways`` gives a method another way, by key;
    ``say`` is how much everybody has.
    """
    from speelruimte.policy.queries import read

    level = next(one for one in read(trajectory.policy).influence_levels if one.say == say)
    version = Version.objects.create(
        trajectory=trajectory,
        number=number,
        reason_for_change="Meer tijd." if number > 1 else "",
        how_weighed="Alle inbreng gaat naar de raad.",
    )
    phase = Phase.objects.create(
        version=version,
        key="ophalen",
        name="Ophalen",
        question="Wat moet er beter aan het pad?",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    GroupSay.objects.create(phase=phase, group="Bewoners", level=level.key, say=level.say)
    for key, method, title in METHODS:
        PlannedMethod.objects.create(
            phase=phase,
            key=key,
            method=method,
            meaning=method_of(method).as_data() | (ways or {}).get(key, {}),
            title=title,
            held_on=date(2027, 2, 18) if key == "avond" else None,
            place="De Schakel" if key == "avond" else "",
        )
    for place, (status, title, text) in enumerate(FRAMES, start=1):
        Frame.objects.create(
            version=version, number=place, status=status, title=title, text=text, origin="Raad"
        )
    if adopted:
        text = canonical_version(version)
        Version.objects.filter(pk=version.pk).update(
            state="adopted",
            adopted_at=NOW,
            adopted_on=date(2027, 1, 20),
            text=text,
            fingerprint=fingerprint(text),
        )
        version.refresh_from_db()
    return version


def leads(person, trajectory):
    """Make somebody the project leader of this trajectory."""
    grant_role(
        person,
        role=Role.PROJECT_LEADER,
        by=None,
        at=NOW,
        starts_on=date(2026, 1, 1),
        case_number=trajectory.case_number,
    )
    return person
