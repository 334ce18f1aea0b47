"""Words as search knows them: their stem, themselves, and the ends of long ones.

Dutch makes long words of short ones: a ``fietsbrug`` is a bridge, and a ``boomgroep`` has trees.
Each token carries a letter that says what it is, so one index serves all three:

``s`` + stem      other forms of a word (bomen, boom)
``w`` + word      the beginning of a word (fiets finds fietspad)
``t`` + stem      the end of a long word (brug finds fietsbrug)
``p`` + part      a part of a compound that we know (bus finds bushalte)
``n`` + digits    a case number, as one whole (2026-0003)

Two stemmers look at every word, because each knows forms that the other misses: Kraaij and
Pohlmann's bring huizen and huis together, Porter's the gemeentelijke and the gemeente. Stems are
for machines and are never shown.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

import snowballstemmer

from speelruimte.memory.compounds import beginnings_of, named_by, parts_of

_STEMMERS = tuple(snowballstemmer.stemmer(name) for name in ("dutch", "dutch_porter"))
_WORD = re.compile(r"[a-z0-9]+")
_CASE_NUMBER = re.compile(r"\b\d{4}-\d{4,6}\b")
MOST_WORDS = 10  # of one question
SHORTEST_PART = 4
# Longer than any word of Dutch: an address, or a key that somebody leant on. Its ends mean nothing,
# and there would be as many as it has letters, each almost as long as itself.
LONGEST_WORD = 60  # letters
# In nearly every text, so they find nothing.
EMPTY_WORDS = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "of",
        "in",
        "op",
        "aan",
        "van",
        "voor",
        "met",
        "te",
        "is",
        "zijn",
        "was",
        "er",
        "dat",
        "die",
        "dit",
        "deze",
        "als",
        "bij",
        "naar",
        "om",
        "ook",
        "niet",
        "wij",
        "we",
        "u",
        "uw",
        "ons",
        "onze",
        "tot",
        "over",
        "door",
        "uit",
        "maar",
        "wat",
        "wie",
        "hoe",
    ]
)


def words_in(text: str) -> list[str]:
    """The words of a text in small letters without accents, in their order."""
    return _WORD.findall(without_accents(text))


class _PlainLetters(dict):
    """By number of a letter the same one, small and without accents; made when it is first met."""

    def __missing__(self, number):
        letter = chr(number)
        bare = normalize("NFKD", letter)[0].lower()
        self[number] = bare if len(bare) == 1 else letter
        return self[number]


_PLAIN = _PlainLetters()


def without_accents(text: str) -> str:
    """Small letters without accents; as long as the text itself, letter by letter."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """The stems of one word: ``bomen`` and ``boom`` share one."""
    return frozenset(stemmer.stemWord(word) for stemmer in _STEMMERS)


def suffixes_of(word: str) -> list[str]:
    """The ends of a long word, where its last part may begin."""
    if len(word) > LONGEST_WORD:
        return []
    return [word[at:] for at in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1)]


def tokens_of(text: str) -> str:
    """Everything by which a text is found, each once."""
    tokens = {f"n{_digits(number)}": None for number in _CASE_NUMBER.findall(text)}
    for word in words_in(_CASE_NUMBER.sub(" ", text)):
        tokens[f"w{word}"] = None
        tokens |= dict.fromkeys(f"s{stem}" for stem in sorted(stems(word)))
        tokens |= dict.fromkeys(f"p{part}" for part in parts_of(word))
        for end in suffixes_of(word):
            tokens |= dict.fromkeys(f"t{stem}" for stem in sorted(stems(end)))
    return " ".join(tokens)


def whole_words(tokens: str) -> set[str]:
    """The words of a text, from the tokens that were made of it."""
    return {token[1:] for token in tokens.split() if token.startswith("w")}


def _digits(number):
    return number.replace("-", "")


@dataclass(frozen=True)
class Sought:
    """How one word of a question may stand in the index: as a whole token, or as one begins.

    ``parts``: for a compound, what must be there for each of its parts, all of them.
    """

    whole: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    parts: tuple["Sought", ...] = ()


@lru_cache(maxsize=2_000)
def looked_for(word: str) -> Sought:
    """Every way in which a word of a question may be there."""
    if _CASE_NUMBER.fullmatch(word):
        return Sought((f"n{_digits(word)}",))
    whole = [f"{kind}{stem}" for stem in sorted(stems(word)) for kind in "st"]
    whole += [f"p{part}" for part in named_by(word)]
    starts = [
        start for start in (word, *sorted(beginnings_of(word))) if len(start) >= SHORTEST_PART
    ]
    return Sought(
        tuple(dict.fromkeys(whole)),
        tuple(f"w{start}" for start in starts),
        tuple(looked_for(part) for part in parts_of(word)),
    )


def asked(typed: str) -> list[str]:
    """The words somebody looks for; empty ones are left out unless nothing else is there."""
    numbers = _CASE_NUMBER.findall(typed)
    words = list(dict.fromkeys([*numbers, *words_in(_CASE_NUMBER.sub(" ", typed))]))[:MOST_WORDS]
    return [word for word in words if word not in EMPTY_WORDS] or words


@lru_cache(maxsize=20_000)
def matches(word: str, sought: str) -> bool:
    """Whether a word of a text is what somebody looks for, as the index would say."""
    if stems(word) & stems(sought) or set(named_by(sought)) & set(parts_of(word)):
        return True
    starts = [start for start in (sought, *beginnings_of(sought)) if len(start) >= SHORTEST_PART]
    if word.startswith(tuple(starts)):
        return True
    if any(stems(end) & stems(sought) for end in suffixes_of(word)):
        return True
    return any(matches(word, part) for part in parts_of(sought))
