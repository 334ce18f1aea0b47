"""YAML read with the line of every value, every duplicate key found, and no surprises.

YAML 1.1 turns `no`, `on`, `2021-02-01` and `010` into something else; here they stay what
somebody typed. Only true, false, whole numbers and nothing itself are more than text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from speelruimte.shared.messages import gettext as _

from .yaml_faults import CURLY, yaml_faults

Path = tuple[str | int, ...]
LARGEST = 250_000

_TAG = "tag:yaml.org,2002:"
# A remark stands two spaces off, as in the manual. One space, or a # that touches what follows it,
# such as a house number, was probably part of the text.
_CUT_OFF = re.compile(r"(?: (?=#)|[ \t]+(?=#[^\s#]))(#[^\r\n]*)")
_KNOWN_TAGS = {_TAG + name for name in ("str", "bool", "int", "null", "map", "seq")}


class _Loader(yaml.SafeLoader):
    """PyYAML's reader without its implicit booleans, dates, octals and merge keys."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "alias", mark)
        return super().compose_node(parent, index)


_Loader.add_implicit_resolver(_TAG + "bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    _TAG + "int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver(_TAG + "null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


@dataclass
class Places:
    """Data as plain Python with the line of each path.

    `troubles` are faults on the way, `doubts` what YAML reads otherwise than people mean it.
    """

    data: Any = None
    text: str = ""
    lines: dict[Path, int] = field(default_factory=dict)
    troubles: list[tuple[Path, int, str, str]] = field(default_factory=list)
    doubts: list[tuple[Path, int, str, str]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the nearest thing that is there, counted from 1."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def trouble(self, path: Path, line: int, wrong: str, right: str) -> None:
        self.troubles.append((path, line, wrong, right))


def read_places(text: str) -> Places:
    """Read YAML text; what cannot be read is in `troubles` and leaves `data` None."""
    places = Places(text=text)
    if len(text) > LARGEST:
        places.trouble((), 1, _("het bestand is te groot"), _("een beleid past in 250.000 tekens"))
        return places
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is not None:
            places.lines[()] = node.start_mark.line + 1
            places.data = _walk(node, (), places)
    except yaml.MarkedYAMLError:
        for line, wrong, right in yaml_faults(text, loader=_Loader):
            places.trouble((), line, wrong, right)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        wrong = _("er staat een teken dat niet in een tekstbestand hoort")
        places.trouble((), line, wrong, _("haal het onzichtbare teken weg"))
    except RecursionError:
        places.data = None
        places.trouble(
            (), 1, _("het bestand is te diep genest"), _("gebruik minder lagen in elkaar")
        )
    return places


def _walk(node: yaml.Node, path: Path, places: Places) -> Any:
    if node.tag not in _KNOWN_TAGS:
        places.trouble(
            path,
            node.start_mark.line + 1,
            _("'{tag}' kan hier niet").format(tag=node.tag.replace(_TAG, "!!")),
            _("haal het uitroepteken met het woord erachter weg"),
        )
        return None
    if isinstance(node, yaml.MappingNode):
        return _walk_mapping(node, path, places)
    if isinstance(node, yaml.SequenceNode):
        return [_item(item, (*path, number), places) for number, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    for wrong, right in _doubts(node, places.text):
        places.doubts.append((path, node.start_mark.line + 1, wrong, right))
    return _scalar(node)


def _doubts(node: yaml.ScalarNode, text: str) -> Iterator[tuple[str, str]]:
    """What the reader takes for a remark or for text, and somebody meant otherwise."""
    if node.style is not None:
        return
    if cut := _CUT_OFF.match(text, node.end_mark.index):
        yield (
            _("de tekst houdt op voor {rest}").format(rest=cut.group(1)),
            _(
                "zet de hele tekst tussen aanhalingstekens: na een spatie met # leest niemand verder"
            ),
        )
    if node.value[:1] in CURLY:
        yield (
            _("de aanhalingstekens {sign} komen op de bladzijde te staan").format(
                sign=node.value[0]
            ),
            _("gebruik rechte aanhalingstekens"),
        )


def _item(node: yaml.Node, path: Path, places: Places) -> Any:
    places.lines[path] = node.start_mark.line + 1
    return _walk(node, path, places)


def _walk_mapping(node: yaml.MappingNode, path: Path, places: Places) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            places.trouble(
                path, line, _("de naam van een veld is geen woord"), _("schrijf veld: waarde")
            )
            continue
        key = key_node.value
        below = (*path, key)
        if node.flow_style and _is_loose(key_node, value_node, places.text):
            name, *_value = key.split(":", 1)
            places.trouble((*path, name), line, *_loose(key))
            continue
        if key in mapping:
            first = places.lines[below]
            places.trouble(
                below,
                line,
                _("'{key}' staat er twee keer (ook op regel {first})").format(key=key, first=first),
                _("haal er één weg"),
            )
            continue
        places.lines[below] = line
        mapping[key] = _walk(value_node, below, places)
    return mapping


def _is_loose(key: yaml.Node, value: yaml.Node, text: str) -> bool:
    """Whether a piece between brackets is no field: nothing and no colon stands after it."""
    return not text[key.end_mark.index : value.start_mark.index].strip(" \t\r\n?") and (
        isinstance(value, yaml.ScalarNode) and not value.value
    )


def _loose(piece: str) -> tuple[str, str]:
    if re.match(r"[\w-]+:\S", piece):
        return _("na de dubbele punt ontbreekt een spatie"), _("schrijf veld: waarde")
    if piece.strip().isdecimal():
        return (
            _("een komma knipt wat ervoor staat in tweeën"),
            _("schrijf een heel getal, zonder komma"),
        )
    return (
        _("een komma knipt de tekst hiervoor in tweeën"),
        _("zet de tekst met de komma tussen aanhalingstekens"),
    )


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    kind = node.tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return node.value == "true"
    if kind == "int" and len(node.value) < 19:
        return int(node.value)
    return node.value
