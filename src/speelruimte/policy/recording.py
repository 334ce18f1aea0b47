"""Who decides, and who records that, in the words of the policy."""

from collections.abc import Iterable
from typing import Any

from speelruimte.shared.messages import gettext

from .schema import Check, DecidingBody, Policy, SystemRole


def body_named(policy: Policy, key: str) -> str:
    """Who decides, within a sentence: a body, or without a ``key`` who leads. No verb follows from it:
    it may be one body or many.
    """
    return str(policy.body(key).label) if key else gettext("de projectleider")


def recorder_of(body: DecidingBody) -> str:
    """What whoever records for this body is called: the policy's own word, else the role's."""
    return str(body.recorder or body.recorded_by.label)


def role_answering(check: Check, bodies: Iterable[DecidingBody], *, body: str) -> SystemRole:
    """The role that answers a check: where it asks who records for the ``body`` that decides, the
    role that records for that body.
    """
    if check.answered_by is not SystemRole.RECORDER:
        return check.answered_by
    asked = next((known for known in bodies if known.key == body), None)
    return asked.recorded_by if asked is not None else check.answered_by


def role_named(role: Any, bodies: Iterable[DecidingBody], *, body: str = "") -> str:
    """What a role is called, where it is about one body: as the policy calls who records for it.

    ``role`` is a word with a label; ``body`` is the key of that body, empty where it is about
    none. Without a name of its own the role has its label, which the wording says as the policy
    does.
    """
    recorded = next((known for known in bodies if known.key == body), None)
    if recorded is not None and recorded.recorded_by == role:
        return recorder_of(recorded)
    return str(role.label)
