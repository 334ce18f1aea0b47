"""On which grounds words of a process may be refused."""

from speelruimte.policy.grounds import GroundSaid, grounds_said
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.trajectories.actions import policy_of


def grounds_of(trajectory) -> tuple[GroundSaid, ...]:
    """The grounds of its policy, said in the words of that policy; none where a reason is written."""
    policy = policy_of(trajectory)
    with in_the_words_of(trajectory.policy):
        return grounds_said(policy)
