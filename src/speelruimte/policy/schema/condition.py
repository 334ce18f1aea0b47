"""The shape of a condition: `all`, `any`, `not`, `is`, `at_least`, and nothing else."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator, model_validator

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

from .text import Part

FactName = Annotated[str, StringConstraints(min_length=1)]
Value = Annotated[str, StringConstraints(min_length=1)]


Values = Annotated[tuple[Value, ...], Field(min_length=1)]


def fact_value(value: Any) -> Any:
    """A value as facts have it: true and false are "yes" and "no"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


class Condition(Part):
    """When something holds, said in a closed vocabulary; exactly one of the five words."""

    all_of: tuple["Condition", ...] | None = Field(
        default=None,
        alias="all",
        min_length=1,
        description=_("een lijst voorwaarden die allemaal moeten gelden"),
    )
    any_of: tuple["Condition", ...] | None = Field(
        default=None,
        alias="any",
        min_length=1,
        description=_("een lijst voorwaarden waarvan er minstens één moet gelden"),
    )
    none_of: "Condition | None" = Field(
        default=None, alias="not", description=_("één voorwaarde die niet mag gelden")
    )
    equals: dict[FactName, Values] | None = Field(
        default=None,
        alias="is",
        min_length=1,
        max_length=1,
        description=_("één gegeven met een waarde of een lijst waarden, zoals initiator: resident"),
    )
    at_least: dict[FactName, Value] | None = Field(
        default=None,
        min_length=1,
        max_length=1,
        description=_("één gegeven met een volgorde en de laagste waarde, zoals impact: groot"),
    )

    @field_validator("equals", mode="before")
    @classmethod
    def _one_value_is_a_list_of_one(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        lists = {
            name: value if isinstance(value, list | tuple) else [value]
            for name, value in given.items()
        }
        return {name: [fact_value(value) for value in values] for name, values in lists.items()}

    @field_validator("at_least", mode="before")
    @classmethod
    def _yes_and_no_are_words(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        return {name: fact_value(value) for name, value in given.items()}

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Condition":
        said = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(said) != 1:
            raise ValueError(gettext("gebruik precies één van: all, any, not, is, at_least"))
        return self

    @property
    def fact(self) -> str | None:
        """The fact an `is` or `at_least` asks for; None for the other three."""
        said = self.equals or self.at_least
        return next(iter(said)) if said else None

    @property
    def values(self) -> tuple[str, ...]:
        """The values an `is` accepts, or the one lowest value of an `at_least`."""
        said = self.equals or self.at_least
        if not said:
            return ()
        value = next(iter(said.values()))
        return (value,) if isinstance(value, str) else tuple(value)

    @property
    def parts(self) -> tuple["Condition", ...]:
        """The conditions inside this one."""
        inside = self.all_of or self.any_of or ()
        return (self.none_of,) if self.none_of else inside
