import pytest

from speelruimte.shared.visible_text import as_it_reads, has_words, turns_round


@pytest.mark.parametrize(
    "mark", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
)
def test_what_turns_the_direction_of_reading_is_taken_out(mark):
    assert turns_round(f"t{mark}evil")
    assert as_it_reads(f"t{mark}evil\n{mark}") == "tevil\n"


def test_letters_that_run_the_other_way_and_their_joiners_stay():
    text = "שלום می\u200cخواهم \u200fabc \N{FAMILY}"
    assert not turns_round(text)
    assert as_it_reads(text) == text
    assert has_words(text)
    assert not has_words("\u202e \u200f")
