"""What every part of a policy is made of: texts, keys, sources and items.

Pure: pydantic only, so a policy can be read and checked without Django.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticKnownError

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

MAIN_LANGUAGE = "nl"
NEUTRAL_SOURCE = "basis"

Key = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60),
]
Source = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(#[a-z0-9][a-z0-9-]*)?$"),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Disagree(ValueError):  # noqa: N818
    """Fields of one part that do not go together; ``field`` is the one where that is mended."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class Part(BaseModel):
    """A piece of a policy: no unknown fields, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    @field_validator("*", mode="before")
    @classmethod
    def _whole_numbers_are_digits(cls, given: Any, info: ValidationInfo) -> Any:
        """12.000 is twelve thousand to one reader and twelve to another: no number here has a dot."""
        is_number = isinstance(given, str) and info.field_name in _numbers_of(cls)
        if is_number and not _DIGITS.fullmatch(given.strip()):
            raise PydanticKnownError("int_parsing")
        return given


_DIGITS = re.compile(r"[+-]?[0-9]+")


@cache
def _numbers_of(part: type[Part]) -> frozenset[str]:
    """The fields of a part that hold a whole number."""
    return frozenset(
        name for name, field in part.model_fields.items() if _is_number(field.annotation)
    )


def _is_number(annotation: Any) -> bool:
    return annotation is int or any(map(_is_number, get_args(annotation)))


class Text(RootModel[str | dict[str, str]]):
    """A text for people: one string, or one string per language."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _words_or_words_per_language(cls, given: Any) -> str | dict[str, str]:
        if isinstance(given, Mapping):
            return _per_language(given)
        return _words(given)

    def in_language(self, language: str) -> str:
        """The text in that language, else in Dutch, else in the first one given."""
        if isinstance(self.root, str):
            return self.root
        if language in self.root:
            return self.root[language]
        return self.root.get(MAIN_LANGUAGE) or next(iter(self.root.values()))

    def __str__(self) -> str:
        return self.in_language(MAIN_LANGUAGE)

    def __hash__(self) -> int:
        return hash(str(self))


def _words(given: Any) -> str:
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str):
        raise ValueError(gettext("dit is geen tekst"))
    if not given.strip():
        raise ValueError(gettext("de tekst is leeg"))
    return given.strip()


def _per_language(given: Mapping) -> dict[str, str]:
    if not given:
        raise ValueError(gettext("geef minstens één taal"))
    for language in given:
        if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2,3}", language):
            raise ValueError(
                gettext("'{language}' is geen taalcode van twee of drie letters, zoals nl").format(
                    language=language
                )
            )
    return {language: _words(words) for language, words in given.items()}


def text(value: str) -> Text:
    """A text from plain words, for defaults and tests."""
    return Text.model_validate(value)


class Sourced(Part):
    """A part that says which document it comes from."""

    source: Source = Field(
        description=_(
            "de sleutel van een bron uit 'sources', eventueel met #kopje; "
            "'basis' als het uit het neutrale beleid komt"
        )
    )


class Item(Sourced):
    """One thing in a list of a policy, with a key of its own."""

    key: Key = Field(
        description=_("een korte sleutel: kleine letters, cijfers, - of _, begint met een letter")
    )
    label: Text = Field(description=_("de naam of vraag zoals mensen die lezen"))

    def __str__(self) -> str:
        return str(self.label)


class DescribedItem(Item):
    """An item with an explanation beside its name."""

    explanation: Text | None = Field(
        default=None, description=_("een uitleg in gewone woorden, een of enkele zinnen")
    )


def by_key(items: tuple[Any, ...], key: str) -> Any:
    """The item with that key. Raises KeyError with the keys there are."""
    for item in items:
        if item.key == key:
            return item
    known = ", ".join(item.key for item in items) or "geen"
    raise KeyError(_("'{key}' staat niet in het beleid; wel: {there}").format(key=key, there=known))
