"""The screens speak as the policy does: its words lie over the messages of the catalogue.

Everything that is translated passes through here last. Who makes a page or a letter says whose
words hold (`speaking`, `speak_as`); outside of that the neutral words stay.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from functools import cache

from django.db import DatabaseError
from django.utils.translation import trans_real

from speelruimte.shared.errors import RuleBroken

from .models import PolicyVersion
from .queries import parsed_policy
from .schema import Policy
from .wording import Wording

LANGUAGE = "nl"
_wording_now: ContextVar[Callable[[], Wording | None] | None] = ContextVar(
    "wording_now", default=None
)


_WORDINGS: dict[int, tuple[Policy, Wording]] = {}
MOST_WORDINGS = 64


def wording_of(policy: Policy) -> Wording:
    """The wording of a policy, made once for as long as the policy is kept in memory."""
    cached = _WORDINGS.get(id(policy))
    if cached is None or cached[0] is not policy:
        if len(_WORDINGS) >= MOST_WORDINGS:
            _WORDINGS.clear()
        cached = _WORDINGS[id(policy)] = (policy, Wording(policy))
    return cached[1]


@contextmanager
def speaking(policy: Callable[[], Policy]) -> Iterator[None]:
    """Within this, sentences are said as the policy says them. It is asked when first needed."""
    token = _wording_now.set(_asked_once(policy))
    try:
        yield
    finally:
        _wording_now.reset(token)


def _asked_once(ask: Callable[[], Policy]) -> Callable[[], Wording | None]:
    """None where there is no policy yet, or no database: a page about that has neutral words."""
    answers: list[Wording | None] = []

    def wording() -> Wording | None:
        if not answers:
            # What finding out how the policy speaks says, it says neutrally.
            token = _wording_now.set(None)
            try:
                answers.append(wording_of(ask()))
            except (RuleBroken, DatabaseError):
                answers.append(None)
            finally:
                _wording_now.reset(token)
        return answers[0]

    return wording


def in_the_words_of(version: PolicyVersion | None) -> AbstractContextManager[None]:
    """Within this, sentences are said as this version of a policy says them, such as the one of the
    process that they are about.
    """
    return speaking(lambda: parsed_policy(version)) if version else nullcontext()


def speak_as(policy: Policy) -> None:
    """From here on, within `speaking`: the words of this policy, such as the one of a process."""
    speak_as_asked(lambda: policy)


def speak_as_asked(ask: Callable[[], Policy]) -> None:
    """The same for a policy that is asked when it is first needed."""
    if _wording_now.get() is not None:
        _wording_now.set(_asked_once(ask))


class Spoken:
    """The catalogue of a language, said in the words of the policy that holds now."""

    def __init__(self, catalogue) -> None:
        self._catalogue = catalogue
        # A catalogue never changes, and a page asks it hundreds of times.
        self._neutral = cache(catalogue.gettext)

    def gettext(self, message: str) -> str:
        return _said(self._neutral(message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return _said(self._catalogue.ngettext(singular, plural, number))

    def __getattr__(self, name: str):
        return getattr(self._catalogue, name)


def _said(message: str) -> str:
    ask = _wording_now.get()
    wording = ask() if ask is not None else None
    return wording.say(message) if wording is not None else message


def lay_over_catalogue() -> None:
    """Put the policy's words over the Dutch messages. Once, when Django is ready."""
    catalogue = trans_real.translation(LANGUAGE)
    if not isinstance(catalogue, Spoken):
        trans_real._translations[LANGUAGE] = Spoken(catalogue)
