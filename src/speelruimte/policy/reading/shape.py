"""What the schema of a policy says at a path: the field, its description, its type."""

from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from speelruimte.policy.schema import Policy

from .places import Path


def bare(annotation: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            left = [inside for inside in get_args(annotation) if inside is not NoneType]
            if len(left) != 1:
                return annotation
            annotation = left[0]
        else:
            return annotation


def is_model(annotation: Any) -> bool:
    """Whether it is a part of a policy with fields (a text counts as one value)."""
    return (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and not issubclass(annotation, RootModel)
    )


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a part by the names that stand in a file."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def shape_at(path: Path) -> tuple[Any, FieldInfo | None]:
    """The type at a path of a policy file, and the nearest field above it that is known."""
    annotation: Any = Policy
    nearest = None
    for step in path:
        annotation = bare(annotation)
        if is_model(annotation):
            info = fields_of(annotation).get(str(step))
            if info is None:
                return None, nearest
            annotation, nearest = info.annotation, info
        else:
            annotation = _inside(annotation)
    return bare(annotation), nearest


def _inside(annotation: Any) -> Any:
    """What is in a list, or the values of a mapping."""
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return arguments[1]
    return arguments[0] if arguments else None


def choices_of(annotation: Any) -> list[Any]:
    """The closed words one may choose from at a type; a mapping's keys where those are closed."""
    annotation = bare(annotation)
    if get_origin(annotation) is dict:
        annotation = bare(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return list(annotation)
    return []
