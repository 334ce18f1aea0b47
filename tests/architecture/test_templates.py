"""The form of the templates, checked by a machine. `make fix` writes them so."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 120
TEMPLATES = sorted([*ROOT.glob("src/**/templates/**/*.html"), *ROOT.glob("demo/**/*.html")])
# The formatter sets what stands between two blocks on lines of their own, which adds a space.
PUNCTUATION_FIRST = re.compile(r"^\s*(?:\{% (?:if|for) [^%]*%\})?[,.;:](?!\w)", re.MULTILINE)


def where(file, text, position):
    return f"{file.relative_to(ROOT)}:{text.count(chr(10), 0, position) + 1}"


def test_no_line_of_a_template_is_wider_than_120():
    wrong = [
        f"{file.relative_to(ROOT)}:{number}: {len(line)}"
        for file in TEMPLATES
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if len(line) > WIDTH
    ]

    assert TEMPLATES
    assert wrong == []


def test_no_line_of_a_template_begins_with_a_comma():
    wrong = [
        where(file, text, match.start())
        for file in TEMPLATES
        for text in [file.read_text()]
        for match in PUNCTUATION_FIRST.finditer(re.sub(r"\{% comment.*?endcomment %\}", "", text))
    ]

    assert wrong == []
