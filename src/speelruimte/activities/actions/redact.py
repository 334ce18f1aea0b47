"""A part of own words is made unreadable: a number, an address, a name of somebody else."""

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.originals import WORDS, keep_original
from speelruimte.activities.rules import ONLY_MODERATORS, TAKEN_AWAY, may_moderate
from speelruimte.activities.saying_again import check_says_nothing_again
from speelruimte.activities.texts import facts_of_titles_before, fingerprints_beside
from speelruimte.journal.acting import action, record
from speelruimte.people.erasing import UNREADABLE, pattern_of, taken_out
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory

State = Contribution.State
# What somebody looked at who marks what must not be read.
MARKED_IN = ("state", *WORDS)


@action
def redact_contribution(contribution, *, pieces, reason, kept_until, etag="", by, at):
    """Put ▇▇▇ in the place of every piece, wherever it stands in title, text and place.

    ``pieces`` are written as they stand there, in whole words. What was there is kept apart until
    ``kept_until``. In whatever step the process is: a number that stands there harms until it is
    gone. ``etag`` and Clash as for ``publish_contribution``, over MARKED_IN.

    Source: wet#avg
    """
    trajectory = lock_trajectory(contribution.trajectory)
    check_may(may_moderate(by, trajectory, on=local_day(at)), ONLY_MODERATORS)
    contribution.refresh_from_db()
    _check_can_redact(contribution)
    check_sentence(
        reason, _("Schrijf op waarom dit onleesbaar wordt. Iedereen kan dit lezen."), field="reason"
    )
    redacted = redacted_words(contribution, pieces)
    check_says_nothing_again(reason, contribution, pieces=pieces)
    check_unchanged(contribution, MARKED_IN, etag=etag, to=redacted)
    before = fingerprint(contribution.salt + contribution.text)
    facts, original = facts_of_titles_before(contribution), None
    if not contribution.redaction_reason:
        original = keep_original(contribution, kept_until=kept_until, at=at)
    if original is not None:
        facts["original_fingerprint"] = before
    if contribution.state == State.PUBLISHED:
        redacted["state"] = State.REDACTED
    if redacted["place"] != contribution.place:
        redacted |= {"longitude": None, "latitude": None}  # a point tells what the place told
    redacted["redaction_reason"] = reason.strip()
    for name, value in redacted.items():
        setattr(contribution, name, value)
    contribution.save(update_fields=list(redacted))
    record(
        "contribution_redacted",
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        before_fingerprint=before,
        text_fingerprint=fingerprint(contribution.salt + contribution.text),
        **fingerprints_beside(contribution),
        reason_fingerprint=fingerprint(contribution.salt + contribution.redaction_reason),
        kept_until=kept_until,
        wrote=(original,) if original else (),
        **facts,
    )
    return contribution


def redacted_words(contribution, pieces) -> dict:
    """Title, text and place as they read with these pieces made unreadable.

    Raises RuleBroken when nothing is marked, or a piece stands nowhere.
    """
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    if not pieces:
        raise RuleBroken(
            _("Kies of schrijf wat onleesbaar moet worden."), field="pieces", code="nothing_marked"
        )
    words = {name: getattr(contribution, name) for name in WORDS}
    for piece in pieces:
        if not any(pattern_of([piece]).search(value) for value in words.values()):
            raise RuleBroken(
                _(
                    "‘%(piece)s’ staat niet in deze inbreng. Schrijf het zoals het er staat, "
                    "in hele woorden."
                ),
                values={"piece": piece},
                field="pieces",
                code="piece_is_not_there",
            )
    return {name: _blanked(contribution, name, value, pieces) for name, value in words.items()}


def _blanked(contribution, name, value, pieces):
    longest = contribution._meta.get_field(name).max_length
    return taken_out(value, pieces, gone=UNREADABLE)[:longest]


def _check_can_redact(contribution):
    if contribution.state in TAKEN_AWAY:
        raise RuleBroken(
            _("Deze inbreng is ingetrokken of gewist. Er is niets meer te lezen."),
            code="withdrawn_or_erased",
        )
