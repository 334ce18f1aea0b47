"""Words taken back: they need no answer any more; the one that they had stays for who wrote them."""

from speelruimte.activities.actions import withdraw_contribution
from speelruimte.activities.rules import TAKEN_AWAY
from speelruimte.decisions.actions.tallies import answered_among, recounting
from speelruimte.journal.acting import action


@action
def take_back(contribution, *, by, at):
    """Whoever sent it takes it back, with the code in hand; what was added to it goes along."""
    taken = _taken_back(contribution, by=by, at=at)
    for added in contribution.additions.exclude(state__in=TAKEN_AWAY).order_by("id"):
        _taken_back(added, by=by, at=at)
    return taken


def _taken_back(contribution, *, by, at):
    with recounting(contribution):
        was_answered = answered_among(contribution.trajectory, [contribution.pk]) > 0
        return withdraw_contribution(contribution, was_answered=was_answered, by=by, at=at)
