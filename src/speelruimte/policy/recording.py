"""Who records what a body decides, in the words of the policy."""

from collections.abc import Callable

from .schema import DecidingBody


def recorder_of(body: DecidingBody, *, translate: Callable[[str], str] = str) -> str:
    """What whoever records for this body is called: the policy's own word, else the role's."""
    return str(body.recorder or translate(body.recorded_by.label))
