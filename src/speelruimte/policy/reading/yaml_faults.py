"""Every place where a file is no YAML, each with its line and how to mend it.

YAML's own reader stops at the first fault. Here a fault of one character is passed over and the
reading goes on; what cannot be passed over ends its section, and the next section is still read.
What a word processor puts at the start of a line is told once, with every line it is on.
"""

import math
import re
from collections.abc import Iterator

import yaml

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

YamlFault = tuple[int, str, str]
MOST_FAULTS = 200
CURLY = tuple("“”„‘’‚«»")

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    ("'\\t'", _("er staat een tab"), _("gebruik een spatie")),
    (
        "alias",
        _("er staat een verwijzing met *"),
        _("schrijf het hier voluit, of zet tekst met een * tussen aanhalingstekens"),
    ),
    (
        "escape",
        _("tussen dubbele aanhalingstekens staat een schuine streep \\"),
        _("zet de tekst tussen enkele aanhalingstekens"),
    ),
    (
        "sequence entries are not allowed",
        _("een streepje kan hier niet"),
        _("begin een lijst op een nieuwe regel, of zet de tekst tussen aanhalingstekens"),
    ),
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
_ONE_CHARACTER = (
    "but got '?'",
    "but got ':'",
    "mapping values are not allowed",
    "cannot start any token",
    "alias",
)
_SECTION = re.compile(r"(?m)^(?=[A-Za-z_][\w-]*[ ]*:)")


# What stands at the start of a line and only looks like spaces or a list, and what was meant.
_LOOKALIKES: tuple[tuple[re.Pattern[str], str, str, str, str], ...] = (
    (re.compile(r"(?m)^[ \t]*\t"), "\t", "  ", _("er staat een tab"), _("spring in met spaties")),
    (
        re.compile(r"(?m)^[ \xa0]*\xa0|^ *(?:- )?[\w-]+:\xa0|^ *-\xa0"),
        "\xa0",
        " ",
        _("er staat een harde spatie, zoals Word die maakt"),
        _("vervang haar door een gewone spatie"),
    ),
    (
        re.compile(r"(?m)^ *-(?=\{|[\w-]+:\s)"),
        "-",
        "- ",
        _("na het streepje ontbreekt een spatie"),
        _("schrijf een spatie na -"),
    ),
    (
        re.compile(r"(?m)^ *[–—](?=\s+[\w-]+:\s)"),
        "–—",
        "-",
        _("er staat een gedachtestreepje, zoals Word dat maakt"),
        _("begin een onderdeel van een lijst met een gewoon streepje: -"),
    ),
)


def yaml_faults(text: str, *, loader: type[yaml.SafeLoader]) -> tuple[YamlFault, ...]:
    """The faults in a text that is no YAML, by line, one for each line."""
    tabs = _lines_with_tabs(text)
    text, lookalikes = _plain(text)
    told = []
    for section in _sections(text):
        until = _first_odd_tab(section, tabs)
        told += [fault for fault in _faults_in(section, loader) if fault[0] <= until]
    if not told and not lookalikes:
        told = list(_faults_in(text, loader))
    first = {fault[0]: fault for fault in (*reversed(told), *lookalikes)}
    return tuple(first[line] for line in sorted(first))


def _plain(text: str) -> tuple[str, list[YamlFault]]:
    """The text as it was meant at the start of its lines, and a fault for each kind of mistake."""
    faults: list[YamlFault] = []
    for pattern, signs, meant, wrong, right in _LOOKALIKES:
        lines = [text.count("\n", 0, match.start()) + 1 for match in pattern.finditer(text)]
        if not lines:
            continue
        said = gettext(wrong)
        if len(lines) > 1:
            said = gettext("{wrong} (op regel {lines})").format(wrong=said, lines=_ranges(lines))
        faults.append((lines[0], said, gettext(right)))
        text = _replaced(text, pattern, str.maketrans(dict.fromkeys(signs, meant)))
    return text, faults


_SPRINGS_IN_WITH_A_TAB = re.compile(r"[ \t]*\t")


def _lines_with_tabs(text: str) -> frozenset[int]:
    """The numbers of the lines that spring in with a tab."""
    lines = enumerate(text.split("\n"), start=1)
    return frozenset(number for number, line in lines if _SPRINGS_IN_WITH_A_TAB.match(line))


def _first_odd_tab(section: str, tabs: frozenset[int]) -> float:
    """The line of the first tab among lines that spring in with spaces; infinite without one.

    How far it was meant to spring in nobody knows, so what follows it in its section is not judged.
    """
    lines = enumerate(section.split("\n"), start=1)
    inner = [number for number, line in lines if line.startswith(" ") and line.strip()]
    first = min(tabs.intersection(inner), default=math.inf)
    return math.inf if tabs.issuperset(inner) else first


def _replaced(text: str, pattern: re.Pattern[str], instead: dict[int, str]) -> str:
    return pattern.sub(lambda match: match.group().translate(instead), text)


def _ranges(lines: list[int]) -> str:
    """Line numbers in order, with runs as one: 3, 5-9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"{start}-{end}" if end > start else str(start) for start, end in runs)


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
            yield _fault(section, error, loader)
            if mark is None or not any(sign in problem for sign in _ONE_CHARACTER):
                return
            section = _passed_over(section, mark.line, mark.column)
        else:
            return


def _fault(section: str, error: yaml.MarkedYAMLError, loader: type[yaml.SafeLoader]) -> YamlFault:
    """Where the mistake was made, which is not always where the reader stopped."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return (1, *_said(str(error.context or error.problem or "")))
    fault = _open_quote(section, error, loader)
    if fault is None:
        start = error.context_mark if "simple key" in str(error.context) else None
        line = (start or mark).line
        signs = _signs_on(section.split("\n")[line]) if error.problem != "alias" else None
        fault = (line + 1, *signs) if signs else _open_bracket(section, error)
    return fault or (line + 1, *_said(f"{error.context or ''} {error.problem or ''}"))


def _open_quote(
    section: str, error: yaml.MarkedYAMLError, loader: type[yaml.SafeLoader]
) -> YamlFault | None:
    """A quotation mark that closes nowhere, much later, or halfway the text."""
    unclosed = (
        gettext("een aanhalingsteken is niet gesloten"),
        gettext("sluit de tekst af met hetzelfde teken"),
    )
    if "found unexpected" in str(error.problem) and error.context_mark:
        return (error.context_mark.line + 1, *unclosed)
    mark = error.problem_mark
    if mark is None:
        return None
    quoted = _last_scalar(section, mark.index, loader)
    if quoted is None or quoted.plain or section[quoted.end_mark.index : mark.index].strip():
        return None
    if quoted.start_mark.line < quoted.end_mark.line:
        return (quoted.start_mark.line + 1, *unclosed)
    if quoted.end_mark.line != mark.line or mark.index >= len(section):
        return None
    return (
        mark.line + 1,
        gettext("na het aanhalingsteken dat de tekst sluit, staat nog meer"),
        gettext(
            "zet de hele tekst tussen aanhalingstekens van de andere soort: "
            "een apostrof binnen dubbele, of andersom"
        ),
    )


def _last_scalar(
    section: str, before: int, loader: type[yaml.SafeLoader]
) -> yaml.ScalarToken | None:
    """The text that was read last before this place."""
    last = None
    try:
        for token in yaml.scan(section, Loader=loader):
            if token.end_mark.index > before:
                break
            last = token if isinstance(token, yaml.ScalarToken) else last
    except yaml.YAMLError:  # the reader stops here again: what came before is what was asked for
        return last
    return last


def _open_bracket(section: str, error: yaml.MarkedYAMLError) -> YamlFault | None:
    """A bracket that is not closed before the next part of the list, or the end."""
    start, mark = error.context_mark, error.problem_mark
    if "parsing a flow" not in str(error.context) or start is None or mark is None:
        return None
    if start.line == mark.line or section[start.index : mark.index].rstrip()[-1:] in ",[{:":
        return None
    return (
        start.line + 1,
        gettext("de haak {sign} wordt niet gesloten").format(sign=section[start.index]),
        gettext("sluit de haak op het eind van het onderdeel"),
    )


# Signs that mean something else to the reader when a text starts with them.
_STARTS_A_TEXT = re.compile(r"(?:^\s*|[:,\[{-]\s+)([@`%&*!])")
_CURLY_QUOTED = re.compile(f"(?:^\\s*|[:,\\[{{-]\\s+)([{''.join(CURLY)}])")
_NO_SPACE_AFTER_COLON = re.compile(r"^\s*(?:-\s+)?[\w-]+:[^\s:]")


def _signs_on(line: str) -> tuple[str, str] | None:
    """What is wrong with a line by how it looks; None where it looks as it should."""
    if _NO_SPACE_AFTER_COLON.search(line):
        return gettext("na de dubbele punt ontbreekt een spatie"), gettext("schrijf veld: waarde")
    if match := _CURLY_QUOTED.search(line):
        wrong = gettext("de tekst begint met {sign}, een aanhalingsteken zoals Word dat maakt")
        return wrong.format(sign=match.group(1)), gettext("gebruik rechte aanhalingstekens")
    if match := _STARTS_A_TEXT.search(line):
        wrong = gettext("een tekst kan niet met {sign} beginnen")
        return wrong.format(sign=match.group(1)), gettext("zet de tekst tussen aanhalingstekens")
    return None


def _passed_over(section: str, line: int, column: int) -> str:
    """The text with one character replaced by a harmless one."""
    lines = section.split("\n")
    with_it = lines[line]
    instead = "    " if with_it[column : column + 1] == "\t" else "_"
    lines[line] = with_it[:column] + instead + with_it[column + 1 :]
    return "\n".join(lines)
