"""Sums of money that a text names, as people here write them."""

import re
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
_MORE = r"(?:\s*(?P<{0}>duizend|mille|ton|miljoen)\b)?"
_SUM = re.compile(
    rf"(?:€|\beuro\b|\beur\b)\s*(?P<after>{_NUMBER}){_MORE.format('more_after')}"
    rf"|(?P<before>{_NUMBER}){_MORE.format('more_before')}\s*(?:€|euro\b|eur\b)",
    re.IGNORECASE,
)
_TIMES = {"duizend": 1_000, "mille": 1_000, "ton": 100_000, "miljoen": 1_000_000}


def sums_named(text) -> frozenset[Decimal]:
    """All sums in euro that a text names, such as € 40.000 or 40 duizend euro."""
    return frozenset(_amount(match) for match in _SUM.finditer(text))


def _amount(match):
    written = match["after"] or match["before"]
    more = (match["more_after"] or match["more_before"] or "").lower()
    return Decimal(written.replace(".", "").replace(",", ".")) * _TIMES.get(more, 1)
