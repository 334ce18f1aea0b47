"""Whether a reason says again what was made unreadable: as a whole, or a part of it that tells.

What tells is the piece itself, a number in it, a name in it, a rare word of a short piece, and three
words on end of a long one. Words that say of what kind it was ("de naam van een buurman") tell nothing.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_OPENS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)\W*$")
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
    said = [word.group() for word in _WORD.finditer(reason)]
    said_small = [word.casefold() for word in said]
    for piece in pieces:
        words = [(match.group(), piece[: match.start()]) for match in _WORD.finditer(piece)]
        small = [word.casefold() for word, _before in words]
        if all(word in SAYS_THE_KIND for word in small):
            continue
        for start, length in _runs(len(small)):
            if _stands_in(small[start : start + length], said_small):
                return " ".join(word for word, _before in words[start : start + length])
        if _same_number(piece, reason):
            return piece.strip()
        for word, before in words:
            if _tells(word, before, is_short=len(words) <= SHORT_PIECE) and (
                word in said or (len(word) > NAME_LIKE_A_WORD and word.casefold() in said_small)
            ):
                return word
    return ""


def _runs(count):
    """The whole of a short piece, and every three words on end of a longer one."""
    if count <= ON_END:
        return [(0, count)]
    return [(start, ON_END) for start in range(count - ON_END + 1)]


def _stands_in(run, said):
    if all(word in SAYS_THE_KIND for word in run):
        return False
    return any(said[at : at + len(run)] == run for at in range(len(said) - len(run) + 1))


def _same_number(piece, reason):
    """A long number is the same in whatever way it is grouped, and with the number of the country."""
    number = re.sub(r"\D", "", piece)[-9:]
    return len(number) >= NUMBER_OF_SOMEBODY and number in re.sub(r"[\s().-]", "", reason)


def _tells(word, before, *, is_short):
    if word.casefold() in SAYS_THE_KIND:
        return False
    if any(character.isdigit() for character in word):
        return True
    if len(word) > 1 and word[0].isupper():
        return is_short or not _OPENS.search(before)
    return is_short and len(word) >= RARE_FROM
