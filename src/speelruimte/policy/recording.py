"""Who records what a body decides, in the words of the policy."""

from .schema import DecidingBody


def recorder_of(body: DecidingBody) -> str:
    """What whoever records for this body is called: the policy's own word, else the role's."""
    return str(body.recorder or body.recorded_by.label)
