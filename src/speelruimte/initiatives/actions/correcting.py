"""Putting right what was filled in or sent by mistake: with a reason, and the first stays to be read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions.assessing import ASSESSED, KEEP, answered
from speelruimte.initiatives.actions.ending import lock_initiative
from speelruimte.initiatives.actions.quickscan import (
    LETTER,
    check_letter,
    letter_fingerprint,
    quickscan_of,
)
from speelruimte.initiatives.models import EarlierAssessment, EarlierLetter, Ruling
from speelruimte.initiatives.rules import check_guides, check_plan_words, may_mend_own_plan
from speelruimte.journal.acting import action, record
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.ways import FactsMissing, NoRuleApplies, decide_way
from speelruimte.shared.edits import check_filled, check_fits, check_unchanged, plain_lines
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence

# What the form of a typo is made from.
OWN_PLAN = ("title", "text")
WHY = gettext_lazy("Schrijf op wat er niet klopte, en waarom het nu anders is.")


@action
def correct_assessment(
    initiative,
    *,
    facts,
    criteria,
    reason,
    by,
    at,
    on,
    area=KEEP,
    more_areas=KEEP,
    subject=KEEP,
    etag="",
):
    """Put right what something is, in whatever step it is since; what stood there stays to be read.

    As ``assess_initiative``, with a reason. Who was to decide under the answers from before is laid
    down anew when something else follows from these. Raises Clash when it was saved meanwhile.

    Source: heemstede#complexe-opgave
    """
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    if initiative.assessed_at is None:
        raise RuleBroken(_("Er is nog niets ingevuld. Bekijk het eerst."), code="not_assessed_yet")
    policy = parsed_policy(initiative.policy)
    places = {"area": area, "more_areas": more_areas, "subject": subject}
    values = answered(initiative, policy, facts=facts, criteria=criteria, **places)
    check_unchanged(initiative, ASSESSED, etag=etag, to=values)
    check_sentence(reason, str(WHY), field="reason")
    check_fits(EarlierAssessment, reason=reason)
    if all(getattr(initiative, name) == value for name, value in values.items()):
        raise RuleBroken(_("Er is nog niets veranderd."), code="nothing_changed")
    earlier = EarlierAssessment.objects.create(
        initiative=initiative,
        facts=initiative.facts,
        criteria=initiative.criteria,
        area_id=initiative.area_id,
        more_areas=initiative.more_areas,
        subject_id=initiative.subject_id,
        reason=reason.strip(),
        corrected_at=at,
    )
    for name, value in values.items():
        setattr(initiative, name, value)
    initiative.save(update_fields=[*values])
    dropped = _drop_ruling(initiative, policy)
    record(
        "assessment_corrected",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        known=initiative.facts,
        criteria=initiative.criteria,
        area=initiative.area.key if initiative.area_id else "",
        more_areas=initiative.more_areas,
        subject=initiative.subject.key if initiative.subject_id else "",
        reason_fingerprint=fingerprint(initiative.salt + reason.strip()),
        ruled_anew=bool(dropped),
        wrote=(initiative, earlier),
        removed=dropped,
    )
    return initiative


def _drop_ruling(initiative, policy) -> list[Ruling]:
    """Who decides is laid down anew at the door, when something else follows from what is known.

    The ruling that is gone, where one is.
    """
    ruling = Ruling.objects.filter(initiative=initiative).first()
    if ruling is None or initiative.step != initiative.Step.WHO_DECIDES:
        return []
    try:
        follows = decide_way(policy, initiative.facts).rule.key
    except (FactsMissing, NoRuleApplies):
        follows = ""
    if follows == ruling.proposed:
        return []
    Ruling.objects.filter(pk=ruling.pk).delete()
    return [ruling]


@action
def correct_letter(initiative, *, reason, by, at, on, etag="", **words):
    """Put right a letter of a first look that was sent; the one that was sent stays to be read.

    ``words`` as for ``write_letter``. Raises Clash when it was put right in the meantime.
    """
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    quickscan = quickscan_of(initiative)
    if quickscan.sent_at is None:
        raise RuleBroken(
            _("De brief is nog niet verstuurd. Pas de tekst zelf aan."), code="not_sent_yet"
        )
    words = {name: plain_lines(words.get(name, getattr(quickscan, name))) for name in LETTER}
    check_letter(words)
    check_unchanged(quickscan, LETTER, etag=etag, to=words)
    check_sentence(reason, str(WHY), field="reason")
    check_fits(EarlierLetter, reason=reason)
    before = {name: getattr(quickscan, name) for name in LETTER}
    if words == before:
        raise RuleBroken(_("Er is nog niets veranderd in de tekst."), code="nothing_changed")
    earlier = EarlierLetter.objects.create(
        quickscan=quickscan,
        reason=reason.strip(),
        sent_at=quickscan.sent_at,
        corrected_at=at,
        **before,
    )
    for name, text in words.items():
        setattr(quickscan, name, text)
    quickscan.sent_at = at
    quickscan.save(update_fields=[*LETTER, "sent_at"])
    record(
        "letter_corrected",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        words_fingerprint=letter_fingerprint(initiative, quickscan),
        reason_fingerprint=fingerprint(initiative.salt + earlier.reason),
        wrote=(quickscan, earlier),
    )
    return earlier


@action
def mend_own_plan(initiative, *, title, text, by, at, etag=""):
    """Put a typo in the municipality's own plan right, by who entered it, before anybody looked at it.

    Raises Clash when it was mended in another window.
    """
    initiative = lock_initiative(initiative)
    check_may(
        may_mend_own_plan(by, initiative),
        _("Dit plan is al bekeken, of door een ander ingevoerd. Vraag wie het behandelt."),
    )
    words = {"title": title.strip(), "text": plain_lines(text)}
    check_unchanged(initiative, OWN_PLAN, etag=etag, to=words)
    check_plan_words(**words)
    check_filled(words["title"], "", field="title")
    check_sentence(words["text"], "", field="text")
    if all(getattr(initiative, name) == value for name, value in words.items()):
        raise RuleBroken(_("Er is nog niets veranderd in de tekst."), code="nothing_changed")
    initiative.title, initiative.text = words["title"], words["text"]
    initiative.save(update_fields=["title", "text"])
    record(
        "own_plan_mended",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        words_fingerprint=fingerprint(initiative.salt + initiative.text),
        wrote=(initiative,),
    )
    return initiative
