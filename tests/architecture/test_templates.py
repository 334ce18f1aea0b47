"""The form of the templates, checked by a machine. `make fix` writes them so."""

import re
from pathlib import Path

import pytest
import tinycss2

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 120
TEMPLATES = sorted([*ROOT.glob("src/**/templates/**/*.html"), *ROOT.glob("demo/**/*.html")])
# The formatter sets what stands between two blocks on lines of their own, which adds a space.
PUNCTUATION_FIRST = re.compile(r"^\s*(?:\{% (?:if|for) [^%]*%\})?[,.;:](?!\w)", re.MULTILINE)


def where(file, text, position):
    return f"{file.relative_to(ROOT)}:{text.count(chr(10), 0, position) + 1}"


def test_no_line_of_a_template_is_wider_than_120():
    """Run make fix; a sentence that is too long goes in blocktranslate trimmed (ADR 29)."""
    wrong = [
        f"{file.relative_to(ROOT)}:{number}: {len(line)}"
        for file in TEMPLATES
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if len(line) > WIDTH
    ]

    assert TEMPLATES
    assert wrong == []


def test_no_line_of_a_template_begins_with_a_comma():
    """A space would come before it: use the filter after_comma (ADR 29)."""
    wrong = [
        where(file, text, match.start())
        for file in TEMPLATES
        for text in [file.read_text()]
        for match in PUNCTUATION_FIRST.finditer(re.sub(r"\{% comment.*?endcomment %\}", "", text))
    ]

    assert wrong == []


WEBSITE = ROOT / "src/speelruimte/website"
STYLES = sorted((WEBSITE / "styles").glob("*.css"))
# Python and pictures that draw: what stands in a string there is a class when it is one of ours.
DRAWN = sorted(
    [*WEBSITE.rglob("*.py"), *WEBSITE.rglob("templates/**/*.svg"), *ROOT.glob("demo/**/*.py")]
)
OURS = re.compile(
    r"(?<![\w-])(?:sr-[a-z0-9]+(?:(?:__|--|-)[a-z0-9]+)*|(?:is|f|s)-[a-z0-9]+(?:-[a-z]+)*)"
)
IN_STRINGS = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')
BLOCKS = re.compile(r"\{% block \w+_class %\}([^{]*)\{% endblock %\}")
CLASSES = re.compile(r'\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"{]|\{(?![%{]))*)"', re.DOTALL)
# Composed in components/alert.html from the kind of the message.
COMPOSED = {"sr-message--error", "sr-message--ok", "sr-message--warning"}


def selectors(rules):
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule.prelude
        elif rule.type == "at-rule" and rule.content and rule.at_keyword in ("media", "layer"):
            yield from selectors(tinycss2.parse_rule_list(rule.content))


def classes_in(tokens):
    """The class names of a selector, those in `:is()` and `:not()` too."""
    before = None
    for token in tokens:
        if token.type == "ident" and before == ".":
            yield token.value
        if token.type in ("function", "() block"):
            yield from classes_in(getattr(token, "arguments", None) or token.content)
        before = token.value if token.type == "literal" else None


def styled():
    return {
        name
        for file in STYLES
        for prelude in selectors(tinycss2.parse_stylesheet(file.read_text(), True, True))
        for name in classes_in(prelude)
        if OURS.fullmatch(name)
    }


def used():
    """Of each class of ours where it is used."""
    where = {}
    for file in TEMPLATES:
        text = file.read_text()
        for match in (*CLASSES.finditer(text), *BLOCKS.finditer(text)):
            for name in OURS.findall(re.sub(r"\{\{.*?\}\}", " ", match[1])):
                where.setdefault(name, file.name)
    for file in DRAWN:
        for string in IN_STRINGS.findall(file.read_text()):
            for name in OURS.findall(string):
                where.setdefault(name, file.name)
    return where


# Of whose design system, and as whose house style, a page is drawn (website/styles/tokens.css).
PREFIXES = ("sr-", "is-", "utrecht-", "f-", "s-")
THEMES = {"speelruimte-theme", "voorbeeld-theme"}


def test_the_name_of_every_class_says_whose_it_is():
    """Begin it with sr-, a state with is-, what is filled or drawn in a picture with f- or s-; and
    give it a style in website/styles/. What Utrecht calls a thing begins with utrecht-."""
    wrong = [
        f"{where(file, text, match.start())}: {name}"
        for file in TEMPLATES
        for text in [file.read_text()]
        for match in (*CLASSES.finditer(text), *BLOCKS.finditer(text))
        for name in re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", match[1]).split()
        if not name.startswith(PREFIXES) and name not in THEMES
    ]

    assert wrong == []


def test_every_class_that_is_used_has_a_style_and_the_other_way_round():
    """Take out what has no counterpart, or write it in website/styles/."""
    styles, uses = styled(), used()

    assert sorted(styles - set(uses) - COMPOSED) == []
    assert {name: uses[name] for name in sorted(set(uses) - styles)} == {}


# Markup has its home in templates; these three say why theirs stands in Python (ADR 29).
MARKUP_IN_PYTHON = {
    "components/answers.py",  # marked changes: no space may stand between words
    "components/drawings.py",  # drawings that are fixed or computed
    "idea_map.py",  # a picture, and no page
}


def test_markup_stands_in_templates_and_not_in_python():
    builds = re.compile(r"\b(?:format_html|format_html_join|mark_safe|SafeString)\b")
    building = {
        str(file.relative_to(WEBSITE))
        for file in WEBSITE.rglob("*.py")
        if builds.search(file.read_text())
    }

    assert building == MARKUP_IN_PYTHON


EXTENDS = re.compile(r'\{% extends "([^"]+)" %\}')
INCLUDES = re.compile(r'\{% include "([^"]+)"')


def whole(name):
    """A template with what it extends and includes, as one text."""
    text = (WEBSITE / "templates" / name).read_text()
    return text + "".join(whole(other) for other in EXTENDS.findall(text) + INCLUDES.findall(text))


def test_every_page_with_a_field_says_under_its_heading_what_is_wrong():
    """Draw {% form_errors refused_forms %} right under the h1, not beside the form."""
    pages = [
        str(file.relative_to(WEBSITE / "templates"))
        for file in TEMPLATES
        if file.is_relative_to(WEBSITE / "templates") and "{% extends" in file.read_text()
    ]
    with_fields = [name for name in pages if "{% field " in whole(name) and "csrf" in whole(name)]

    wrong = [name for name in with_fields if whole(name).count("{% form_errors ") != 1]

    assert len(with_fields) > 40
    assert wrong == []
