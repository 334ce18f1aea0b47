"""One word for one thing on the pages for residents: pictures are rooms and doors, the text says steps."""

import re
from dataclasses import fields

import pytest
from django.conf import settings

from speelruimte.notices.announced import ANNOUNCED
from speelruimte.notices.letters import LETTERS
from tests.website.said_below import said_below_pages

WEBSITE = settings.PACKAGE / "website"
# What is not said, by what is said instead. A word list per screen language: this is the Dutch one.
SAID_INSTEAD = {
    r"\b(de |zijn |waren )muren\b": "dit verandert niet",
    r"\bkamers\b": "stappen",
    r"\bter vaststelling\b": "worden nu vastgesteld",
    r"\bde deur is (nu )?(open|dicht)\b": "u kunt meedoen tot en met …, meedoen is gesloten",
    r"\bU bent hier\b": "nu, met de stap en het aantal stappen",
    # In an address it may stay, and where it begins: there a policy speaks of it in a word of its own.
    r"(?<!/)\btraject(en)?\b(?!/| is begonnen)": "plan",
    r"\bzaak\b": "zaaknummer",
    r"\buw bon\b": "ontvangstbewijs",
    r"\bstembewijs\b": "ontvangstbewijs, ontvangstcode",
    # What stands at the left stands on top on a phone, and nowhere for who listens.
    r"\b(links|rechts) (staat|leest|ziet|vindt)\b|\b(eerste|tweede|laatste) kolom\b": "het opschrift",
}


def texts_for_residents():
    """Sources of what residents read: templates and the modules that fill them."""
    for folder in (
        "public",
        "kinds",
        "templates/public",
        "templates/components",
        "templates/kinds",
    ):
        for file in sorted((WEBSITE / folder).rglob("*")):
            is_for_staff = "work" in file.name
            if file.suffix in (".py", ".html") and not is_for_staff:
                yield file.relative_to(WEBSITE), file.read_text()
    yield "timeline.py", (WEBSITE / "timeline.py").read_text()
    yield "base_public.html", (WEBSITE / "templates" / "base_public.html").read_text()


def said_in_letters():
    """What people read who left an address."""
    for kind in sorted(ANNOUNCED):
        for field in fields(LETTERS[kind]):
            yield kind, str(getattr(LETTERS[kind], field.name))


@pytest.mark.once
def test_colleagues_are_sent_to_no_side_of_the_screen_either():
    """They sit behind a phone too: name the heading."""
    sides = [pattern for pattern in SAID_INSTEAD if "links" in pattern]
    wrong = [
        f"{file.name}: ‘{match[0]}’"
        for file in (WEBSITE / "templates" / "workbench").rglob("*.html")
        for match in re.finditer(sides[0], file.read_text(), re.IGNORECASE)
    ]

    assert len(sides) == 1
    assert wrong == []


@pytest.mark.once
def test_residents_read_one_word_for_one_thing():
    """Say it with the word of the list."""
    wrong = [
        f"{file}: ‘{match[0]}’, zeg: {instead}"
        for file, text in texts_for_residents()
        for pattern, instead in SAID_INSTEAD.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]

    assert wrong == []


@pytest.mark.once
def test_what_functions_below_the_pages_say_to_residents_is_said_with_the_word_of_the_list():
    """A refusal of an action stands on no template; and of what is for colleagues too, say what is
    read well by both."""
    said = [*said_below_pages(), *said_in_letters()]
    wrong = {
        f"{place}: ‘{text}’, zeg: {instead}"
        for place, text in said
        for pattern, instead in SAID_INSTEAD.items()
        if re.search(pattern, text, re.IGNORECASE)
    }

    assert any("Deze inbreng is al ingetrokken." in text for _place, text in said)
    assert any("Wij stuurden" in text for _place, text in said)
    assert any("Uw inbreng staat nu bij een ander plan" in text for _place, text in said)
    assert wrong == set()
