"""The grounds on which words are refused, as they are said now."""

from dataclasses import dataclass

from speelruimte.shared.messages import gettext

from .schema import Policy, RefusalGround, Text
from .schema.text import MAIN_LANGUAGE
from .schema.walking import NEUTRAL_GROUNDS


@dataclass(frozen=True)
class GroundSaid:
    """A ground with its name, and the sentence that the writer reads."""

    key: str
    label: str
    sentence: str


def grounds_said(policy: Policy, *, language: str = MAIN_LANGUAGE) -> tuple[GroundSaid, ...]:
    """Neutral grounds are translated like every sentence of the screens; what a policy wrote stays
    as it wrote it.
    """
    return tuple(_said(ground, language) for ground in policy.own_words.refusal_grounds)


def _said(ground: RefusalGround, language: str) -> GroundSaid:
    def say(words: Text) -> str:
        neutral = ground in NEUTRAL_GROUNDS
        return gettext(str(words)) if neutral else words.in_language(language)

    return GroundSaid(ground.key, say(ground.label), say(ground.sentence))
