"""A reason is a sentence: it is read by people who were not there."""

import re

from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.visible_text import has_words

_WORD = re.compile(r"[^\W\d_]+")
FEWEST_WORDS = 2
FEWEST_LETTERS = 5


def is_sentence(text) -> bool:
    """Something was said: at least two words, of five letters together. "." and "x" are nothing."""
    words = _WORD.findall(text)
    return len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS


def check_sentence(text, asked, *, field=None, about=""):
    """A reason is given, in a sentence; every reason that others read comes past here.

    ``asked`` is the sentence for who wrote nothing at all; ``about`` names the part where one
    press is about more than one. Raises RuleBroken.
    """
    if not has_words(text):
        raise RuleBroken(asked, field=field, code="empty")
    if not is_sentence(text):
        if about:
            raise RuleBroken(
                _(
                    "%(part)s: schrijf een zin. Wie er niet bij was, leest dit en moet het kunnen "
                    "begrijpen."
                ),
                values={"part": about},
                field=field,
                code="no_sentence",
            )
        raise RuleBroken(
            _("Schrijf een zin. Wie er niet bij was, leest dit en moet het kunnen begrijpen."),
            field=field,
            code="no_sentence",
        )
