"""A letter breaks no line in the middle of a sentence: who reads it on a phone sees ragged text."""

import re

import pytest

from speelruimte.notices.letters import LETTERS

# A line that goes on on the next one: that begins small or with a title, or this one has no end.
GOES_ON = re.compile(r"\n[a-z‘]|[^\n]{40,}[a-z,]\n[^\n]")


@pytest.mark.parametrize("kind", LETTERS)
def test_each_line_of_a_letter_ends_with_its_sentence(kind):
    text = re.sub(r"%\(\w+\)s", "X", str(LETTERS[kind].text))
    assert GOES_ON.findall(text) == []
