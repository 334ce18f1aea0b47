"""Whether a change of an agreement is a light one: spelling, measured word by word.

Pure: texts in, what stands in the way out. A light change mends at most three words of a paragraph
and ten in all, counted from the text that a body adopted last. It touches no number, day or amount,
no name, no word that turns a promise around or says who is meant, and no word that is spelled right
already: those of the policy, and those with which the text goes on beside it.

There is no dictionary here: two good words that are alike, of which the first stands nowhere else, pass.
Parties can object to that.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from speelruimte.agreements.light_words import AMOUNTS, COUNTS, DIRECTIONS, PRONOUNS, TURNING
from speelruimte.agreements.word_changes import changed_runs, letters_apart

MOST_IN_A_PARAGRAPH = 3
MOST_IN_ALL = 10

# What is missing or stands double by a slip of the hand, and says nothing by itself.
LITTLE = frozenset(["de", "het", "een", "er", "te", "van", "is"])
# Words of a name that stand in every text.
_COMMON = frozenset(["voor", "naar", "door", "over", "onder", "gemeente", "stad", "dorp", "plan"])
# The longest first: in zestig stands no zes.
_ONE_COUNT = f"(?:{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
_JOINED_COUNTS = re.compile(f"(?:{_ONE_COUNT}(?:[eë]n)?)+(?:[sd]?t?e)?")
_COUNTING_SIGNS = ("Nd", "Nl", "No", "Sc", "Sm")  # digits, fractions, signs of money, more or less
_ROMAN = re.compile("[IVXLCDM]+")
# Where a word begins with a count, another count is another word: vierjarig, vijfjarig.
_FIRST_COUNT = re.compile(f"{_ONE_COUNT}(?:(?:[eë]n)?{_ONE_COUNT})*")
_DIRECTION = re.compile("|".join(DIRECTIONS))
# One sound, and the slip that is made most: word, wordt.
_ENDS_LIKE_T = re.compile("dt?$")
_HYPHENS = re.compile(r"[-/\u2010-\u2015]")
SHORTEST_NAME = 4


@dataclass(frozen=True)
class Mended:
    """One text as it was adopted and as it would be; ``place`` says where it stands."""

    place: str
    before: str
    after: str


@dataclass(frozen=True)
class NotLight:
    """Why a change is not a light one: where, a short word for the rule, and a sentence."""

    place: str
    code: str
    sentence: str


def what_is_not_light(
    texts: Iterable[Mended],
    *,
    names: Iterable[str] = (),
    titles: Iterable[str] = (),
    spelled: Iterable[str] = (),
) -> list[NotLight]:
    """Every rule that these changes break, one for each text; empty when all of it is light.

    ``names`` are those of bodies, parties and areas, of which each word is left as it is;
    ``titles`` those of frames, and of areas and streets elsewhere, which are left as a whole;
    ``spelled`` texts in which all is spelled right.
    """
    texts = list(texts)
    guarded, known = _Names(names, titles), _Spelled(spelled, texts)
    refused, in_all = [], 0
    for text in texts:
        changed, broken = _measured(text, guarded, known)
        in_all += changed
        if broken:
            refused.append(NotLight(text.place, *broken))
    if not refused and in_all > MOST_IN_ALL:
        refused.append(NotLight("", "light_words_in_all", _too_many_in_all(in_all)))
    return refused


def _too_many_in_all(changed):
    return _(
        "Samen met eerdere kleine wijzigingen veranderen er %(changed)d woorden. Een kleine "
        "wijziging heeft er hoogstens %(most)d. Met een gewone wijziging kan het wel."
    ) % {"changed": changed, "most": MOST_IN_ALL}


class _Names:
    """The names that stay as they are, whole and by their own words."""

    def __init__(self, names, titles):
        names = [_parts_of(name.split()) for name in names]
        whole = [*names, *(_parts_of(title.split()) for title in titles)]
        self.whole = sorted({" ".join(parts) for parts in whole if parts})
        self.words = {
            part
            for parts in names
            for part in parts
            if len(part) >= SHORTEST_NAME and part not in _COMMON | TURNING
        }

    def counted_in(self, words):
        """How often each whole name stands in a paragraph."""
        text = f" {' '.join(_parts_of(words))} "
        return [text.count(f" {name} ") for name in self.whole]


class _Spelled:
    """Which words are spelled right, as far as texts tell."""

    def __init__(self, spelled, texts):
        self.right = _all_parts(spelled)
        self.stood = _all_parts(text.before for text in texts)
        self.stays = _all_parts(text.after for text in texts)

    def is_another(self, first, now):
        """A good word goes, and not for the d, t or dt at its end; or both words are in use here."""
        if _with_t(first) == _with_t(now):
            return False
        in_use = now in self.right or now in self.stood
        return first in self.right or (in_use and first in self.stays)


def _with_t(word):
    return _ENDS_LIKE_T.sub("t", word)


def _all_parts(texts):
    return {part for text in texts for part in _parts_of(text.split())}


def _measured(text, names, known):
    """How many words changed in a text, and the rule that it breaks, if any."""
    before, after = _paragraphs(text.before), _paragraphs(text.after)
    if len(before) != len(after) or text.before.count("\n") != text.after.count("\n"):
        return 0, (
            "light_paragraphs",
            _(
                "Er is een alinea of regel bijgekomen of weggehaald. Een kleine wijziging laat die "
                "staan. Met een gewone wijziging kan het wel."
            ),
        )
    changed = 0
    for first, now in zip(before, after, strict=True):
        runs = changed_runs(first, now, most=MOST_IN_A_PARAGRAPH)
        if runs is None:
            return changed, (
                "light_words_in_paragraph",
                _(
                    "In één alinea veranderen meer dan %(most)d woorden. Met een gewone wijziging "
                    "kan het wel."
                )
                % {"most": MOST_IN_A_PARAGRAPH},
            )
        changed += sum(max(len(gone), len(come)) for gone, come in runs)
        broken = _names_broken(first, now, names) or _first_broken(runs, names, known)
        if broken:
            return changed, broken
    return changed, None


def _paragraphs(text):
    return [part.split() for part in re.split(r"\n\s*\n", text.strip())]


def _names_broken(first, now, names):
    """A name stands there more or less often than it did."""
    if first != now and names.counted_in(first) != names.counted_in(now):
        return _name_sentence()
    return None


def _name_sentence():
    return (
        "light_name",
        _(
            "Een naam van een orgaan, een partij, een gebied, een straat of een kader verandert "
            "niet met een kleine wijziging. Met een gewone wijziging kan het wel."
        ),
    )


def _first_broken(runs, names, known):
    for gone, come in runs:
        broken = _touched(gone, come, names) or _more_than_spelling(gone, come, known)
        if broken:
            return broken
    return None


def _touched(gone, come, names):
    """The rule of a word that no light change touches."""
    for word in (*gone, *come):
        if broken := _word_broken(word, names):
            return broken
    if said := _other_pronoun(gone, come):
        return (
            "light_pronoun",
            _(
                "Het woord ‘%(word)s’ zegt over wie het gaat. Zo’n woord komt, gaat of verandert "
                "niet met een kleine wijziging. Met een gewone wijziging kan het wel."
            )
            % {"word": said},
        )
    return None


def _more_than_spelling(gone, come, known):
    """The rule that these words break together, if any."""
    if strange := _other_letters(gone, come):
        return (
            "light_letters",
            _(
                "In ‘%(word)s’ staan letters uit een ander schrift. Typ dit woord opnieuw, met "
                "gewone letters."
            )
            % {"word": strange},
        )
    pairs = _pairs(gone, come)
    if pairs is None or not all(_alike(first, now) for first, now in pairs):
        return (
            "light_not_spelling",
            _(
                "‘%(first)s’ wordt ‘%(now)s’. Dat is meer dan spelling. Met een gewone "
                "wijziging kan het wel."
            )
            % {"first": " ".join(gone) or "…", "now": " ".join(come) or "…"},
        )
    for first, now in pairs:
        if known.is_another(first, now):
            return (
                "light_another_word",
                _(
                    "‘%(first)s’ is goed gespeld. ‘%(now)s’ is een ander woord. Met een gewone "
                    "wijziging kan het wel."
                )
                % {"first": first, "now": now},
            )
    return None


def _word_broken(word, names):
    """The rule that forbids touching this word, if any."""
    if any(c == "%" or unicodedata.category(c) in _COUNTING_SIGNS for c in word):
        return _amount_sentence(word)
    # Written with hyphens, a word is what each of its parts is too: niet-openbaar.
    parts = {_core(word), *_parts_of([word])}
    if any(part in AMOUNTS or _JOINED_COUNTS.fullmatch(part) for part in parts):
        return _amount_sentence(word)
    if _ROMAN.fullmatch(word.strip(".,;:()")):
        return _amount_sentence(word)
    if parts & TURNING:
        return (
            "light_turning_word",
            _(
                "Het woord ‘%(word)s’ kan een belofte omkeren. Zo’n woord komt, gaat of verandert "
                "niet met een kleine wijziging. Met een gewone wijziging kan het wel."
            )
            % {"word": word},
        )
    if parts & names.words:
        return _name_sentence()
    return None


def _other_pronoun(gone, come):
    """The first word for who is meant that goes or comes; written otherwise it stays the same."""
    gone, come = _parts_of(gone), _parts_of(come)
    for word in (*gone, *come):
        if word in PRONOUNS and gone.count(word) != come.count(word):
            return word
    return ""


def _other_letters(gone, come):
    """The first word that comes with letters of two scripts in it, or of one that did not stand here."""
    stood = {script for word in gone for script in _scripts(word)}
    for word in come:
        if len(_scripts(word)) > 1 or (gone and not _scripts(word) <= stood):
            return word
    return ""


def _scripts(word):
    return {unicodedata.name(c, "").partition(" ")[0] for c in _core(word) if c.isalpha()}


def _amount_sentence(word):
    return (
        "light_number",
        _(
            "‘%(word)s’ is een getal, een dag of een bedrag. Dat verandert niet met een kleine "
            "wijziging. Met een gewone wijziging kan het wel."
        )
        % {"word": word},
    )


def _pairs(gone, come):
    """The same words, written otherwise: each that went with the one that came for it. None of them
    where words were only written together or apart, or a little one was missing or stood double; no
    list where they do not go together.
    """
    gone, come = [_core(word) for word in gone], [_core(word) for word in come]
    if "".join(gone) == "".join(come):
        return []
    if len(gone) == len(come) and all(map(_alike, gone, come)):
        return list(zip(gone, come, strict=True))
    gone, come = _without_little(gone), _without_little(come)
    if "".join(gone) == "".join(come):
        return []
    return list(zip(gone, come, strict=True)) if len(gone) == len(come) else None


def _without_little(words):
    return [word for word in words if word not in LITTLE]


def _alike(first, now):
    if first == now:
        return True
    if not first or not now or _is_turned(first, now) or _first_count(first) != _first_count(now):
        return False
    if _turns_around(_DIRECTION.findall(first), _DIRECTION.findall(now)):
        return False
    longest = max(len(first), len(now))
    return letters_apart(first, now) <= (1 if longest < 5 else 2)


def _turns_around(first, now):
    """Both name a side, and not the same: Oosterweg, Westerweg."""
    return bool(first and now and first != now)


def _first_count(word):
    begins = _FIRST_COUNT.match(word)
    return begins and begins.group()


def _is_turned(first, now):
    """One is the other with a beginning that turns it around: mogelijk, onmogelijk."""
    return any(
        first == f"{turn}{now}" or now == f"{turn}{first}"
        for turn in ("on", "in", "il", "im", "ir", "a", "niet", "her", "ont")
    )


def _parts_of(words):
    """The words as they are compared, those with hyphens in parts."""
    parts = (_core(part) for word in words for part in _HYPHENS.split(word))
    return [part for part in parts if part]


def _core(word):
    """A word as it is compared: small letters without marks around it or hidden in it."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")
