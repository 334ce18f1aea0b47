"""Sums of money are read from a text as people write them; other numbers are no sums."""

from decimal import Decimal

import pytest

from speelruimte.analysis.sums import sums_named


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Er is € 40.000", [40_000]),
        ("Er is €\N{NO-BREAK SPACE}40.000,-.", [40_000]),
        ("Er is €40000 voor 2027.", [40_000]),
        ("Wij verdelen 40 duizend euro.", [40_000]),
        ("Er is € 1,5 miljoen.", [1_500_000]),
        ("EUR 1.234,50 per plan, samen 5000 euro", ["1234.50", 5_000]),
        ("Niet meer dan 3 banken, klaar in 2027.", []),
        ("De uitslag geldt.", []),
    ],
)
def test_the_sums_in_a_text(text, sums):
    assert sums_named(text) == {Decimal(amount) for amount in sums}
