"""The methods a plan can name, and what each can carry (werkvormen).

Source: assen-2022#toolbox
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


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

    @property
    def is_elsewhere(self):
        """Happens outside the website; remarks come in through the staff form or a file."""
        return not self.way


@cache
def all_methods() -> tuple[Method, ...]:
    """The short list that ships with the product, in its order."""
    rows = yaml.safe_load((Path(__file__).parent / "methods.yaml").read_text())
    return tuple(
        Method(
            key=row["key"],
            name=row["name"],
            short=row["short"],
            purposes=tuple(row["purposes"]),
            lowest=row["say"][0],
            highest=row["say"][1],
            means=tuple(row["means"]),
            way=row.get("way", ""),
        )
        for row in rows
    )


def method(key: str) -> Method:
    """The method with this key. Raises KeyError."""
    for one in all_methods():
        if one.key == key:
            return one
    raise KeyError(key)


def fits(*, promised, methods) -> list[str]:
    """Where promise and means disagree, as sentences; empty when they agree.

    ``promised`` is the highest say given to any group in a phase (None: no say is promised, such
    as carrying out together). A promise to decide together needs more than a questionnaire, and
    a vote needs more than a promise to inform.

    Source: assen-visie-2021#mate-van-invloed
    """
    if promised is None:
        return []
    faults = []
    if promised > 0 and methods and max(one.highest for one in methods) < promised:
        names = ", ".join(one.name for one in methods)
        faults.append(
            f"De belofte is groter dan de werkvorm kan dragen ({names}). "
            "Kies een werkvorm waarin mensen zoveel invloed hebben, of beloof minder."
        )
    for one in methods:
        if one.lowest > promised:
            faults.append(
                f"‘{one.name}’ geeft mensen meer invloed dan is beloofd. "
                "Beloof meer invloed, of kies een andere werkvorm."
            )
    return faults
