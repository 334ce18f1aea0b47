"""How long who was asked has to look back."""

from datetime import date

from speelruimte.policy.schema import TermKey
from speelruimte.policy.terms import promised_day
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of


def looking_back_until(evaluation) -> date | None:
    """The last day that participants have at least; None where the policy gives no term for it."""
    policy = policy_of(evaluation.trajectory)
    return promised_day(policy, TermKey.LOOK_BACK, local_day(evaluation.opened_at))
