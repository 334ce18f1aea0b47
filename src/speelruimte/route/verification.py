"""Was a promise touched? The chain of the journal, and the texts of which it holds the fingerprint.

Adoptions, answers, decisions, outcomes of votes and versions of the policy enter the journal with
the fingerprint of their text. Here each text is made again from the rows as they are now.
"""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from speelruimte.activities.kind import kinds
from speelruimte.journal.remaking import Made
from speelruimte.journal.verification import verify_chain
from speelruimte.shared.fingerprints import fingerprint

ERASED = "erased_lawfully"


def _about(entry):
    return entry.about


def _agreement(entry):
    return f"agreement:{entry.facts['pk']}"


def _policy(entry):
    return f"policy_from:{entry.facts['effective_from']}"


AGREEMENTS = "speelruimte.agreements.texts"
DECISIONS = "speelruimte.decisions.texts"
POLICY = "speelruimte.policy.texts"
TEXTS = {
    "agreement_adopted": Made(
        _agreement, f"{AGREEMENTS}.canonical_text_of", frozen=f"{AGREEMENTS}.frozen_text_of"
    ),
    "answered": Made(
        _about, f"{DECISIONS}.canonical_text_of_answer", frozen=f"{DECISIONS}.frozen_answer"
    ),
    "decision_recorded": Made(
        _about, f"{DECISIONS}.canonical_text_of_decision", frozen=f"{DECISIONS}.frozen_decision"
    ),
    "policy_loaded": Made(
        _policy, f"{POLICY}.canonical_text_of", "fingerprint", f"{POLICY}.frozen_text_of"
    ),
}
# A fingerprint that proves afterwards what was said, of a text that may lawfully change since: the
# words of residents (redacted, forgotten) and letters that are written anew for a second round.
NOT_MADE_AGAIN = frozenset({"contribution_accepted", "result_offered", "contributors_told"})


def texts() -> dict[str, tuple[Made, ...]]:
    """By verb the texts that enter the journal with it, those of the ways of taking part too."""
    return {verb: (made,) for verb, made in TEXTS.items()} | {
        verb: made for kind in kinds() for verb, made in kind.texts.items()
    }


@dataclass
class _Expected:
    number: int
    verb: str
    fingerprint: str
    made: Made
    is_erased: bool = False


def verify(*, since=""):
    """Walk the chain and make every text again. Returns the Finding of the chain, with texts.

    ``faults`` names the first entry or text that differs. Texts erased by an order are compared
    with what was left of them, and named in ``erased``.

    Source: market#hold-the-promise
    """
    expected, strange, remade = {}, [], texts()

    def look_at(entry):
        if entry.verb == ERASED:
            _replace(expected, entry)
        elif entry.verb in remade:
            for made in remade[entry.verb]:
                _expect(expected, entry, made)
        elif entry.verb not in NOT_MADE_AGAIN and "text_fingerprint" in entry.facts:
            strange.append(entry)

    finding = verify_chain(since=since, look_at=look_at)
    if not finding.faults:
        _compare(expected, finding)
    if strange and not finding.faults:
        _say(finding, strange[0], _("deze versie weet niet welke tekst hierbij hoort."))
    return finding


def _compare(expected, finding):
    """Make every text again, in the order of their entries, until one differs."""
    for key, one in sorted(expected.items(), key=lambda pair: pair[1].number):
        finding.texts += 1
        if one.is_erased:
            finding.erased.append(key)
        if fault := _fault(key, one):
            _say(finding, one, fault)
            return


def _say(finding, entry, fault):
    words = {"number": entry.number, "verb": entry.verb, "fault": fault}
    finding.faults.append(_("Regel %(number)s (%(verb)s): %(fault)s") % words)


def _expect(expected, entry, made):
    if made.fact in entry.facts:
        expected[made.key(entry)] = _Expected(
            entry.number, entry.verb, entry.facts[made.fact], made
        )


def _replace(expected, entry):
    """From an erasure on, the text is what was left."""
    kept = expected.get(entry.facts.get("text_of"))
    if kept is not None:
        kept.number, kept.verb = entry.number, entry.verb
        kept.fingerprint, kept.is_erased = entry.facts["text_fingerprint"], True


def _fault(key, one):
    behind = key.partition(":")[2]
    try:
        text = import_string(one.made.text)(behind)
        frozen = import_string(one.made.frozen)(behind) if one.made.frozen else None
    except ObjectDoesNotExist:
        return _("de tekst %(key)s is verdwenen.") % {"key": key}
    if fingerprint(text) != one.fingerprint:
        return _("de tekst %(key)s is veranderd.") % {"key": key}
    if frozen and (fingerprint(frozen[0]), frozen[1]) != (one.fingerprint, one.fingerprint):
        return _("de bewaarde tekst %(key)s is veranderd.") % {"key": key}
    return None
