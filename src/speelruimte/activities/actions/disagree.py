"""A contributor does not agree with what was decided about own words; another person looks again."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.rules import ONLY_MODERATORS, TAKEN_AWAY, may_moderate
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.people.queries import reference_behind
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory

# What one can disagree with, and what tells who decided it.
DECIDING = ("contribution_refused", "contribution_redacted")
LOOKED_AGAIN = "disagreement_answered"


def can_disagree(contribution) -> bool:
    """Something was decided about these words that their writer may not agree with, and nobody else
    looked at that again."""
    return _was_decided(contribution) and not looked_again(contribution)


def looked_again(contribution) -> bool:
    """Somebody else looked, after what was last decided: who still does not agree goes elsewhere."""
    entries = Entry.objects.about(contribution.key).filter(verb__in=(*DECIDING, LOOKED_AGAIN))
    return entries.order_by("-number").values_list("verb", flat=True).first() == LOOKED_AGAIN


def _was_decided(contribution):
    was_decided = contribution.state == Contribution.State.REFUSED or contribution.redaction_reason
    return bool(was_decided) and contribution.state not in TAKEN_AWAY


@action
def disagree(contribution, *, text, by, at):
    """Say why, with the code or a link in hand. One at a time: somebody else looks first."""
    trajectory = lock_trajectory(contribution.trajectory)
    contribution.refresh_from_db()
    if not _was_decided(contribution):
        raise RuleBroken(
            _("Over deze inbreng is niets beslist waar u het niet mee eens kunt zijn."),
            code="nothing_was_decided",
        )
    if looked_again(contribution):
        raise RuleBroken(
            _(
                "Iemand anders keek hier al opnieuw naar. Bent u het er nog niet mee eens? Dien dan een "
                "klacht in bij de gemeente."
            ),
            code="looked_again_already",
        )
    check_sentence(text, _("Schrijf op waarom u het er niet mee eens bent."), field="text")
    decided = Entry.objects.about(contribution.key).filter(verb__in=DECIDING)
    newest = decided.order_by("-number").only("by", "case_number").first()
    decided_by = reference_behind(newest.by, newest.case_number) if newest else ""
    try:
        with transaction.atomic():
            said = Disagreement.objects.create(
                contribution=contribution, text=text.strip(), said_at=at, decided_by=decided_by
            )
    except IntegrityError as error:
        raise AlreadyDone(
            _("U zei al dat u het er niet mee eens bent. Iemand anders kijkt ernaar."),
            code="said_already",
        ) from error
    record(
        "contributor_disagreed",
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        disagreement=said.pk,
        reason_fingerprint=fingerprint(contribution.salt + said.text),
        wrote=(said,),
    )
    return said


@action
def look_again(disagreement, *, answer, by, at):
    """Answer somebody who did not agree: not by who decided. What is changed is changed apart."""
    contribution = disagreement.contribution
    trajectory = lock_trajectory(contribution.trajectory)
    check_may(may_moderate(by, trajectory, on=local_day(at)), ONLY_MODERATORS)
    disagreement.refresh_from_db()
    if disagreement.looked_at is not None:
        raise AlreadyDone(
            _("Hier is al opnieuw naar gekeken."), result=disagreement, code="looked_already"
        )
    contribution.refresh_from_db()
    if contribution.state in TAKEN_AWAY:
        raise RuleBroken(
            _("De schrijver trok deze inbreng in of wiste haar. U hoeft niet meer te kijken."),
            code="withdrawn_or_erased",
        )
    if disagreement.decided_by and disagreement.decided_by == by.reference:
        raise RuleBroken(
            _("U besliste hier zelf over. Laat een collega opnieuw kijken."),
            code="decided_by_oneself",
        )
    check_sentence(answer, _("Schrijf op wat u ervan vindt."), field="answer")
    disagreement.answer, disagreement.looked_at = answer.strip(), at
    disagreement.looked_by = by.reference or ""
    disagreement.save(update_fields=["answer", "looked_at", "looked_by"])
    record(
        LOOKED_AGAIN,
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        disagreement=disagreement.pk,
        reason_fingerprint=fingerprint(contribution.salt + disagreement.answer),
        wrote=(disagreement,),
    )
    return disagreement
