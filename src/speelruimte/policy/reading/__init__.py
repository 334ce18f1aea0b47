"""Reading a policy file: the policy, or every fault in it at once. No Django.

A broken file is refused with the line, the field and the mend; nothing is half-read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath

from speelruimte.policy.schema import Policy
from speelruimte.shared.file_faults import why_not
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_noop

from .condition_rules import CONDITION_RULES
from .contradictions import CONTRADICTION_RULES, DOUBTFUL_RULES
from .faults import PolicyFault, named
from .not_yet import NOT_YET_RULES
from .places import Places, read_places
from .role_rules import ROLE_RULES
from .rules import RULES
from .schema_faults import schema_faults
from .warnings import WARNING_RULES

__all__ = ["PolicyFault", "Reading", "read_file", "read_policy"]


@dataclass(frozen=True)
class Reading:
    """A policy and no faults, or faults and no policy; `text` is what was read.

    `warnings` keep nobody from using the file: they say what was probably meant otherwise.
    """

    policy: Policy | None
    faults: tuple[PolicyFault, ...]
    text: str = ""
    warnings: tuple[PolicyFault, ...] = ()


def read_file(path: str | FilePath) -> Reading:
    """Read a policy file. A file that is not there or not UTF-8 is a fault too."""
    path = FilePath(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _refused(path, 1, why_not(error), _("controleer de naam en of u het mag lezen"))
    for start, wrong in _NO_TEXT.items():
        if raw.startswith(start):
            right = _("bewaar het als platte tekst (UTF-8), met een naam die eindigt op .yaml")
            return _refused(path, 1, _(wrong), right)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        right = _("bewaar het bestand als platte tekst met codering UTF-8")
        return _refused(path, line, _("een teken staat er niet in als UTF-8"), right)
    return read_policy(text, file=str(path))


# How files start that a word processor makes instead of plain text.
_NO_TEXT = {
    b"PK\x03\x04": gettext_noop("is een Word-bestand of een zip, en geen platte tekst"),
    b"\xd0\xcf\x11\xe0": gettext_noop("is een oud Word- of Excel-bestand, en geen platte tekst"),
    b"%PDF": gettext_noop("is een pdf, en geen platte tekst"),
    b"{\\rtf": gettext_noop("is een RTF-bestand, en geen platte tekst"),
    b"\xff\xfe": gettext_noop("is bewaard als Unicode (UTF-16), en niet als UTF-8"),
    b"\xfe\xff": gettext_noop("is bewaard als Unicode (UTF-16), en niet als UTF-8"),
}


def _refused(path: FilePath, line: int, wrong: str, right: str) -> Reading:
    return Reading(None, (PolicyFault(str(path), line, _("het bestand"), wrong, right),))


def read_policy(text: str, *, file: str) -> Reading:
    """Read the text of a policy file; `file` is only how it is called in faults.

    Reading takes a third of a second and a reading never changes: the last few are kept, with their
    faults in the language in which they were said.
    """
    return _read(text, file, _("het bestand"))


@lru_cache(maxsize=8)
def _read(text: str, file: str, _said: str) -> Reading:
    places = read_places(text)
    faults = [
        PolicyFault(file, line, named(path, places.data), wrong, right)
        for path, line, wrong, right in places.troubles
    ]
    policy = None
    if isinstance(places.data, Mapping):
        policy, wrongs = _checked(places)
        told = {path for path, *_rest in places.troubles}
        faults += [
            PolicyFault(file, places.line(path), named(path, places.data), wrong, right)
            for path, wrong, right in wrongs
            if path not in told
        ]
    elif not faults:
        faults.append(
            PolicyFault(
                file,
                1,
                _("het bestand"),
                _("is leeg") if places.data is None else _("heeft geen velden"),
                _("begin met een regel municipality: en zet daaronder name:"),
            )
        )
    ordered = _in_order(faults)
    warnings = _in_order(_warnings(places, file))
    return Reading(None if ordered else policy, ordered, text, warnings)


def _in_order(faults: Iterable[PolicyFault]) -> tuple[PolicyFault, ...]:
    return tuple(sorted(set(faults), key=lambda fault: (fault.line, fault.field)))


def _warnings(places: Places, file: str) -> Iterator[PolicyFault]:
    for path, line, wrong, right in places.doubts:
        yield PolicyFault(file, line, named(path, places.data), wrong, right)
    for rule in (*WARNING_RULES, *DOUBTFUL_RULES) if isinstance(places.data, Mapping) else ():
        for path, wrong, right in rule(places.data):
            yield PolicyFault(file, places.line(path), named(path, places.data), wrong, right)


def _checked(places: Places) -> tuple[Policy | None, list]:
    policy, faults = schema_faults(places)
    told = {path for path, *_said in faults}
    for rule in (*RULES, *CONTRADICTION_RULES, *NOT_YET_RULES, *CONDITION_RULES, *ROLE_RULES):
        faults.extend(fault for fault in rule(places.data) if fault[0] not in told)
    return policy, faults
