"""Sentences of layers that load no Django: Dutch until somebody gives a translation."""

import pytest

from speelruimte.shared import messages
from speelruimte.shared.messages import gettext, gettext_lazy, gettext_noop, ngettext


@pytest.fixture
def untranslated(monkeypatch):
    """As in a command that loads no Django."""
    monkeypatch.setattr(messages, "_translation", messages._in_dutch)
    monkeypatch.setattr(messages, "_plural_translation", messages._counted_in_dutch)


def shouted(words):
    return words.upper()


def counted_loudly(singular, plural, number):
    return (singular if number < 2 else plural).upper()


@pytest.mark.usefixtures("untranslated")
def test_where_nobody_translates_the_sentence_stays_dutch():
    assert gettext("Het plan") == "Het plan"
    assert ngettext("één plan", "{n} plannen", 1) == "één plan"
    assert ngettext("één plan", "{n} plannen", 2) == "{n} plannen"
    assert ngettext("één plan", "{n} plannen", 0) == "{n} plannen"


@pytest.mark.usefixtures("untranslated")
def test_a_sentence_made_before_the_translation_came_is_translated_when_shown():
    waiting = gettext_lazy("Het plan van {who}").format(who="Ahmed")
    assert str(waiting) == "Het plan van Ahmed"

    messages.translate_with(
        lambda words: words.replace("Het plan van", "The plan of"), counted_loudly
    )

    assert str(waiting) == "The plan of Ahmed"
    assert ngettext("één plan", "{n} plannen", 2) == "{N} PLANNEN"
    assert gettext_noop("Het plan van") == "Het plan van"


@pytest.mark.usefixtures("untranslated")
def test_values_are_added_one_after_the_other_and_a_sentence_without_keeps_its_braces():
    half = gettext_lazy("{day} om {hour}").format(day="maandag")
    assert str(half.format(hour="10.00")) == "maandag om 10.00"
    assert str(gettext_lazy("{letterlijk}")) == "{letterlijk}"


@pytest.mark.usefixtures("untranslated")
def test_a_waiting_sentence_stands_in_other_sentences():
    waiting = gettext_lazy("plan")
    assert f"[{waiting:>6}]" == "[  plan]"
    assert gettext_lazy("%(number)s plannen") % {"number": 3} == "3 plannen"
