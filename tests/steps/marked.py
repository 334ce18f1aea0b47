"""A language in which every message stands between marks, and what a page says outside of them.

It lies over the catalogue of English: whatever is translated at the moment it is shown is marked,
whatever was made earlier, or was never translatable, is not. What people and policies wrote is no
message: `Written` knows it.
"""

import json
import re
from contextlib import contextmanager
from html.parser import HTMLParser

from django.apps import apps
from django.db import models
from django.utils.translation import override, trans_real

from speelruimte.toolbox.methods import all_methods
from speelruimte.website import days

OPEN, CLOSE = "⟦", "⟧"
LANGUAGE = "en"
SAID_IN = ("alt", "title", "aria-label", "placeholder", "data-head", "label", "aria-description")
NOT_READ = {"script", "style", "noscript", "code", "kbd"}
BLOCKS = set(
    [
        "p",
        "li",
        "div",
        "section",
        "article",
        "td",
        "th",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "tr",
        "ul",
        "ol",
        "dl",
        "form",
        "fieldset",
    ]
)


class Marked:
    """A catalogue that translates every message into itself, between marks."""

    def __init__(self, catalogue):
        self._catalogue = catalogue

    def gettext(self, message):
        return f"{OPEN}{message.rpartition(chr(4))[2]}{CLOSE}" if message.strip() else message

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)

    def __getattr__(self, name):
        return getattr(self._catalogue, name)


@contextmanager
def marked_language():
    """Within this, English is the language of marks."""
    catalogue = trans_real.translation(LANGUAGE)
    trans_real._translations[LANGUAGE] = Marked(catalogue)
    days._in_words.cache_clear()
    try:
        with override(LANGUAGE):
            yield
    finally:
        trans_real._translations[LANGUAGE] = catalogue
        days._in_words.cache_clear()


# Between what is shown on one line, from large to small.
SEPARATORS = (r" [·–×-](?: |$)|^– ", r"[.!?] ", r": | \(|\) |‘|’", r", |; | / ")


class _Sayings(HTMLParser):
    """Everything a page says outside marks, in the order in which it is read."""

    def __init__(self):
        super().__init__()
        self.depth, self.skipping, self.said = 0, 0, []

    def handle_starttag(self, tag, attrs):
        self.depth = 0 if tag in BLOCKS else self.depth
        self.skipping += tag in NOT_READ
        given = dict(attrs)
        is_button = tag == "input" and given.get("type") in ("submit", "button")
        names = (*SAID_IN, "value") if is_button else SAID_IN
        for name in names:
            if given.get(name) and not self.depth:
                self.said += outside_marks(given[name])[0]

    def handle_endtag(self, tag):
        self.depth = 0 if tag in BLOCKS else self.depth
        self.skipping -= tag in NOT_READ

    def handle_data(self, data):
        if not self.skipping:
            said, self.depth = outside_marks(data, self.depth)
            self.said += said


def outside_marks(text, depth=0):
    """The pieces of a text outside marks, and how deep one is within them at its end."""
    pieces = [""]
    for letter in text:
        if letter == OPEN:
            depth += 1
            pieces.append("")
        elif letter == CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            pieces[-1] += letter
    return [piece for piece in pieces if piece.strip()], depth


def unmarked_in(html):
    """What a page says outside marks."""
    reader = _Sayings()
    reader.feed(html)
    return [" ".join(piece.split()) for piece in reader.said]


class Written:
    """Every text that people and policies wrote, as a page may show it: whole, or a part of it."""

    def __init__(self, *names):
        self._texts = _texts() | set(names)
        self._everything = "\n".join(self._texts)

    def __contains__(self, piece):
        """Whether every part of it was written by people, or is a number, a code or a name."""
        text = _plain(piece)
        # A code is drawn by lot and may have no digit in it; a fingerprint is shown in groups of four.
        without_codes = re.sub(r"\b[A-Z]{2,}\b|\b[0-9a-f]{4}( [0-9a-f]{4})+\b", "", piece)
        if not _words(without_codes) or text in self._texts:
            return True
        if len(text.split()) > 1 and text in self._everything:
            return True
        return any(
            piece[: match.start()] in self and piece[match.end() :] in self
            for separator in SEPARATORS
            for match in re.finditer(separator, piece)
        )


def _texts():
    written = set()
    for model in apps.get_models():
        fields = [field for field in model._meta.fields if _is_written(field)]
        for row in model._default_manager.values_list(*(field.name for field in fields)):
            for value in row if fields else ():
                _collect(value, written)
    for method in all_methods():
        written |= {_plain(method.name), _plain(method.short)}
    return written - {""}


def _is_written(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and not field.choices


def _collect(value, written):
    if isinstance(value, dict):
        for part in value.values():
            _collect(part, written)
    elif isinstance(value, list | tuple):
        for part in value:
            _collect(part, written)
    elif isinstance(value, str) and value.startswith("{"):
        _collect(json.loads(value), written)
    elif isinstance(value, str):
        written |= {_plain(value), *map(_plain, value.splitlines())}


def _plain(words):
    return " ".join(words.split()).strip("0123456789.,:;!?…–-‘’“”\"'()· ").lower()


def _words(text):
    without = re.sub(r"\S*[@\d/_]\S*|\S+\.(nl|example|xlsx|csv|pb)\b", " ", text)
    # Two letters are the initials of somebody, or no sentence.
    return re.findall(r"[^\W\d_]{3,}", without)
