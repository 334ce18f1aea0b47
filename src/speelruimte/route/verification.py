"""Was a promise touched? The chain of the journal, and the texts of which it holds the fingerprint.

Own words, adoptions, answers, decisions, outcomes of votes and versions of the policy enter the
journal with the fingerprint of their text. Here each text is made again from the rows as they are
now. What was lawfully changed since has an entry of its own: a text is held to its newest
fingerprint, an original to its first, and what was wiped is not there.
"""

from dataclasses import dataclass

from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.kind import kinds
from speelruimte.journal.models import Entry
from speelruimte.journal.remaking import Made
from speelruimte.journal.row_marks import RowMarks
from speelruimte.journal.verbs import Verb, known_verbs
from speelruimte.journal.verification import one_moment, verify_chain
from speelruimte.journal.witnessing import cosignatures_that_do_not_fit
from speelruimte.route.as_counted import counts_otherwise_than_rows
from speelruimte.route.as_listed import AsListed
from speelruimte.route.as_offered import AsOffered
from speelruimte.route.as_placed import words_otherwise_than_placed
from speelruimte.route.as_recorded import words_otherwise_than_recorded
from speelruimte.route.as_started import AsStarted
from speelruimte.route.beside import MARKED, Beside
from speelruimte.route.possible_values import only_possible_values
from speelruimte.route.second_steps import SecondSteps
from speelruimte.route.speaking import Speaking
from speelruimte.shared.fingerprints import fingerprint

ERASED = "erased_lawfully"
# Of this no entry says anything that rows can be held to.
NOT_COMPARED = (
    gettext_lazy(
        "contactgegevens: namen van mensen, mailadressen en telefoonnummers van inwoners en "
        "organisaties, en of iemand is vergeten."
    ),
    gettext_lazy(
        "inloggen: wachtwoorden, geheimen van de tweede stap, en van wie een bevestigd mailadres is."
    ),
    gettext_lazy("berichten: aan wie ze zijn, wie erom vroeg, wat er wacht en wat is verstuurd."),
    gettext_lazy(
        "werk: concepten, wie aan een antwoord werkt, waarom en tot wanneer een traject nog niet te zien is, "
        "opdrachten om te wissen, en de huisstijl."
    ),
)
# Out of what stands in the rows, no text can be made.
UNMAKEABLE = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    MultipleObjectsReturned,
)


@dataclass
class _Expected:
    number: int
    verb: str
    fingerprint: str
    made: Made
    is_erased: bool = False
    is_wiped: bool = False


def verify(*, since="", checkpoints=()):
    """Walk the chain and make every text again. Returns the Finding of the chain, with texts.

    ``faults`` names the first entry or text that differs, ``beside`` every row that has no entry or
    lost it. Texts erased by an order are compared with what was left of them, and named in ``erased``.

    Source: market#hold-the-promise
    """
    expected, strange, known = {}, [], known_verbs()
    beside, speaking, second_steps = Beside(), Speaking(), SecondSteps()
    as_started, as_offered, as_listed = AsStarted(), AsOffered(), AsListed()
    row_marks = RowMarks(named=MARKED, is_told=beside.is_told)

    def look_at(entry):
        beside.look_at(entry)
        row_marks.look_at(entry)
        speaking.look_at(entry)
        as_started.look_at(entry)
        as_offered.look_at(entry)
        as_listed.look_at(entry)
        second_steps.look_at(entry)
        if fault := _look_at(entry, known.get(entry.verb, Verb(entry.verb)), expected):
            strange.append((entry, fault))

    with one_moment(), only_possible_values() as impossible:
        finding = verify_chain(since=since, checkpoints=checkpoints, look_at=look_at)
        if not finding.faults:
            _compare(expected, finding)
        if strange and not finding.faults:
            _say(finding, *strange[0])
        finding.beside = [
            *impossible,
            *beside.faults(),
            *row_marks.faults(),
            *words_otherwise_than_recorded(),
        ]
        finding.beside += [*words_otherwise_than_placed(), *speaking.faults()]
        finding.beside += [*second_steps.faults(), *as_started.faults()]
        finding.beside += [*as_offered.faults(), *as_listed.faults()]
        finding.beside += counts_otherwise_than_rows()
        finding.beside += cosignatures_that_do_not_fit()
        finding.beside += [fault for kind in kinds() for fault in kind.faults()]
        finding.not_compared = [str(said) for said in NOT_COMPARED]
        finding.blind_spots = [said for kind in kinds() for said in kind.blind_spots()]
    return finding


def _look_at(entry, verb, expected) -> str:
    """Remember what an entry says of texts; what does not fit in it, in words."""
    if not _follows(expected, entry):
        return _("de tekst was hiervoor al veranderd.")
    if entry.verb == ERASED:
        _replace(expected, entry)
        return ""
    if verb.ends:
        _end(expected, entry, verb.ends(entry))
    for made in verb.made:
        _expect(expected, entry, made)
    if not (verb.made or verb.may_change) and "text_fingerprint" in entry.facts:
        return _("deze versie weet niet welke tekst hierbij hoort.")
    return ""


def _compare(expected, finding):
    """Make every text again, in the order of their entries, until one differs."""
    for key, frozen_text in sorted(expected.items(), key=lambda pair: pair[1].number):
        finding.texts += 1
        if frozen_text.is_erased:
            finding.erased.append(key)
        if fault := _fault(key, frozen_text):
            _say(finding, frozen_text, fault)
            return


def _say(finding, entry, fault):
    words = {"number": entry.number, "verb": entry.verb, "fault": fault}
    finding.faults.append(_("Regel %(number)s (%(verb)s): %(fault)s") % words)


def _expect(expected, entry, made):
    if entry.facts.get(made.fact):
        expected[made.key(entry)] = _Expected(
            entry.number, entry.verb, entry.facts[made.fact], made
        )


def _follows(expected, entry) -> bool:
    """Whether what was changed here is what the journal knew until now."""
    if "before_fingerprint" not in entry.facts:
        return True
    known = expected.get(entry.facts.get("text_of", entry.about))
    return known is None or known.fingerprint == entry.facts["before_fingerprint"]


def _end(expected, entry, key):
    """From here on this text is not there any more."""
    if key in expected:
        expected[key].number, expected[key].verb = entry.number, entry.verb
        expected[key].is_erased = expected[key].is_wiped = True


def _replace(expected, entry):
    """From an erasure on, the text is what was left."""
    replaced = expected.get(entry.facts.get("text_of"))
    if replaced is not None:
        replaced.number, replaced.verb = entry.number, entry.verb
        replaced.fingerprint, replaced.is_erased = entry.facts["text_fingerprint"], True


def _lawfully_left(text, frozen_text, behind) -> bool:
    """Whether the newest erasure in this column, after the text came in, left exactly this."""
    if not frozen_text.made.column:
        return False
    row, field = import_string(frozen_text.made.column)(behind)
    erasures = Entry.objects.about(row).filter(verb=ERASED, number__gt=frozen_text.number)
    for erasure in erasures.order_by("-number"):
        if field in erasure.facts.get("left", {}):
            frozen_text.is_erased = True
            return erasure.facts["left"][field] == fingerprint(text)
    return False


def _fault(key, frozen_text):
    behind = key.partition(":")[2]
    try:
        text = import_string(frozen_text.made.text)(behind)
        frozen = import_string(frozen_text.made.frozen)(behind) if frozen_text.made.frozen else None
    except ObjectDoesNotExist:
        if frozen_text.is_wiped:
            return None
        return _("de tekst %(key)s is verdwenen.") % {"key": key}
    except UNMAKEABLE:
        return _("de tekst %(key)s is veranderd.") % {"key": key}
    if frozen_text.is_wiped:
        return _("de tekst %(key)s is er nog, en was gewist.") % {"key": key}
    if fingerprint(text) != frozen_text.fingerprint and not _lawfully_left(
        text, frozen_text, behind
    ):
        return _("de tekst %(key)s is veranderd.") % {"key": key}
    if frozen and (fingerprint(frozen[0]), frozen[1]) != (
        frozen_text.fingerprint,
        frozen_text.fingerprint,
    ):
        return _("de bewaarde tekst %(key)s is veranderd.") % {"key": key}
    return None
