"""A part of own words becomes unreadable, and so do its quotations: with the letter that is owed."""

from speelruimte.activities import actions as activities
from speelruimte.activities.models import Contribution, OriginalReading
from speelruimte.decisions.actions import follow_replaced, recounting
from speelruimte.journal.acting import action
from speelruimte.memory.words import sweep_words
from speelruimte.people.erasing import UNREADABLE
from speelruimte.policy.terms import original_kept_until
from speelruimte.route.contributions import tell_contributor
from speelruimte.route.words_everywhere import REDACTING, Place, places_of, take_out
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of

# Own words of others are theirs, and looked at one by one; who read an original wrote for the file.
NOT_QUOTING = (Contribution, OriginalReading)


def quotations_of(contribution, pieces) -> list[Place]:
    """Where else in the same process these pieces stand: in answers, themes, the report, a decision."""
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    return places_of(pieces, trajectory=contribution.trajectory, without_models=NOT_QUOTING)


@action
def redact_and_tell(contribution, *, pieces, reason, place=False, etag="", by, at):
    """Make these pieces unreadable, in the words and wherever the process quotes them.

    ``place`` also publishes words that waited. Who wrote it hears what was done; the original is
    kept apart until the day that the policy says. ``etag`` and Clash as for
    ``redact_contribution``.
    """
    on = local_day(at)
    waited = contribution.state == Contribution.State.WAITING
    before = Contribution.objects.values_list("text", flat=True).get(pk=contribution.pk)
    redacted = activities.redact_contribution(
        contribution,
        pieces=pieces,
        reason=reason,
        kept_until=original_kept_until(policy_of(contribution.trajectory), on),
        etag=etag,
        by=by,
        at=at,
    )
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    follow_replaced(redacted, before, pieces, gone=UNREADABLE, by=by, at=at)
    quotations = quotations_of(redacted, pieces)
    take_out(
        pieces,
        how=REDACTING,
        places=quotations,
        case_number=redacted.trajectory.case_number,
        by=by,
        at=at,
    )
    sweep_words()
    if place and waited:
        with recounting(redacted):
            redacted = activities.publish_contribution(redacted, by=by, at=at)
    tell_contributor("contribution_redacted", redacted, at=at, again=at.isoformat())
    return redacted
