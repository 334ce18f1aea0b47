"""What a policy says twice, against itself, or to nobody: faults, and what is only doubtful."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from speelruimte.policy.schema import Text
from speelruimte.policy.schema.text import MAIN_LANGUAGE
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_noop

from .places import Path
from .rules import items_in, things_in
from .schema_faults import Found
from .shape import shape_at


def texts_are_in_dutch(data: Mapping) -> Iterator[Found]:
    """Whoever reads Dutch never gets another language because a text has no Dutch."""
    if MAIN_LANGUAGE not in _languages(data):
        return
    for path, words in _texts_per_language(data):
        if words and MAIN_LANGUAGE not in words:
            yield (
                path,
                _("deze tekst is er niet in het Nederlands"),
                _('zet er {language}: "…" bij').format(language=MAIN_LANGUAGE),
            )


def texts_are_in_languages_of_the_website(data: Mapping) -> Iterator[Found]:
    """A text in a language that the municipality does not name is read by nobody."""
    languages = _languages(data)
    for path, words in _texts_per_language(data):
        for language in words:
            if isinstance(language, str) and language not in languages:
                yield (
                    (*path, language),
                    _("niemand leest deze tekst: '{language}' staat niet bij languages").format(
                        language=language
                    ),
                    _("zet de taal bij municipality.languages, of haal de tekst weg"),
                )


def _languages(data: Mapping) -> list[Any]:
    municipality = data.get("municipality")
    listed = municipality.get("languages") if isinstance(municipality, Mapping) else None
    return listed if isinstance(listed, list) else [MAIN_LANGUAGE]


def _texts_per_language(data: Mapping) -> Iterator[tuple[Path, Mapping]]:
    for path, thing in things_in(data):
        if isinstance(thing, Mapping) and shape_at(path)[0] is Text:
            yield path, thing


def gates_are_set_once(data: Mapping) -> Iterator[Found]:
    """Of the settings of a gate the last that holds counts: none stands above one that always does.

    Two settings with one condition are one too many, whichever counts.
    """
    route = data.get("route")
    settings = items_in(route, "gates") if isinstance(route, Mapping) else []
    for place, (number, setting) in enumerate(settings):
        gate, when = setting.get("gate"), setting.get("when")
        later = [other for _n, other in settings[place + 1 :] if other.get("gate") == gate]
        if any(other.get("when") == when for other in later):
            yield (
                ("route", "gates", number, "gate"),
                _("'{gate}' heeft verderop een regel met dezelfde voorwaarde").format(gate=gate),
                _("haal er één weg"),
            )
        elif any(other.get("when") is None for other in later):
            yield (
                ("route", "gates", number, "gate"),
                _(
                    "deze regel telt nooit: een regel voor '{gate}' zonder when staat eronder"
                ).format(gate=gate),
                _("zet de regel zonder when bovenaan: de laatste die geldt, telt"),
            )


_ADDRESSES = {
    "email": (
        r"[^@\s]+@[^@\s]+\.[^@\s]+",
        gettext_noop("schrijf een e-mailadres, zoals naam@gemeente.nl"),
    ),
    "website": (r"https?://\S+", gettext_noop("schrijf het adres met https:// ervoor")),
    "link": (r"https?://\S+", gettext_noop("schrijf het adres met https:// ervoor")),
}


def addresses_can_be_reached(data: Mapping) -> Iterator[Found]:
    """An e-mail address has an @, and the address of a page begins as one."""
    for path, thing in things_in(data):
        pattern, right = _ADDRESSES.get(str(path[-1]) if path else "", (None, ""))
        if pattern and isinstance(thing, str) and not re.fullmatch(pattern, thing.strip()):
            yield path, _("'{address}' is geen adres").format(address=thing), _(right)


def nothing_is_obliged_and_excluded(data: Mapping) -> Iterator[Found]:
    """What holds in the same cases cannot both oblige and exclude taking part."""
    obliged = [
        (item.get("when"), item.get("key"))
        for _n, item in items_in(data, "obligations")
        if item.get("when") is not None
    ]
    for number, item in items_in(data, "exclusions"):
        for when, key in obliged:
            if item.get("when") == when:
                yield (
                    ("exclusions", number, "when"),
                    _("in dezelfde gevallen is meedoen verplicht (obligations[{key}])").format(
                        key=key
                    ),
                    _("maak een van de twee voorwaarden nauwer"),
                )


def nobody_forwards_in_a_circle(data: Mapping) -> Iterator[Found]:
    """What a body forwards does not come back to it by way of others."""
    onward = {
        str(body.get("key")): [to for to in listed if isinstance(to, str)]
        for _n, body in items_in(data, "deciding_bodies")
        if isinstance(listed := body.get("forwards_to"), list)
    }
    for number, body in items_in(data, "deciding_bodies"):
        key = str(body.get("key"))
        for to in onward.get(key, ()):
            if to != key and key in _reached_from(to, onward):
                yield (
                    ("deciding_bodies", number, "forwards_to"),
                    _("wat naar '{body}' gaat, kan hier terugkomen").format(body=to),
                    _("laat een van de organen niet doorsturen"),
                )


def _reached_from(body: str, onward: Mapping[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [body]
    while waiting:
        for to in onward.get(waiting.pop(), ()):
            if to not in reached:
                reached.add(to)
                waiting.append(to)
    return reached


CONTRADICTION_RULES = (texts_are_in_dutch, gates_are_set_once, addresses_can_be_reached)
DOUBTFUL_RULES = (
    texts_are_in_languages_of_the_website,
    nothing_is_obliged_and_excluded,
    nobody_forwards_in_a_circle,
)
