"""The fields of a policy file as a page to read, made from the schema itself."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from speelruimte.policy.facts import FACTS, NO_BODY
from speelruimte.policy.reading.shape import bare, choices_of, fields_of, is_model
from speelruimte.policy.schema import Closed, FirmGate, Gate, Policy
from speelruimte.shared.messages import gettext

MOST_WORDS = 8


def reference() -> str:
    """Markdown: a table per block, then the gates, then the facts of conditions."""
    parts = [_table(model) for model in block_types()]
    return "\n".join([*parts, _gates(), _facts()]).rstrip() + "\n"


def block_types() -> list[type[BaseModel]]:
    """Every kind of block in a policy file, the file itself first, in order of appearance."""
    models: list[type[BaseModel]] = [Policy]
    for model in models:
        for info in fields_of(model).values():
            models.extend(below for below in models_in(info.annotation) if below not in models)
    return models


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The blocks that a type holds, directly or in a list or mapping."""
    annotation = bare(annotation)
    if is_model(annotation):
        yield annotation
    elif get_origin(annotation) is not None:
        for inside in get_args(annotation):
            yield from models_in(inside)


def _table(model: type[BaseModel]) -> str:
    block = gettext("Blok `{name}`").format(name=model.__name__)
    title = gettext("Het bestand") if model is Policy else block
    rows = [_row(name, info) for name, info in fields_of(model).items()]
    head = gettext("| veld | nodig | wat hier hoort | zonder dit veld |")
    return "\n".join([f"### {title}", "", head, "| --- | --- | --- | --- |", *rows, ""])


def _row(name: str, info: FieldInfo) -> str:
    needed = "ja" if info.is_required() else ""
    said = info.description or ""
    below = [block.__name__ for block in models_in(info.annotation)]
    if below:
        said += f" (blok `{below[0]}`)"
    words = choices_of(info.annotation) or _words_in_list(info.annotation)
    if words and not all(word in said for word in words):
        said += f": {', '.join(f'`{word}`' for word in words)}"
    return f"| `{name}` | {needed} | {said} | {_without(info)} |"


def _words_in_list(annotation: Any) -> list[Any]:
    """The closed words of which a list is made, where they are few enough for a table."""
    inside = [part for part in get_args(bare(annotation)) if part is not Ellipsis]
    words = choices_of(inside[0]) if inside else []
    return words if len(words) <= MOST_WORDS else []


def _without(info: FieldInfo) -> str:
    """What holds where a file leaves the field out."""
    default = info.default
    if info.is_required():
        return ""
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, int | str):
        return f"`{default}`"
    if isinstance(default, tuple) and default:
        return ", ".join(f"`{_as_written(value)}`" for value in default)
    said_already = any(word in (info.description or "") for word in ("zonder", "leeg is"))
    return gettext("zie hiernaast") if default is None and said_already else gettext("niets")


def _gates() -> str:
    rows = [
        f"| `{gate}` | {gate.step.label} | {gate.label} | {'aan' if gate.on_by_default else 'uit'} |"
        for gate in Gate
    ]
    firm = [f"- {gate.label}" for gate in FirmGate]
    head = [
        gettext("| poort | stap | wat er moet zijn | zonder regel |"),
        "| --- | --- | --- | --- |",
    ]
    lead = [gettext("### Poorten die u aan of uit zet"), "", *head, *rows, ""]
    return "\n".join([*lead, gettext("### Poorten die altijd gelden"), "", *firm, ""])


def _facts() -> str:
    rows = [f"| `{fact.name}` | {gettext(fact.question)} | {_values(fact)} |" for fact in FACTS]
    head = [gettext("| gegeven | vraag | waarden |"), "| --- | --- | --- |"]
    return "\n".join([gettext("### Gegevens voor voorwaarden"), "", *head, *rows, ""])


def _values(fact: Any) -> str:
    closed: type[Closed] | None = fact.values
    if closed:
        said = ", ".join(f"`{value}`" for value in closed)
    else:
        said = gettext("de sleutels uit `{section}`").format(section=fact.section)
        if fact.section == "deciding_bodies":
            said += f", of `{NO_BODY}`"
    return said + (" (op volgorde)" if fact.ordered else "")


def _as_written(value):
    """A value as it stands in a policy file."""
    if isinstance(value, BaseModel):
        fields = value.model_dump(mode="json")
        return "{" + ", ".join(f"{name}: {_as_written(own)}" for name, own in fields.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(value) + "]"
    if isinstance(value, str) and " " in value:
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else value
