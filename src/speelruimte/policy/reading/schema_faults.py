"""What pydantic finds wrong, said in Dutch with the field and what would be right."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from speelruimte.policy.schema import FirmGate, Gate, Policy
from speelruimte.policy.schema.text import Disagree
from speelruimte.shared.messages import gettext as _
from speelruimte.shared.messages import gettext_noop

from .faults import nearest
from .places import Path, Places
from .shape import bare, choices_of, fields_of, is_model, shape_at

Found = tuple[Path, str, str]

# Of so many unknown fields it is looked for what was meant. A file with more is no policy.
MOST_SUGGESTIONS = 100


def schema_faults(places: Places) -> tuple[Policy | None, list[Found]]:
    """The policy if the schema accepts the data, else what is wrong, once per path."""
    try:
        return Policy.model_validate(places.data), []
    except ValidationError as error:
        faults: dict[Path, Found] = {}
        unknown = 0
        for problem in error.errors(include_url=False):
            if _is_echo(problem):
                continue
            unknown += problem["type"] == "extra_forbidden"
            far = problem["type"] == "extra_forbidden" and unknown > MOST_SUGGESTIONS
            fault = _no_such_field(problem["loc"]) if far else _said(problem, places)
            faults.setdefault(fault[0], fault)
        return None, list(faults.values())


def _no_such_field(path: Path) -> Found:
    return path, _("dit veld bestaat niet"), _("haal het weg")


def _said(error: Mapping[str, Any], places: Places) -> Found:
    path: Path = tuple(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "missing":
        return path, _("ontbreekt"), _("zet hier {path}").format(path=_description(path))
    if path[-1] == "[key]":
        path = path[:-1]
        return (
            path,
            _("dit veld bestaat niet"),
            nearest(path[-1], choices_of(shape_at(path[:-1])[0])),
        )
    path = _there(path, places)
    if kind == "enum":
        return _no_such_word(path, error["input"])
    disagree = error["ctx"]["error"] if kind == "value_error" else None
    if isinstance(disagree, Disagree):
        where = _there((*path, disagree.field), places)
        return where, _("dit past niet bij de andere velden"), str(disagree)
    if kind == "value_error":
        return (
            path,
            str(error["ctx"]["error"]),
            _("goed is: {path}").format(path=_description(path)),
        )
    wrong = _WRONG.get(kind, _not_right)(error)
    return path, wrong, _right(path, kind, error["input"])


def _right(path: Path, kind: str, given: Any) -> str:
    """What would be right, with how to write it where a list or fields are wanted."""
    right = _("goed is: {path}").format(path=_description(path))
    if kind == "bool_parsing":
        return nearest(given, ("true", "false"), otherwise=right)
    if kind == "tuple_type" and isinstance(given, str | int) and given != "":
        shown = str(given).lower() if isinstance(given, bool) else given
        return _("{right}; schrijf een lijst zo: [{value}]").format(right=right, value=shown)
    fields = _fields_below(path) if kind in _NO_BLOCK else ""
    if fields:
        right = _("{right}; zet er velden onder, zoals {fields}").format(right=right, fields=fields)
    return right


_NO_BLOCK = ("model_type", "dict_type")


def _fields_below(path: Path) -> str:
    """The first fields that can stand below a path; empty where any name can."""
    annotation, _info = shape_at(path)
    known = list(fields_of(annotation)) if is_model(annotation) else choices_of(annotation)
    return ", ".join(f"{name}:" for name in known[:3])


def _is_echo(error: Mapping[str, Any]) -> bool:
    """A list counts as too short when its items are wrong; those are reported themselves."""
    given = error["input"]
    return (
        error["type"] == "too_short"
        and isinstance(given, list | dict)
        and len(given) >= error["ctx"]["min_length"]
    )


def _there(path: Path, places: Places) -> Path:
    """The part of a path that stands in the file."""
    while path and path not in places.lines:
        path = path[:-1]
    return path


def _description(path: Path) -> str:
    """What would be right at a path, from the nearest field that has a description."""
    _annotation, info = shape_at(path)
    said = info.description if info else None
    return _(said) if said else _("een beleid met velden, zoals in docs/beheer/beleid.md")


def _unknown(path: Path) -> Found:
    parent, _info = shape_at(path[:-1])
    known = fields_of(parent) if is_model(parent) else {}
    described = _described_as(str(path[-1]), known)
    if described:
        return path, _("dit veld bestaat niet"), nearest(described, [described])
    otherwise = (
        _("hier kunnen staan: {known}").format(known=", ".join(known))
        if known
        else _("haal het weg")
    )
    return path, _("dit veld bestaat niet"), nearest(path[-1], list(known), otherwise=otherwise)


def _described_as(given: str, known: Mapping[str, FieldInfo]) -> str:
    """The one field whose description names what somebody wrote in Dutch; empty where none does."""
    words = given.replace("_", " ").casefold()
    named = [
        name
        for name, info in known.items()
        if info.description
        and re.search(rf"\b{re.escape(words)}\b", _(info.description).casefold())
    ]
    return named[0] if len(named) == 1 else ""


def _no_such_word(path: Path, given: Any) -> Found:
    annotation, _info = shape_at(path)
    words = choices_of(annotation)
    if bare(annotation) is Gate and given in list(FirmGate):
        return (
            path,
            _("'{given}' geldt onder elk beleid en kan niet aan of uit").format(given=given),
            nearest("", words),
        )
    right = nearest(given, words)
    if bare(annotation) is Gate:
        right = _("{right}; wat hier niet bij staat, geldt onder elk beleid").format(right=right)
    return path, _("{given} bestaat niet").format(given=_shown(given)), right


def _not_right(error: Mapping[str, Any]) -> str:
    return _("{value} kan hier niet").format(value=_shown(error["input"]))


def _shown(value: Any) -> str:
    if value is None:
        return _("leeg")
    if isinstance(value, dict | list | tuple):
        return _("een blok") if isinstance(value, dict) else _("een lijst")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return f"'{str(value).lower() if isinstance(value, bool) else value}'"


def _no_block(error: Mapping[str, Any]) -> str:
    if re.match(r"[\w-]+:\S", str(error["input"])):
        return _("na de dubbele punt ontbreekt een spatie")
    return _("hier horen velden te staan, en er staat {value}").format(value=_shown(error["input"]))


def _limit(words: str, name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda error: _(words).format(value=_shown(error["input"]), limit=error["ctx"][name])


def _few(error: Mapping[str, Any]) -> str:
    return _("er staan er {number}, dat is te weinig").format(number=error["ctx"]["actual_length"])


def _many(error: Mapping[str, Any]) -> str:
    return _("er staan er {number}, dat is te veel").format(number=error["ctx"]["actual_length"])


_WRONG: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than_equal": _limit(gettext_noop("{value} is lager dan {limit}"), "ge"),
    "less_than_equal": _limit(gettext_noop("{value} is hoger dan {limit}"), "le"),
    "too_short": _few,
    "too_long": _many,
    "string_too_short": lambda error: _("de tekst is leeg"),
    "string_too_long": lambda error: _("de tekst is te lang"),
    "string_type": lambda error: _("{value} is geen tekst").format(value=_shown(error["input"])),
    "int_parsing": lambda error: _("{value} is geen heel getal").format(
        value=_shown(error["input"])
    ),
    "int_type": lambda error: _("{value} is geen heel getal").format(value=_shown(error["input"])),
    "bool_parsing": lambda error: _("{value} is geen true of false").format(
        value=_shown(error["input"])
    ),
    "bool_type": lambda error: _("{value} is geen true of false").format(
        value=_shown(error["input"])
    ),
    "date_type": lambda error: _("{value} is geen dag").format(value=_shown(error["input"])),
    "date_parsing": lambda error: _("{value} is geen dag").format(value=_shown(error["input"])),
    "date_from_datetime_parsing": lambda error: _("{value} is geen dag").format(
        value=_shown(error["input"])
    ),
    "date_from_datetime_inexact": lambda error: _("{value} is geen dag").format(
        value=_shown(error["input"])
    ),
    "tuple_type": lambda error: _("{value} is geen lijst").format(value=_shown(error["input"])),
    "dict_type": _no_block,
    "model_type": _no_block,
}
