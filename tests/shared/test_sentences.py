"""A reason that others read is a sentence, wherever it is given."""

import pytest

from speelruimte.shared.sentences import check_sentence, is_sentence
from tests.steps.refusing import refuses


@pytest.mark.pure
@pytest.mark.parametrize("text", ["Te duur.", "Past niet", "Het pad\nis ingestort.", "Çok pahalı"])
def test_two_words_are_a_sentence(text):
    assert is_sentence(text)


@pytest.mark.pure
@pytest.mark.parametrize("text", ["", ".", "x", "...", "- -", "x x", "Nee.", "12 34", "a b c."])
def test_a_dot_a_letter_or_one_word_is_none(text):
    assert not is_sentence(text)


def test_who_wrote_nothing_hears_what_to_write_and_who_wrote_a_dot_to_write_a_sentence():
    with refuses("empty", field="reason") as refused:
        check_sentence(" \n", "Zeg waarom.", field="reason")
    assert refused.value.sentence == "Zeg waarom."
    with refuses("no_sentence", field="reason"):
        check_sentence(".", "Zeg waarom.", field="reason")
    check_sentence("Te duur.", "Zeg waarom.", field="reason")


def test_where_one_press_is_about_more_the_part_is_named_that_is_no_sentence():
    with refuses("no_sentence", field="chances") as refused:
        check_sentence(".", "Schrijf de kansen op.", field="chances", about="Kansen")
    assert refused.value.sentence.startswith("Kansen: schrijf een zin.")
