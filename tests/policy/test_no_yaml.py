"""What a word processor or a slip makes of a policy file: the line where it went wrong is named."""

import re

import pytest

from speelruimte.policy.reading import read_file
from tests.policy.test_reading import SMALL, faults, line_of, only_fault

FLOW = "goals:\n  - {key: beter, label: Beter, explanation: Samen., source: basis}\nchecks:\n"
WITH_GOAL = SMALL.replace("checks:\n", FLOW)

# What stands in the policy, what it becomes, the line that is named (by what stands on it), and
# what is said of it.
SLIPS = [
    ("label: Luisteren", 'label: "Luisteren', "Luisteren", "aanhalingsteken is niet gesloten"),
    ("label: Beter", 'label: "Beter?', "Beter?", "aanhalingsteken is niet gesloten"),
    (
        "name: Kleinstad",
        "name:Kleinstad",
        "municipality",
        "na de dubbele punt ontbreekt een spatie",
    ),
    ("label: Beter", "label:Beter", "Beter", "na de dubbele punt ontbreekt een spatie"),
    ("effective_from: 2", "effective_from:2", "2026", "na de dubbele punt ontbreekt een spatie"),
    ("say: 1", "say = 1", "say = 1", "ontbreekt een dubbele punt"),
    ("explanation: Samen.", "explanation: 3,5", "3,5", "schrijf een heel getal, zonder komma"),
    ("explanation: Samen.", "explanation: Samen, en nu.", "Samen", "een komma knipt"),
    ("explanation: Samen.", "explanation: Ja, nee", "Ja, nee", "een komma knipt"),
    ("Wij luisteren.", "“Wij: luisteren.”", "Wij:", "gebruik rechte aanhalingstekens"),
    ("Beter,", "“Beter?”,", "Beter?", "gebruik rechte aanhalingstekens"),
    ("Wij luisteren.", "'Wij luisteren met z'n allen.'", "z'n", "staat nog meer"),
    ("Beter,", '"Beter" en meer,', "Beter", "staat nog meer"),
    ("Wij luisteren.", "@Fien", "@Fien", "kan niet met @ beginnen"),
    ("Wij luisteren.", "%tien", "%tien", "kan niet met % beginnen"),
    ("Samen.", "& Co", "& Co", "kan niet met & beginnen"),
    ("Samen., source: basis}", "Samen., source: basis", "Samen.", "de haak { wordt niet gesloten"),
    ("Wij luisteren.", "- Wij", "promise: -", "een streepje kan hier niet"),
    (
        "  - key: bestuur\n    label: het",
        "  – key: bestuur\n    label: het",
        "–",
        "gewoon streepje",
    ),
    ("  - {key: beter", "  -{key: beter", "beter", "na het streepje ontbreekt een spatie"),
    ("    say: 1", "\xa0\xa0\xa0\xa0say: 1", "say: 1", "harde spatie"),
    ("    say: 1", "\tsay: 1", "say: 1", "er staat een tab"),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), SLIPS)
def test_a_slip_is_one_fault_on_the_line_where_it_was_made(old, new, line, says):
    text = WITH_GOAL.replace(old, new, 1)
    assert text != WITH_GOAL
    told = only_fault(text)
    assert told.startswith(f"x.yaml:{line_of(text, line)}: "), told
    assert says in told


def test_a_quotation_mark_that_the_next_one_closes_is_told_where_it_opens():
    text = WITH_GOAL.replace(
        "source: basis}\nchecks",
        'source: basis}\n  - {key: a, label: "Wat, source: basis}\n'
        '  - {key: b, label: "Wie", source: basis}\nchecks',
    )
    told = only_fault(text)
    assert told.startswith(f"x.yaml:{line_of(text, 'Wat')}: ")
    assert "aanhalingsteken is niet gesloten" in told


def test_a_file_that_springs_in_with_tabs_is_told_once_with_the_lines():
    text = re.sub(r"(?m)^( {2,4})", lambda match: "\t" * (len(match.group()) // 2), SMALL)
    told = only_fault(text)
    assert "er staat een tab (op regel 2, 5-11, " in told
    assert "spring in met spaties" in told


def test_one_tab_among_spaces_is_told_and_nothing_that_follows_from_it():
    line = next(row for row in WITH_GOAL.splitlines() if row.startswith("    "))
    text = WITH_GOAL.replace(f"{line}\n", f"\t{line.strip()}\n", 1)
    told = only_fault(text)
    assert told.startswith(f"x.yaml:{line_of(text, line.strip())}: ")
    assert "er staat een tab; spring in met spaties" in told


def test_text_with_a_dash_or_a_comma_where_it_may_stand_is_no_fault():
    assert faults(WITH_GOAL.replace("Wij luisteren.", "Wij – en u – luisteren, altijd.")) == []
    assert faults(WITH_GOAL.replace("Samen.", '"Samen, en nu."')) == []


WRITTEN = [
    (b"PK\x03\x04\x00", "is een Word-bestand"),
    (b"%PDF-1.7", "is een pdf"),
    ("municipality:".encode("utf-16"), "UTF-16"),
    (b"", "is leeg"),
    (b"zomaar wat", "heeft geen velden"),
]


@pytest.mark.parametrize(("raw", "says"), WRITTEN)
def test_a_file_that_is_no_plain_text_is_called_what_it_is(tmp_path, raw, says):
    path = tmp_path / "beleid.yaml"
    path.write_bytes(raw)
    (fault,) = read_file(path).faults
    assert says in fault.wrong


def test_a_file_that_cannot_be_opened_is_told_in_dutch(tmp_path):
    (fault,) = read_file(tmp_path / "nergens.yaml").faults
    assert fault.wrong == "staat er niet"
    (fault,) = read_file(tmp_path).faults
    assert fault.wrong == "is een map"


def test_who_writes_one_word_for_a_list_sees_how_a_list_is_written():
    told = only_fault(SMALL.replace("name: Kleinstad", "name: Kleinstad\n  languages: nl"))
    assert "schrijf een lijst zo: [nl]" in told


def test_who_writes_a_text_where_fields_belong_sees_which_fields():
    told = only_fault(SMALL.replace("when: {is: {competent: bestuur}}", "when: bij gevaar"))
    assert "hier horen velden te staan, en er staat 'bij gevaar'" in told
    assert "zoals all:, any:, not:" in told
