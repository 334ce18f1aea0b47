"""A fault in a policy file, on one line: file, line, field, what is wrong, what would be right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from speelruimte.shared.messages import gettext as _

from .places import Path


@dataclass(frozen=True, order=True)
class PolicyFault:
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


def nearest(given: object, known: Iterable[object], *, otherwise: str = "") -> str:
    """ "bedoelt u 'x'?" if something looks like it, else what there is to choose from.

    A closed word is found by its name for people too, and shown with it: who wrote that name sees
    which word the file wants.
    """
    names = {str(word): str(getattr(word, "label", "")) for word in known}
    meant = _looks_like(str(given), names)
    if meant:
        return _("bedoelt u {value}?").format(value=_quoted(meant, names[meant]))
    if otherwise:
        return otherwise
    listed = ", ".join(f"{word} ({name})" if name else word for word, name in names.items())
    return _("kies uit: {known}").format(known=listed) if listed else _("haal het weg")


# What one writes in Dutch where the file wants another word.
_IN_DUTCH = {"ja": ("yes", "true"), "nee": ("no", "false")}


def _looks_like(given: str, names: Mapping[str, str]) -> str:
    """The word that looks most like what was written, or whose name for people does."""
    for word in _IN_DUTCH.get(given.casefold(), ()):
        if word in names:
            return word
    if close := get_close_matches(given, names, n=1, cutoff=0.6):
        return close[0]
    by_name = {name.casefold(): word for word, name in names.items() if name}
    close = get_close_matches(given.replace("_", " ").casefold(), by_name, n=1, cutoff=0.7)
    return by_name[close[0]] if close else ""


def _quoted(word: str, name: str) -> str:
    return f"'{word}' ({name})" if name else f"'{word}'"
