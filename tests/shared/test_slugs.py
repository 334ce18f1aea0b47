"""A title as it can stand in an address."""

import pytest

from speelruimte.shared.slugs import short_name


@pytest.mark.parametrize(
    ("title", "longest", "name"),
    [
        ("Een nieuw Café aan de Brink!", 60, "een-nieuw-cafe-aan-de-brink"),
        ("Twee woorden", 12, "twee-woorden"),
        ("Twee woorden", 11, "twee"),
        ("Lang en a", 7, "lang-en"),
        ("Burgemeestersplein", 10, "burgemeest"),
        ("!!!", 60, "traject"),
        ("", 60, "traject"),
        ("日本", 60, "traject"),
    ],
)
def test_a_name_is_whole_words_as_far_as_they_fit(title, longest, name):
    assert short_name(title, longest=longest) == name
