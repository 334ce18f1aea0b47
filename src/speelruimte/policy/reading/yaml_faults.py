"""Every place where a file is no YAML, each with its line and how to mend it.

YAML's own reader stops at the first fault. Here a fault of one character is passed over and the
reading goes on; what cannot be passed over ends its section, and the next section is still read.
"""

import re
from collections.abc import Iterator

import yaml

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

YamlFault = tuple[int, str, str]
MOST_FAULTS = 200
CURLY = tuple("“”„‘’‚«»")

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    ("'\\t'", _("er staat een tab"), _("spring in met spaties")),
    ("alias", _("er staat een verwijzing met *"), _("schrijf het hier voluit")),
    (
        "mapping values are not allowed",
        _("er staat een dubbele punt waar die niet kan"),
        _("zet de tekst tussen aanhalingstekens, of kijk hoe ver de regel inspringt"),
    ),
    (
        "could not find expected ':'",
        _("na de naam van het veld ontbreekt een dubbele punt"),
        _("schrijf veld: waarde"),
    ),
    (
        "expected <block end>",
        _("de regel springt anders in dan de regels erboven"),
        _("laat velden die bij elkaar horen even ver inspringen"),
    ),
    (
        "but got '?'",
        _("tussen { } of [ ] staat een vraagteken buiten aanhalingstekens"),
        _("zet de tekst met het vraagteken tussen aanhalingstekens"),
    ),
    (
        "expected ',' or",
        _("tussen { } of [ ] klopt iets niet"),
        _("zet tekst met een komma of dubbele punt tussen aanhalingstekens, en sluit de haak"),
    ),
    (
        "expected a single document",
        _("er staan meer documenten in het bestand"),
        _("haal de regel met --- weg: één beleid per bestand"),
    ),
    (
        "a quoted scalar found unexpected",
        _("een aanhalingsteken is niet gesloten"),
        _("sluit de tekst af met hetzelfde teken"),
    ),
    (
        "unexpected end of stream",
        _("het bestand houdt te vroeg op"),
        _("sluit aanhalingstekens en haken"),
    ),
)


def _said(problem: str) -> tuple[str, str]:
    for part, wrong, right in _PROBLEMS:
        if part in problem:
            return gettext(wrong), gettext(right)
    return (
        gettext("dit is geen geldige YAML"),
        gettext(
            "kijk naar inspringen, dubbele punten en aanhalingstekens op deze regel en erboven"
        ),
    )


# What stops the reader at one character that belonged between quotation marks.
_ONE_CHARACTER = ("but got '?'", "but got ':'", "mapping values are not allowed", "'\\t'", "alias")
_SECTION = re.compile(r"(?m)^(?=[A-Za-z_][\w-]*[ ]*:)")


def yaml_faults(text: str, *, loader: type[yaml.SafeLoader]) -> tuple[YamlFault, ...]:
    """The faults in a text that is no YAML, by line, one for each line."""
    told = [fault for section in _sections(text) for fault in _faults_in(section, loader)]
    first = {fault[0]: fault for fault in reversed(told or list(_faults_in(text, loader)))}
    return tuple(first[line] for line in sorted(first))


def _sections(text: str) -> Iterator[str]:
    """The text cut before each field at the margin; lines keep their number."""
    starts = sorted({0, *(match.start() for match in _SECTION.finditer(text)), len(text)})
    for start, end in zip(starts, starts[1:], strict=False):
        yield "\n" * text.count("\n", 0, start) + text[start:end]


def _faults_in(section: str, loader: type[yaml.SafeLoader]) -> Iterator[YamlFault]:
    for _turn in range(MOST_FAULTS):
        try:
            yaml.compose(section, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = str(error.problem or error.context or "")
            yield (mark.line + 1 if mark else 1, *_said(f"{error.context or ''} {problem}"))
            if mark is None or not any(sign in problem for sign in _ONE_CHARACTER):
                return
            section = _passed_over(section, mark.line, mark.column)
        else:
            return


def _passed_over(section: str, line: int, column: int) -> str:
    """The text with one character replaced by a harmless one."""
    lines = section.split("\n")
    with_it = lines[line]
    instead = "    " if with_it[column : column + 1] == "\t" else "_"
    lines[line] = with_it[:column] + instead + with_it[column + 1 :]
    return "\n".join(lines)
