"""Words as search knows them: their stem, themselves, and the ends of long ones.

Dutch makes long words of short ones: a ``fietsbrug`` is a bridge, and a ``boomgroep`` has trees.
Each token carries a letter that says what it is, so one index serves all three:

``s`` + stem      other forms of a word (bomen, boom)
``w`` + word      the beginning of a word (fiets finds fietspad)
``t`` + stem      the end of a long word (brug finds fietsbrug)

Two stemmers look at every word, because each knows forms that the other misses: Kraaij and
Pohlmann's bring huizen and huis together, Porter's the gemeentelijke and the gemeente. Stems are
for machines and are never shown.
"""

import re
from functools import lru_cache
from unicodedata import normalize

import snowballstemmer

_STEMMERS = tuple(snowballstemmer.stemmer(name) for name in ("dutch", "dutch_porter"))
_WORD = re.compile(r"[a-z0-9]+")
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


def without_accents(text: str) -> str:
    """Small letters without accents; as long as the text itself, letter by letter."""
    return "".join(_plain_letter(letter) for letter in text)


@lru_cache(maxsize=4096)
def _plain_letter(letter):
    bare = normalize("NFKD", letter)[0].lower()
    return bare if len(bare) == 1 else letter


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
    tokens = {}
    for word in words_in(text):
        tokens[f"w{word}"] = None
        tokens |= dict.fromkeys(f"s{stem}" for stem in sorted(stems(word)))
        for end in suffixes_of(word):
            tokens |= dict.fromkeys(f"t{stem}" for stem in sorted(stems(end)))
    return " ".join(tokens)


def asked(typed: str) -> list[str]:
    """The words somebody looks for; empty ones are left out unless nothing else is there."""
    words = list(dict.fromkeys(words_in(typed)))[:10]
    return [word for word in words if word not in EMPTY_WORDS] or words


@lru_cache(maxsize=20_000)
def matches(word: str, sought: str) -> bool:
    """Whether a word of a text is what somebody looks for, as the index would say."""
    if stems(word) & stems(sought):
        return True
    if len(sought) >= SHORTEST_PART and word.startswith(sought):
        return True
    return any(stems(end) & stems(sought) for end in suffixes_of(word))
