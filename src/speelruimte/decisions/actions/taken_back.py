"""Words taken back: they need no answer any more, and are counted as answered no longer."""

from speelruimte.activities.actions import withdraw_contribution
from speelruimte.decisions.actions.tallies import recounting
from speelruimte.journal.acting import action


@action
def take_back(contribution, *, by, at):
    """Whoever sent it takes it back, with the code or a link from a mail in hand."""
    with recounting(contribution):
        return withdraw_contribution(contribution, by=by, at=at)
