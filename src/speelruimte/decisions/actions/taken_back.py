"""Words taken back: they need no answer any more, and are counted as answered no longer."""

from speelruimte.activities.actions import withdraw_contribution
from speelruimte.activities.rules import TAKEN_AWAY
from speelruimte.decisions.actions.tallies import recounting
from speelruimte.journal.acting import action


@action
def take_back(contribution, *, by, at):
    """Whoever sent it takes it back, with the code in hand; what was added to it goes along."""
    with recounting(contribution):
        taken = withdraw_contribution(contribution, by=by, at=at)
    for added in contribution.additions.exclude(state__in=TAKEN_AWAY).order_by("id"):
        with recounting(added):
            withdraw_contribution(added, by=by, at=at)
    return taken
