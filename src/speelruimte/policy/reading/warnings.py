"""What is allowed in a policy file and probably meant otherwise: told, never refused."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from speelruimte.policy.schema import Address, SystemRole, Text
from speelruimte.policy.wording import NEUTRAL, SCREEN_WORDS
from speelruimte.shared.messages import gettext as _

from .rules import in_dutch, items_in, things_in
from .schema_faults import Found
from .shape import shape_at

# Words for people that stand for a key, so that who writes `inbreng` hears of `contribution`.
_NEUTRAL_NAMES = {
    name: neutral.key for neutral in NEUTRAL for name in (*neutral.singular, *neutral.plural)
}
_ALIKE = 0.8
# Not where it is part of an abbreviation, such as a.u.b.
_SAYS_U = re.compile(r"(?<![\w.])(?:u|uw)(?!\w|\.\w)", re.IGNORECASE)


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


def words_differ(data: Mapping) -> Iterator[Found]:
    """Two things with one name on the screens are one to who reads them."""
    first: dict[str, str] = {}
    for number, word in items_in(data, "words"):
        label, key = str(in_dutch(word.get("label"))), str(word.get("key"))
        if first.setdefault(label.casefold(), key) != key:
            yield (
                ("words", number, "label"),
                _("'{label}' is ook de naam van {other}").format(
                    label=label, other=first[label.casefold()]
                ),
                _("kies twee namen die verschillen"),
            )


def roles_apart_are_two(data: Mapping) -> Iterator[Found]:
    """A role is kept apart from another one, and a resident holds no role in a case."""
    for number, rule in items_in(data, "roles_apart"):
        listed = rule.get("apart_from")
        for place, other in enumerate(listed if isinstance(listed, list) else ()):
            path = ("roles_apart", number, "apart_from", place)
            if other == rule.get("role"):
                yield path, _("een rol is nooit apart van zichzelf"), _("noem een andere rol")
            elif SystemRole.RESIDENT in (other, rule.get("role")):
                yield (
                    path,
                    _("een inwoner heeft geen rol in een zaak"),
                    _("haal 'resident' hier weg"),
                )


def texts_speak_as_the_policy(data: Mapping) -> Iterator[Found]:
    """Where people are spoken to with je, no text of the policy says u."""
    municipality = data.get("municipality")
    if not isinstance(municipality, Mapping) or municipality.get("form_of_address") != Address.JE:
        return
    for path, thing in things_in(data):
        if not path or shape_at(path)[0] is not Text:
            continue
        dutch = in_dutch(thing)
        said = _SAYS_U.search(dutch) if isinstance(dutch, str) else None
        if said:
            yield (
                path,
                _("deze tekst zegt '{said}', en form_of_address is je").format(said=said.group()),
                _("schrijf je of jouw"),
            )


WARNING_RULES = (
    words_are_those_of_the_screens,
    words_differ,
    roles_apart_are_two,
    texts_speak_as_the_policy,
)
