"""Personal data that people leave in their own words, for who looks before it is published.

A hint, never a verdict: a person decides. Numbers are only named when they pass the check that
such numbers have, so that a price or a date is not taken for one; a street only with the number of
a house, a name only after what people are addressed with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PHONE, MAIL, IBAN, BSN, ADDRESS, NAME = "phone", "email", "iban", "bsn", "address", "name"
KINDS = (PHONE, MAIL, IBAN, BSN, ADDRESS, NAME)

_DIGIT = re.compile(r"\d")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
# Dutch numbers: 10 digits from 0, or with 31 in front; spaces and dashes in between.
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)(?:[ -]?\d){9}(?!\d)")
_NINE = re.compile(r"(?<!\d)\d(?:[. ]?\d){8}(?!\d)")
# A word that ends as streets do, or is called so, and the number of a house; or a postcode. Nothing
# here repeats without an end: a long text must not take long.
_STREET = re.compile(
    r"\b(?:(?:[A-Z][\w'.-]{0,20}[ ])?[A-Z][\w'-]{1,30}?(?:straat|laan|weg|plein|kade|dijk|singel"
    r"|gracht|hof|pad|steeg|plantsoen|markt|wal|dreef|brink|kamp|akker|veld|park|ring|oord)"
    r"|[a-z][\w'-]{1,30}?(?:straat|laan|plein|kade|singel|gracht|steeg|plantsoen|dreef)"
    r"|Brink|Markt|Singel|Plein|Dijk|Kade|Dreef|Steeg)"
    r"[ ]?\d{1,4}(?:[ -]?[a-z](?![a-z]))?\b"
)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?: ?\d{1,4}[a-z]?)?\b")
_PARTICLES = ("van", "de", "den", "der", "het", "ten", "ter", "te", "el", "al", "la", "von", "'t")
_BETWEEN = rf"(?:(?:{'|'.join(_PARTICLES)})[ ]){{0,3}}"
_NAME = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Dd]e heer|[Dd]hr\.?|[Ff]amilie|[Ff]am\.?"
    r"|[Bb]uurman|[Bb]uurvrouw|[Ii]k heet|[Mm]ijn naam is)[ ]"
    rf"{_BETWEEN}[A-Z][\w'-]{{0,30}}\.?(?:[ ]?{_BETWEEN}[A-Z][\w'-]{{0,30}}\.?){{0,4}}(?<!\.)"
)


@dataclass(frozen=True)
class PersonalDatum:
    """Something in a text that may tell who somebody is: its kind, and how it is written there."""

    kind: str
    written: str


def findings(text: str, *, names: Iterable[str] = ()) -> list[PersonalDatum]:
    """What may be personal data in a text, by kind and then in its order, each once.

    ``names`` are those that are known to belong to whoever wrote it.
    """
    seen = {NAME: _all(_NAME, text) + list(_known(names, text))}
    if "@" in text:
        seen[MAIL] = _all(_MAIL, text)
    # Most words hold no number at all, and then none of these.
    if _DIGIT.search(text):
        # The digits of a bank account are no telephone number.
        seen[PHONE] = _all(_PHONE, _IBAN.sub(" ", text))
        seen[IBAN] = [written for written in _all(_IBAN, text) if _is_iban(written)]
        seen[BSN] = [written for written in _all(_NINE, text) if _is_bsn(written)]
        seen[ADDRESS] = _all(_STREET, text) + _all(_POSTCODE, text)
    in_order = dict.fromkeys(
        PersonalDatum(kind, written) for kind in KINDS for written in seen.get(kind, ())
    )
    return list(in_order)


def hints(text: str) -> list[str]:
    """Which kinds of personal data seem to stand in a text, in a fixed order."""
    return list(dict.fromkeys(finding.kind for finding in findings(text)))


def _all(pattern, text):
    return [match.group().strip() for match in pattern.finditer(text)]


def _known(names, text):
    for name in names:
        words = name.split()
        if words and len("".join(words)) > 2:
            whole = r"\s+".join(re.escape(word) for word in words)
            yield from _all(re.compile(rf"(?<!\w){whole}(?!\w)", re.IGNORECASE), text)


def _is_iban(written):
    """The remainder after division by 97 is 1 (ISO 13616)."""
    plain = written.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34:
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _is_bsn(written):
    """The eleven test of the citizen service number: weights 9 to 2, and -1 for the last digit."""
    digits = [int(character) for character in written if character.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and any(digits)
