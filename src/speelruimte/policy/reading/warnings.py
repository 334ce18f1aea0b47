"""What is allowed in a policy file and probably meant otherwise: told, never refused."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from speelruimte.policy.wording import NEUTRAL, SCREEN_WORDS
from speelruimte.shared.messages import gettext as _

from .rules import items_in
from .schema_faults import Found

# Words for people that stand for a key, so that who writes `inbreng` hears of `contribution`.
_NEUTRAL_NAMES = {
    name: neutral.key for neutral in NEUTRAL for name in (*neutral.singular, *neutral.plural)
}
_ALIKE = 0.8


def words_are_those_of_the_screens(data: Mapping) -> Iterator[Found]:
    """A key that resembles one that names things on the screens was meant to be it."""
    for number, word in items_in(data, "words"):
        key = word.get("key")
        if not isinstance(key, str) or key in SCREEN_WORDS:
            continue
        known = {name: name for name in SCREEN_WORDS} | _NEUTRAL_NAMES
        close = get_close_matches(key.replace("_", " "), known, n=1, cutoff=_ALIKE)
        close = close or get_close_matches(key, known, n=1, cutoff=_ALIKE)
        if close:
            yield (
                ("words", number, "key"),
                _("'{key}' geeft geen naam op de schermen").format(key=key),
                _("bedoelt u '{meant}'?").format(meant=known[close[0]]),
            )


WARNING_RULES = (words_are_those_of_the_screens,)
