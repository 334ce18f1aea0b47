"""The methods a plan can name, and what each can carry (werkvormen).

Source: assen-2022#toolbox
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from speelruimte.shared.fingerprints import canonical, fingerprint


@dataclass(frozen=True)
class Method:
    """A way to let people take part (werkvorm).

    ``lowest`` and ``highest`` say run from 0 to 4. ``way`` is the way of taking part on the
    website, empty for what happens elsewhere. ``purposes`` and ``means`` are closed words of the
    policy schema.
    """

    key: str
    name: str
    short: str
    purposes: tuple[str, ...]
    lowest: int
    highest: int
    means: tuple[str, ...]
    way: str = ""

    def as_data(self) -> dict:
        """What the method means, as a plan keeps it: ``from_data`` reads it back.

        ``toolbox`` says which list it was chosen from.
        """
        return {
            "name": self.name,
            "short": self.short,
            "purposes": list(self.purposes),
            "say": [self.lowest, self.highest],
            "means": list(self.means),
            "way": self.way,
            "toolbox": toolbox_version(),
        }

    @classmethod
    def from_data(cls, key, data) -> "Method":
        """A method as a row of the list, or a plan, says it."""
        return cls(
            key=key,
            name=data["name"],
            short=data["short"],
            purposes=tuple(data["purposes"]),
            lowest=data["say"][0],
            highest=data["say"][1],
            means=tuple(data["means"]),
            way=data.get("way", ""),
        )


@cache
def all_methods() -> tuple[Method, ...]:
    """The short list that ships with the product, in its order."""
    return tuple(Method.from_data(row["key"], row) for row in _rows())


@cache
def toolbox_version() -> str:
    """Twelve characters that are others as soon as anything in the list is other."""
    return fingerprint(canonical(_rows()))[:12]


def _rows():
    return yaml.safe_load((Path(__file__).parent / "methods.yaml").read_text())


def method(key: str) -> Method:
    """The method with this key, to choose from the list today. Raises KeyError.

    What a plan already names, it explains itself (``PlannedMethod.meaning``): ask that, for a
    method may be gone from the list.
    """
    for candidate in all_methods():
        if candidate.key == key:
            return candidate
    raise KeyError(key)


def carry(*, promised, methods) -> str:
    """Why none of these methods carries so much say, as a sentence; empty when one does.

    Source: assen-visie-2021#mate-van-invloed
    """
    if not promised or not methods or max(tool.highest for tool in methods) >= promised:
        return ""
    names = ", ".join(tool.name for tool in methods)
    return _(
        "De belofte is groter dan de werkvorm kan dragen ({names}). Kies een werkvorm "
        "waarin mensen zoveel invloed hebben, of beloof minder."
    ).format(names=names)


DECIDING_TOGETHER = 3  # of the say that a method gives


def fits(*, promised, methods) -> list[str]:
    """Where promise and means disagree, as sentences; empty when they agree.

    ``promised`` is the highest say given to any group in a phase (None: no say is promised, such
    as carrying out together). A promise to decide together needs more than a questionnaire, and
    a vote needs more than a promise to inform. What is done together may take any form but one in
    which people decide.

    Source: assen-visie-2021#mate-van-invloed
    """
    too_much = carry(promised=promised, methods=methods)
    faults = [too_much] if too_much else []
    most = DECIDING_TOGETHER - 1 if promised is None else promised
    for tool in methods:
        if tool.lowest > most:
            faults.append(
                _(
                    "‘{name}’ geeft mensen meer invloed dan is beloofd. Beloof meer invloed, of "
                    "kies een andere werkvorm."
                ).format(name=tool.name)
            )
    return faults
