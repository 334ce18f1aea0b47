import pytest

from speelruimte.shared.whole_numbers import whole_number

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("017", 17),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5_000, None),
        ("", None),
        (" 1", None),
        ("-1", None),
        ("1e3", None),
        ("²", None),
        ("２", None),
        ("٣", None),
    ],
)
def test_a_number_is_what_we_could_have_written_ourselves(typed, number):
    assert whole_number(typed) == number
