"""Who decides about a trajectory, under the policy it is bound to."""

from dataclasses import dataclass, replace

from speelruimte.policy.schema import LeaderWork, Policy, WayOfDeciding
from speelruimte.policy.ways import PolicyRuling, ruling_of
from speelruimte.trajectories.actions import policy_of


@dataclass(frozen=True)
class Decider:
    """Who decides. ``key`` is what a decision keeps of it: of the body, else of the way.

    ``body`` is the key of the body, or None where no body decides.
    """

    key: str
    label: str
    way: WayOfDeciding
    body: str | None


def ruling_for(trajectory) -> PolicyRuling:
    """What follows from who was ruled to decide about this trajectory, and who has it since.

    A body that forwarded it gives way wherever it decided or adopted.
    """
    policy = policy_of(trajectory)
    ruling = ruling_of(policy, way_chosen(trajectory))
    to, before = trajectory.forwarded_to, ruling.decides
    if not to:
        return ruling
    adopters = dict.fromkeys(to if body == before else body for body in ruling.adopters)
    return replace(ruling, decides=to, adopters=tuple(adopters))


def left_to_initiator(trajectory) -> tuple:
    """The work of a leader that the policy leaves to who came with the idea."""
    return way_chosen(trajectory).initiator_does


def way_chosen(trajectory):
    """The rule of the policy by which it was ruled who decides."""
    return policy_of(trajectory).decision_route(trajectory.decision_route)


def choose_way(trajectory, key):
    """From now on another rule of the policy says who decides. Part of the caller's action."""
    trajectory.decision_route = key
    trajectory.save(update_fields=["decision_route"])


def cosigned_in(trajectory) -> tuple:
    """Of that work, what holds only once who leads signed along."""
    return way_chosen(trajectory).cosigned


@dataclass(frozen=True)
class WhoAnswers:
    """Who answers what people brought in: who came with the idea, or else who leads.

    ``signed_along``: that answer holds only once who leads signed along.
    """

    initiator: bool
    signed_along: bool


def who_answers(trajectory) -> WhoAnswers:
    """Who answers here, under the policy. Asks the database nothing."""
    work = LeaderWork.ANSWERS
    return WhoAnswers(
        initiator=work in left_to_initiator(trajectory),
        signed_along=work in cosigned_in(trajectory),
    )


def body_at_the_weighing(trajectory) -> str:
    """The key of the body that was ruled to decide, empty where none was: it is asked in the
    weighing, before anything can be forwarded, and stays the one that spoke then.
    """
    return way_chosen(trajectory).body or ""


def decider_of(trajectory) -> Decider:
    """Who decides about this trajectory. Asks the database nothing."""
    ruling = ruling_for(trajectory)
    return decider_named(policy_of(trajectory), ruling.decides or str(ruling.way))


def decider_named(policy: Policy, key: str) -> Decider:
    """Who is meant by what a decision or an agreement kept of it."""
    body = next(
        (deciding_body for deciding_body in policy.deciding_bodies if deciding_body.key == key),
        None,
    )
    if body is not None:
        return Decider(key, str(body.label), WayOfDeciding.BODY, key)
    way = WayOfDeciding(key)
    return Decider(key, str(way.label), way, None)
