"""A decision after a vote whose outcome binds within the frames, and what another could say."""

from decimal import Decimal

from speelruimte.activities.kinds.budget.models import Outcome, Plan, Vote
from speelruimte.shared.fingerprints import canonical
from speelruimte.trajectories.models import Step
from tests.steps.answers import decided
from tests.steps.bare import a_trajectory, an_activity, an_agreement

ANOTHER = {"number": "B-8", "what": "Er komt één bank.", "reasons": "De dijk is te smal."}


def counted_vote(trajectory, *, at, key="ideeen"):
    """A vote between three plans of which two fit, counted so."""
    vote = Vote.objects.create(
        activity=an_activity(trajectory, key=key, planned=key, kind="budget", method="budget"),
        budget=Decimal(1000),
        rule="greedy",
        tie_rule="votes",
    )
    for number in "123":
        Plan.objects.create(vote=vote, number=number, name=f"Bank {number}", cost=500)
    Outcome.objects.create(
        vote=vote,
        text=canonical({"funded": ["1", "2"]}),
        fingerprint="0" * 64,
        ballots_fingerprint="0" * 64,
        valid=3,
        invalid=0,
        counted_at=at,
    )
    return vote


def decided_after_a_vote(policy, *, by, at, on, **said):
    """Decided by the college as came out of a vote between three plans, of which two fit."""
    made = a_trajectory(policy, route="college", summary="Over het geld.")
    an_agreement(made, level="meebeslissen", say=4)
    counted_vote(made, at=at)
    made.step = Step.DECISION
    made.save()
    decided(made, by=by, at=at, on=on, **{"number": "B-7", "funded": ["1", "2"]} | said)
    return made
