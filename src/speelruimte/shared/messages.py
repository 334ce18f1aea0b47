"""Sentences of the layers that load no Django, translated at the moment they are shown.

Those layers do not know who reads. They write each sentence in Dutch between one of the marks
below, which ``makemessages`` finds as it finds Django's own. The website gives the translation
(``translate_with``); where nobody does, as in a command that loads no Django, it stays Dutch.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Translation = Callable[[str], str]
PluralTranslation = Callable[[str, str, int], str]


def _in_dutch(words: str) -> str:
    return words


def _counted_in_dutch(singular: str, plural: str, number: int) -> str:
    return singular if number == 1 else plural


_translation: Translation = _in_dutch
_plural_translation: PluralTranslation = _counted_in_dutch


def translate_with(translation: Translation, plural_translation: PluralTranslation) -> None:
    """From now on sentences are translated by these, in the language that they know is read."""
    global _translation, _plural_translation
    _translation, _plural_translation = translation, plural_translation


def gettext(words: str) -> str:
    """The words in the language that is read now; inside functions."""
    return _translation(words)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form that fits the number, in the language that is read now."""
    return _plural_translation(singular, plural, number)


def gettext_noop(words: str) -> str:
    """The words as they are, marked for translation; who shows them calls ``gettext``."""
    return words


@dataclass(frozen=True)
class LazyMessage:
    """A sentence with its values that is translated whenever it is shown.

    ``template`` is the Dutch sentence with ``{names}``, ``values`` what stands there.
    """

    template: str
    values: dict[str, Any] = field(default_factory=dict)

    def format(self, **values: Any) -> "LazyMessage":
        """The same sentence with these values as well."""
        return LazyMessage(self.template, {**self.values, **values})

    def __str__(self) -> str:
        words = gettext(self.template)
        return words.format(**self.values) if self.values else words

    def __format__(self, shape: str) -> str:
        return format(str(self), shape)

    def __mod__(self, values: Any) -> str:
        return str(self) % values


def gettext_lazy(words: str) -> LazyMessage:
    """A sentence that waits with its translation until it is shown; at module level."""
    return LazyMessage(words)
