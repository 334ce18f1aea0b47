"""What is known of a trajectory while it is weighed."""

from speelruimte.policy.asking import obligations_that_hold
from speelruimte.shared.fetched_ahead import one_of
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import body_at_the_weighing, ruling_for
from speelruimte.trajectories.queries import began_with


def facts_of(trajectory) -> dict:
    """Everything that conditions of the policy may ask about this trajectory, as far as known."""
    known = {}
    for initiative in began_with(trajectory=trajectory.pk):
        known |= initiative.facts
    known |= ruling_for(trajectory).facts
    return known | weighed_facts(one_of(trajectory, "weighing"))


def weighed_facts(weighing) -> dict:
    """What the weighing itself adds: what the door did not ask, the effects, the room to choose."""
    if weighing is None:
        return {}
    names = ("impact", "influence_space")
    return weighing.facts | {
        name: getattr(weighing, name) for name in names if getattr(weighing, name, "")
    }


def obligations_of(trajectory) -> tuple:
    """The policy's obligations that hold here: people must be able to take part."""
    weighing = getattr(trajectory, "weighing", None)
    ticked = weighing.obligations if weighing else ()
    return obligations_that_hold(policy_of(trajectory), facts_of(trajectory), ticked)


def body_on_participation(trajectory):
    """The body that decides whether people take part here; None where the weighing says that."""
    key = body_at_the_weighing(trajectory)
    body = policy_of(trajectory).body(key) if key else None
    return body if body is not None and body.decides_participation else None


def lapsed_by(trajectory) -> tuple:
    """The obligations through which a body's no to taking part does not count any more."""
    decision = getattr(trajectory, "participation_decision", None)
    if decision is None or decision.people_take_part:
        return ()
    return obligations_of(trajectory)


def answers_by_check(trajectory) -> dict:
    """The answers given so far, by key of the check."""
    weighing = getattr(trajectory, "weighing", None)
    return {answer.check_key: answer for answer in weighing.answers.all()} if weighing else {}


def earlier_by_check(weighing) -> dict:
    """What was answered before, by key of the check, the newest first."""
    by_check: dict = {}
    for earlier in weighing.earlier_answers.order_by("-answered_at", "-pk") if weighing else ():
        by_check.setdefault(earlier.check_key, []).append(earlier)
    return by_check
