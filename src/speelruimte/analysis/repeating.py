"""Whether a reason says again what was made unreadable: as a whole, or a part of it that tells.

What tells is the piece itself, a number in it, a name in it, a rare word of a short piece, and three
words on end of a long one. Words that say of what kind it was ("de naam van een buurman") tell nothing.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# What stands between two words where a sentence begins.
_BEGINS = re.compile(r"[.!?:]\s|\n")
SHORT_PIECE = 4
RARE_FROM = 4
ON_END = 3
NUMBER_OF_SOMEBODY = 6
# So short a name is known by its capital only.
NAME_LIKE_A_WORD = 2
# What is said of people, numbers and addresses without saying which.
SAYS_THE_KIND = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "der",
        "den",
        "ten",
        "ter",
        "te",
        "in",
        "op",
        "aan",
        "en",
        "of",
        "bij",
        "uit",
        "voor",
        "met",
        "om",
        "dat",
        "die",
        "dit",
        "is",
        "was",
        "er",
        "ik",
        "mijn",
        "zijn",
        "haar",
        "hun",
        "ons",
        "onze",
        "wij",
        "hij",
        "zij",
        "ze",
        "u",
        "uw",
        "je",
        "jij",
        "jouw",
        "niet",
        "geen",
        "wel",
        "ook",
        "nog",
        "al",
        "als",
        "heer",
        "heet",
        "naam",
        "namen",
        "adres",
        "adressen",
        "nummer",
        "nummers",
        "huisnummer",
        "telefoonnummer",
        "telefoon",
        "mobiel",
        "mail",
        "e-mail",
        "mailadres",
        "e-mailadres",
        "postcode",
        "straat",
        "laan",
        "weg",
        "plein",
        "huis",
        "woning",
        "woont",
        "wonen",
        "mevrouw",
        "mevr",
        "mw",
        "meneer",
        "dhr",
        "familie",
        "fam",
        "buurman",
        "buurvrouw",
        "buren",
        "buur",
        "bewoner",
        "bewoners",
        "mens",
        "mensen",
        "persoon",
        "personen",
        "gegevens",
        "rekening",
        "rekeningnummer",
        "bsn",
    ]
)


def repeated_in(reason: str, pieces: Iterable[str]) -> str:
    """What of the pieces the reason says again, as the piece writes it; "" when it says nothing."""
    in_order = [word.casefold() for word in _WORD.findall(reason)]
    said, said_small = set(_WORD.findall(reason)), set(in_order)
    for piece in pieces:
        words = _WORD.findall(piece)
        small = [word.casefold() for word in words]
        if SAYS_THE_KIND.issuperset(small):
            continue
        length = min(len(words), ON_END)
        runs_said = set(_runs(in_order, length))
        for start, run in enumerate(_runs(small, length)):
            if run in runs_said and not SAYS_THE_KIND.issuperset(run):
                return " ".join(words[start : start + length])
        if _same_number(piece, reason):
            return piece.strip()
        for word, begins in zip(words, _beginnings(piece), strict=True):
            if _tells(word, begins=begins, is_short=len(words) <= SHORT_PIECE) and (
                word in said or (len(word) > NAME_LIKE_A_WORD and word.casefold() in said_small)
            ):
                return word
    return ""


def _runs(words, length):
    """Every so many words on end."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def _beginnings(piece):
    """Of each word whether a sentence begins with it."""
    end = 0
    for word in _WORD.finditer(piece):
        yield end == 0 or bool(_BEGINS.search(piece, end, word.start()))
        end = word.end()


def _same_number(piece, reason):
    """A long number is the same in whatever way it is grouped, and with the number of the country."""
    number = re.sub(r"\D", "", piece)[-9:]
    return len(number) >= NUMBER_OF_SOMEBODY and number in re.sub(r"[\s().-]", "", reason)


def _tells(word, *, begins, is_short):
    if word.casefold() in SAYS_THE_KIND:
        return False
    if any(character.isdigit() for character in word):
        return True
    if len(word) > 1 and word[0].isupper():
        return is_short or not begins
    return is_short and len(word) >= RARE_FROM
