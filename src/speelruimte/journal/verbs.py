"""What can happen: every verb of the journal, with what the rest of the house must know of it.

Each app that records says its verbs in ``verbs.py``, a way of taking part in its manifest;
``route/verbs.py`` collects them. A verb that nobody said is refused: a misspelt one would never be
shown, verified or counted, and nobody would notice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from speelruimte.journal.remaking import Made


@dataclass(frozen=True)
class Verb:
    """Something that happens, in the past tense.

    ``made`` says how the texts are made again whose fingerprint enters the journal with it.
    ``may_change`` is for the fingerprint of a text that may lawfully change since, and proves
    afterwards what was said: words of residents, letters that are written anew. ``is_public``: it
    stands on the timeline of the case, which has a sentence for it. ``leaves_tasks`` takes the facts
    of an entry and says whether it changes nothing of what waits for colleagues: who sends words
    does not wait until tasks are worked out again. Left out, they are, after every entry. ``ends``
    gives the key of a text that is gone for good from then on.
    ``is_signed_at_once``: the worker signs the journal within seconds, and not within the hour.
    """

    key: str
    made: tuple[Made, ...] = ()
    may_change: bool = False
    is_public: bool = False
    is_signed_at_once: bool = False
    leaves_tasks: Callable[[dict[str, Any]], bool] | None = None
    ends: Callable[[Any], str] | None = None


class UnknownVerbError(LookupError):
    """No app says this verb: put it in the ``verbs.py`` of the app that records it."""


_sources: list[Callable[[], Iterable[Verb]]] = []
_known: dict[str, Verb] = {}


def know(source: Callable[[], Iterable[Verb]]) -> None:
    """Ask this function too for verbs, whenever one is met that is not known yet."""
    _sources.append(source)


def known_verbs() -> dict[str, Verb]:
    """Every verb by its key, asked anew: ways of taking part come and go with a setting."""
    _known.update((verb.key, verb) for source in _sources for verb in source())
    return dict(_known)


def verb(key: str) -> Verb:
    """The verb with this key. Raises UnknownVerbError."""
    if key not in _known and key not in known_verbs():
        raise UnknownVerbError(f"{key}: no verbs.py says that this can happen.")
    return _known[key]


def plain_verbs(*keys: str) -> tuple[Verb, ...]:
    """Verbs of which nothing more need be known."""
    return tuple(Verb(key) for key in keys)


# What happens to the installation itself.
VERBS = plain_verbs("key_replaced")
