"""What a policy says twice, against itself or to nobody is a fault, or told as doubtful."""

import pytest

from tests.policy.test_reading import SMALL, faults, only_fault
from tests.policy.test_warnings import only_warning, warned

GATE = "    - {gate: quickscan, holds: false, source: basis}\n"
CONTACT = "  name: Kleinstad\n  contact: {coach: Kim, email: EMAIL, website: WEBSITE}\n"
EXCLUDED = (
    "obligations:\n"
    "  - {key: visie, label: Visie, ground: Zo., when: {is: {subject_kind: vision}}, source: basis}\n"
    "exclusions:\n"
    "  - {key: storm, label: Storm, ground: Zo., when: {is: {subject_kind: KIND}}, source: basis}\n"
)
BODIES = "    forwards_to: [raad]\n    recorded_by: griffie\n    source: basis\n  - key: raad\n    label: de raad\n"


def contact(email="kim@kleinstad.example", website="https://kleinstad.example"):
    filled = CONTACT.replace("EMAIL", email).replace("WEBSITE", website)
    return SMALL.replace("  name: Kleinstad\n", filled)


def forwarding(more=""):
    old = "    recorded_by: griffie\n    source: basis\n"
    return SMALL.replace(old, f"{BODIES}{more}{old}")


def test_a_text_without_dutch_is_a_fault():
    told = only_fault(SMALL.replace("label: Luisteren", "label: {en: Hum}"))
    assert "[luisteren].label: deze tekst is er niet in het Nederlands" in told


def test_a_text_in_a_language_that_is_not_the_towns_is_told():
    text = SMALL.replace("label: Luisteren", "label: {nl: Luisteren, en: Hum}")
    assert "niemand leest deze tekst: 'en'" in only_warning(text, on="Hum")
    assert warned(text.replace("  name: K", "  languages: [nl, en]\n  name: K")) == []


def test_a_gate_that_is_set_twice_is_a_fault():
    once = SMALL.replace("checks:\n", f"route:\n  gates:\n{GATE}checks:\n")
    assert faults(once) == []
    assert "'quickscan' heeft verderop een regel" in only_fault(once.replace(GATE, GATE + GATE))


def test_a_gate_that_is_set_for_a_case_below_its_rule_is_no_fault_and_above_it_never_counts():
    other = GATE.replace("holds", "when: {is: {urgent: yes}}, holds")
    gates = "route:\n  gates:\n"
    assert faults(SMALL.replace("checks:\n", f"{gates}{GATE}{other}checks:\n")) == []
    told = only_fault(SMALL.replace("checks:\n", f"{gates}{other}{GATE}checks:\n"))
    assert "deze regel telt nooit" in told


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"email": "kim.kleinstad.example"}, "zoals naam@gemeente.nl"),
        ({"website": "kleinstad.example"}, "met https:// ervoor"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_fault(changed, says):
    assert faults(contact()) == []
    told = only_fault(contact(**changed))
    assert "is geen adres" in told
    assert says in told


def test_what_obliges_and_excludes_in_the_same_cases_is_told():
    text = SMALL.replace("checks:\n", f"{EXCLUDED}checks:\n")
    same = text.replace("KIND", "vision")
    assert "meedoen verplicht (obligations[visie])" in only_warning(same, on="key: storm")
    assert warned(text.replace("KIND", "rules")) == []


def test_bodies_that_forward_in_a_circle_are_told():
    assert warned(forwarding()) == []
    told = warned(forwarding("    forwards_to: [bestuur]\n"))
    assert len(told) == 2
    assert "wat naar 'raad' gaat, kan hier terugkomen" in told[0]
