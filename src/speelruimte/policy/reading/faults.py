"""A fault in a policy file, on one line: file, line, field, what is wrong, what would be right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from speelruimte.shared.messages import gettext as _

from .places import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that keeps a policy file from being used."""

    file: str
    line: int
    field: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.wrong}; {self.right}"


def named(path: Path, data: Any) -> str:
    """A path as people read it: list items by their key, or else by number from 1."""
    said = ""
    for step in path:
        data = _below(data, step)
        if isinstance(step, int):
            key = data.get("key") if isinstance(data, Mapping) else None
            said += f"[{key if isinstance(key, str) else step + 1}]"
        else:
            said += f".{step}" if said else step
    return said or _("het bestand")


def _below(data: Any, step: str | int) -> Any:
    if isinstance(data, Mapping):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def nearest(given: object, known: Iterable[str], *, otherwise: str = "") -> str:
    """ "bedoelt u 'x'?" if something looks like it, else what there is to choose from."""
    known = [str(word) for word in known]
    close = get_close_matches(str(given), known, n=1, cutoff=0.6)
    if close:
        return _("bedoelt u '{value}'?").format(value=close[0])
    if otherwise:
        return otherwise
    return _("kies uit: {known}").format(known=", ".join(known)) if known else _("haal het weg")
