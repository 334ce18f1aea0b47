"""Code knows the shape of a policy, never the content of one (docs/adr/0002)."""

import ast
from pathlib import Path

import yaml
from tests.architecture.test_house_rules import ROOT, SRC, modules

SECTIONS = (
    "influence_levels",
    "purposes",
    "participant_roles",
    "government_roles",
    "deciding_bodies",
    "checks",
    "policy_phases",
)
# Words that are also the closed vocabulary of the schema, the name of a step of the route or of a
# system role. Nothing else belongs here.
EXCEPTIONS = {
    "initiator",
    "plan",
    "decision",
    "evaluation",
    "verkennen",
    "leren",
    "evaluatie",
    "besluit",
    "Besluit",
    "Meedoen",
    "meedoen",
    "Initiatiefnemer",
    "initiatiefnemer",
}


def words_of_the_packs():
    found = set()
    for pack in (SRC / "policy" / "packs").glob("*.yaml"):
        data = yaml.safe_load(pack.read_text())
        items = [item for section in SECTIONS for item in data.get(section) or ()]
        items += (data.get("complexity") or {}).get("criteria", ())
        for item in items:
            found.add(item["key"])
            label = item.get("label", "")
            found |= set(label.values()) if isinstance(label, dict) else {label}
    return {word for word in found if word} - EXCEPTIONS


def test_no_key_or_label_of_a_shipped_policy_stands_in_the_code():
    words = words_of_the_packs()
    wrong = []
    for file in modules():
        tree = ast.parse(file.read_text())
        wrong += [
            f"{file.relative_to(ROOT)}:{node.lineno} {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and node.value in words
            and not closed_vocabulary(file)
        ]

    assert wrong == []


def closed_vocabulary(file):
    return file.parent == SRC / "policy" / "schema" or file == SRC / "policy" / "facts.py"


def test_no_label_of_a_shipped_policy_stands_in_a_template():
    words = {word for word in words_of_the_packs() if len(word) > 3}
    wrong = []
    for file in Path(SRC / "website" / "templates").rglob("*.html"):
        text = file.read_text()
        wrong += [
            f"{file.relative_to(ROOT)}: {word}"
            for word in words
            for form in (f">{word}<", f'"{word}"', f"'{word}'")
            if form in text
        ]

    assert wrong == []
