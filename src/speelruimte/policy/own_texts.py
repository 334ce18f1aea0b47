"""Every text for people that a policy holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from speelruimte.policy.schema import Text
from speelruimte.policy.schema.text import Part


def own_texts(part: Any) -> Iterator[str]:
    """The texts in a policy or a part of it, in Dutch where they are in more languages; no keys."""
    if isinstance(part, Text):
        yield str(part)
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from own_texts(getattr(part, name))
    elif isinstance(part, Mapping):
        for inner in part.values():
            yield from own_texts(inner)
    elif isinstance(part, tuple):
        for inner in part:
            yield from own_texts(inner)
