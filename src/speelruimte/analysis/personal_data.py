"""Personal data that people leave in their own words, for who looks before it is published.

A hint, never a verdict: a person decides. Numbers are only named when they pass the check that
such numbers have, so that a price or a date is not taken for one.
"""

import re

PHONE, MAIL, IBAN, BSN = "phone", "email", "iban", "bsn"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
# Dutch numbers: 10 digits from 0, or with 31 in front; spaces and dashes in between.
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00)31[ -]?(?:\(0\))?|0)(?:[ -]?\d){9}(?!\d)")
_NINE = re.compile(r"(?<!\d)\d(?:[. ]?\d){8}(?!\d)")


def hints(text: str) -> list[str]:
    """Which kinds of personal data seem to stand in a text, in a fixed order."""
    kinds = []
    # The digits of a bank account are no telephone number.
    if _PHONE.search(_IBAN.sub(" ", text)):
        kinds.append(PHONE)
    if _MAIL.search(text):
        kinds.append(MAIL)
    if any(_is_iban(match.group()) for match in _IBAN.finditer(text)):
        kinds.append(IBAN)
    if any(_is_bsn(match.group()) for match in _NINE.finditer(text)):
        kinds.append(BSN)
    return kinds


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
