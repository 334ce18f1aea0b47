"""A process in which people take part: by actions once in a session, then put back as rows."""

from datetime import UTC, date, datetime

from speelruimte.agreements.actions import (
    amend,
    change_phase,
    give_say,
    offer_version,
    plan_method,
    plan_phase,
    start_version,
    state_frame,
    write_how_weighed,
)
from speelruimte.agreements.queries import version_in_force
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Person
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.trajectories.actions import enter_step, start_trajectory
from speelruimte.trajectories.models import Step
from tests.steps.beginning import load_changed, load_shipped
from tests.steps.door import received_initiative
from tests.steps.recording import record_adoption
from tests.steps.snapshots import from_snapshot

NOW = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)
# When the plan was made and adopted.
BEFORE = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)

# The keys under which a plan names its methods, which follow from their titles.
IDEAS, EVENING, VOTE = "ideeen-voor-het-pad", "avond-in-de-schakel", "stem-over-de-bankjes"
METHODS = (
    ("ideas", "Ideeën voor het pad", {}),
    ("evening", "Avond in De Schakel", {"held_on": date(2027, 2, 18), "place": "De Schakel"}),
    ("budget", "Stem over de bankjes", {}),
)
FRAMES = (
    ("fixed", "De bomen blijven staan", "Ook de oude wilgen."),
    ("open", "De breedte van het pad", "Van 2 tot 4 meter."),
)


def a_policy(pack="basis", *, moderation=None):
    """A shipped policy, with another moment of moderation where asked."""
    if moderation is None:
        return load_shipped(pack, at=NOW)
    return load_changed(pack, "moderation: after", f"moderation: {moderation}", at=NOW)


def _of_lindewold(key):
    return Person.objects.get(email__startswith=f"{key}@")


@from_snapshot
def a_trajectory(policy, *, number=1, areas=()):
    """A development of the municipality whose plan is being made. Marleen received it."""
    initiative = received_initiative(
        kind="municipality",
        title="Een pad langs de Vaart" if number == 1 else f"Een pad langs de Vaart {number}",
        text="Het pad wordt breder.",
        policy=policy,
        by=_of_lindewold("marleen"),
        at=BEFORE,
        on=BEFORE.date(),
    )
    return start_trajectory(
        initiative=initiative,
        title=initiative.title,
        summary="Het pad langs de Vaart wordt breder. Hoe, dat bepalen we samen.",
        areas=list(areas),
        decision_route=parsed_policy(policy).decision_routes[0].key,
        step=Step.PLAN,
        by=None,
        at=BEFORE,
        on=date(2026, 9, 1),
    )


@from_snapshot
def a_plan(trajectory, *, starts_on=date(2027, 2, 1), ends_on=date(2027, 3, 21), ways=None, say=1):
    """A plan with one phase and three methods, written by Samira; it is not adopted.

    ``ways`` gives a method another way, by key; ``say`` is how much everybody has.
    """
    samira = {"by": leads(_of_lindewold("samira"), trajectory), "at": BEFORE}
    level = next(
        influence_level
        for influence_level in parsed_policy(trajectory.policy).influence_levels
        if influence_level.say == say
    )
    version = start_version(trajectory, **samira)
    write_how_weighed(version, text="Alle inbreng gaat naar de raad.", edits=0, **samira)
    phase = plan_phase(
        version,
        name="Ophalen",
        question="Wat moet er beter aan het pad?",
        starts_on=starts_on,
        ends_on=ends_on,
        **samira,
    )
    give_say(phase, group="Bewoners", level=level.key, **samira)
    for method, title, more in METHODS:
        planned = plan_method(phase, method=method, title=title, **more, **samira)
        if planned.key in (ways or {}):
            # By hand: no method of the toolbox has a way from outside.
            planned.meaning |= ways[planned.key]
            planned.save()
    for status, title, text in FRAMES:
        state_frame(version, status=status, title=title, text=text, origin="Raad", **samira)
    return version


@from_snapshot
def an_agreement(trajectory, **plan):
    """The plan, adopted; people can take part, and Samira leads. ``plan`` is what a_plan takes."""
    version = a_plan(trajectory, **plan)
    enter_step(trajectory, step=Step.ADOPTION, by=None, at=BEFORE)
    adopted = _adopted(version)
    enter_step(trajectory, step=Step.TAKING_PART, by=None, at=BEFORE)
    return adopted


@from_snapshot
def an_agreement_in_two_phases(trajectory):
    """As ``an_agreement``, and from 12 April to 9 May 2027 people choose from what came in."""
    samira = {"by": _of_lindewold("samira"), "at": BEFORE}
    version = a_plan(trajectory)
    phase = plan_phase(
        version,
        name="Kiezen",
        question="Welk pad wordt het?",
        starts_on=date(2027, 4, 12),
        ends_on=date(2027, 5, 9),
        **samira,
    )
    level = version.phases.first().says.get().level
    give_say(phase, group="Bewoners", level=level, **samira)
    plan_method(phase, method="ideas", title="Kies een pad", **samira)
    enter_step(trajectory, step=Step.ADOPTION, by=None, at=BEFORE)
    adopted = _adopted(version)
    enter_step(trajectory, step=Step.TAKING_PART, by=None, at=BEFORE)
    return adopted


@from_snapshot
def a_longer_agreement(trajectory, *, ends_on):
    """The agreement, changed: there is more time."""
    samira = {"by": _of_lindewold("samira"), "at": BEFORE}
    version = amend(version_in_force(trajectory), reason="Meer tijd.", **samira)
    phase = version.phases.get()
    change_phase(
        phase,
        edits=phase.edits,
        name=phase.name,
        question=phase.question,
        starts_on=phase.starts_on,
        ends_on=ends_on,
        **samira,
    )
    return _adopted(version)


def _adopted(version):
    """Offered by Samira, who also records it, as where no body adopts."""
    samira = {"by": _of_lindewold("samira"), "at": BEFORE}
    offered = offer_version(version, **samira)
    return record_adoption(
        offered, body="", bodies=("",), outcome="adopted", decided_on=BEFORE.date(), **samira
    ).version


def leads(person, trajectory):
    """Make somebody the project leader of this trajectory."""
    grant_role(
        person,
        role=Role.PROJECT_LEADER,
        by=None,
        at=BEFORE,
        starts_on=date(2026, 1, 1),
        case_number=trajectory.case_number,
    )
    return person
