"""How much say people have: levels, purposes, roles of participants and of government.

Say runs from 0 (informed) to 4 (decides). What is no say, such as carrying out together
or learning together, has none.
"""

from typing import Annotated

from pydantic import Field

from speelruimte.shared.messages import gettext_noop as _

from .closed import Binding, Holder, PurposeKind
from .text import DescribedItem, Part, Text

MOST_SAY = 4
Say = Annotated[int, Field(ge=0, le=MOST_SAY)]
SAY_DESCRIPTION = _(
    "een heel getal van 0 (krijgt informatie) tot en met 4 (beslist); laat weg wat geen zeggenschap is"
)


class Sublevel(DescribedItem):
    """A finer step within a level."""

    promise: Text | None = Field(default=None, description=_("wat de gemeente hier belooft"))


class Level(DescribedItem):
    """A degree of influence, with the promise it makes."""

    promise: Text = Field(description=_("wat de gemeente mensen belooft, in een of enkele zinnen"))
    say: Say | None = Field(default=None, description=SAY_DESCRIPTION)
    binding: Binding = Field(
        default=Binding.NONE, description=_("none, reasoned (afwijken met uitleg) of binding")
    )
    sublevels: tuple[Sublevel, ...] = Field(
        default=(), description=_("een lijst fijnere niveaus binnen dit niveau")
    )


class Purpose(DescribedItem):
    """What taking part is for."""

    kind: PurposeKind = Field(description=_("inform, think, do, decide of learn"))


class ParticipantRole(DescribedItem):
    """What part somebody plays in a trajectory."""

    expected: Text = Field(description=_("wat van deze rol wordt verwacht"))
    held_by: tuple[Holder, ...] = Field(
        default=(), description=_("een lijst van wie deze rol kan hebben; leeg is iedereen")
    )
    say: Say | None = Field(default=None, description=SAY_DESCRIPTION)
    owns_process: bool = Field(
        default=False, description=_("true voor de rol die verantwoordelijk is voor het verloop")
    )


class GovernmentRole(DescribedItem):
    """A part that the municipality itself plays."""

    does: Text | None = Field(default=None, description=_("wat de gemeente in deze rol doet"))


class ScaleStep(DescribedItem):
    """One step on a scale."""


class Scale(Part):
    """A question with ordered answers, from little to much."""

    question: Text = Field(description=_("de vraag die deze schaal beantwoordt"))
    steps: tuple[ScaleStep, ...] = Field(
        min_length=2, description=_("een lijst van minstens twee stappen, van weinig naar veel")
    )
