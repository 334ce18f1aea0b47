import pytest

from speelruimte.analysis.ages import ages_in


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Iedereen van 12 jaar en ouder in Oosterveld.", {12}),
        ("Bewoners van Oosterveld vanaf 12 jaar", {12}),
        ("Alle kinderen vanaf acht jaar en hun ouders", {8}),
        ("Vanaf uw 16e mag u stemmen.", {16}),
        ("Jongeren van 12 jaar of ouder, onder 21 jaar", {12, 21}),
        ("Zestien jaar en ouder", {16}),
        ("Stemmen 65+ en ouders", {65}),
        ("Het veld ligt al zes jaar leeg.", set()),
        ("Elk jaar is er € 3.000.", set()),
        ("Iedereen in de Vaartzijde", set()),
        ("", set()),
    ],
)
def test_only_an_age_that_draws_a_line_between_people_counts(text, ages):
    assert ages_in(text) == ages
