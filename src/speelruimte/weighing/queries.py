"""What is known of a trajectory while it is weighed."""

from speelruimte.policy.ways import ruling_of
from speelruimte.trajectories.actions import policy_of


def facts_of(trajectory) -> dict:
    """Everything that conditions of the policy may ask about this trajectory, as far as known."""
    initiative = trajectory.initiatives.order_by("id").first()
    policy = policy_of(trajectory)
    known = dict(initiative.facts) if initiative else {}
    known |= ruling_of(policy, policy.decision_route(trajectory.decision_route)).facts
    return known | weighed_facts(getattr(trajectory, "weighing", None))


def weighed_facts(weighing) -> dict:
    """What the weighing itself adds: how large the effects are, and how much there is to choose."""
    names = ("impact", "influence_space")
    return {name: getattr(weighing, name) for name in names if getattr(weighing, name, "")}


def answers_by_check(trajectory) -> dict:
    """The answers given so far, by key of the check."""
    weighing = getattr(trajectory, "weighing", None)
    return {one.check_key: one for one in weighing.answers.all()} if weighing else {}
