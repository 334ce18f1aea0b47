"""What a file says of an area, by the names that municipalities, CBS and PDOK use for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

# In this order: a neighbourhood names its district and its municipality as well.
NAMES = (
    *("naam", "name", "buurtnaam", "bunaam", "wijknaam", "wknaam", "statnaam", "regio"),
    *("wijkenenbuurten", "gemeentenaam", "gmnaam"),
)
KEYS = ("kortenaam", "key")
INHABITANTS = (
    *("inwoners", "inhabitants", "aantalinwoners", "aantinw", "ainw", "inwonertal"),
    *("aantalinw",),
)
KINDS = ("soort", "kind", "rubriek", "soortregio", "recs")
CODES = (
    *("buurtcode", "bucode", "wijkcode", "wkcode", "statcode", "codering", "gwbcode10", "gwbcode"),
    *("gemeentecode", "gmcode"),
)
WATER = ("water", "h2o")
_CODE = re.compile(r"(GM|WK|BU)(\d{4})\d*")
KIND_OF_CODE = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
# Digits, or groups of three with one sign between them; no decimals, for nobody is half a person.
_NUMBER = re.compile(r"\d{1,9}|\d{1,3}(?:([. ,\u00a0])\d{3})(?:\1\d{3})*")
# What CBS writes for "unknown" or "too few to tell".
_SECRET = re.compile(r"-9999\d+(?:\.0+)?|\.")


def letters_of(name) -> str:
    """The name of a column or property as it is compared: letters and digits, without a number behind it."""
    return (
        re.sub(r"(?<=[a-z])_\d+$", "", str(name).strip().lower()).replace("_", "").replace(" ", "")
    )


class InhabitantsError(ValueError):
    """No number of people; the text is a sentence."""


@dataclass(frozen=True)
class Properties:
    """What is said of one area."""

    said: Mapping[str, object]

    @classmethod
    def of(cls, row):
        """From names as written, in capitals or not. Where two come to the same, the first counts."""
        said: dict[str, object] = {}
        for name, value in row.items():
            said.setdefault(letters_of(name), value)
        return cls(said)

    def first(self, names) -> object:
        """The first of these that says something, else an empty text."""
        said = (self.said.get(name) for name in names)
        return next((value for value in said if value not in (None, "")), "")

    @property
    def name(self):
        return " ".join(str(self.first(NAMES)).split())

    @property
    def key(self):
        return str(self.first(KEYS)).strip()

    @property
    def code(self):
        """The code of CBS, such as BU01060101, or empty."""
        codes = (str(self.said.get(name) or "").strip().upper() for name in CODES)
        return next((code for code in codes if _CODE.fullmatch(code)), "")

    @property
    def municipality(self):
        """The code of the municipality in which it lies, such as GM0106, or empty."""
        match = _CODE.fullmatch(self.code)
        return f"GM{match[2]}" if match else ""

    @property
    def kind(self):
        said = str(self.first(KINDS)).strip()
        return (said or KIND_OF_CODE.get(self.code[:2], ""))[:40]

    @property
    def is_water(self):
        """Water, or land abroad: nobody lives there."""
        return str(self.first(WATER)).strip().upper() in ("JA", "B")

    def inhabitants(self) -> int | None:
        """The number of people, None where the file does not say. Raises InhabitantsError."""
        given = self.first(INHABITANTS)
        text = str(given).strip()
        if not text or _SECRET.fullmatch(text):
            return None
        if isinstance(given, float) and given.is_integer() and given >= 0:
            return int(given)
        if isinstance(given, bool | float) or not _NUMBER.fullmatch(text):
            raise InhabitantsError(
                _("‘%(given)s’ is geen aantal inwoners. Schrijf alleen cijfers.")
                % {"given": text[:40]}
            )
        return int(re.sub(r"\D", "", text))
