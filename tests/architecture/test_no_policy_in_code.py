"""Code knows the shape of a policy, never the content of one.

No literal in the code, as a whole, is a key or label of a level, purpose, role, body, check,
criterion or phase of a shipped policy. The closed words of the schema are the exceptions.
"""

import ast
import re
from enum import Enum
from html import unescape
from pathlib import Path

from tests.policy.test_packs import NAMES, pack
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of

from speelruimte.policy import schema

pytestmark = looks_through_the_source

SOURCE = Path(__file__).parents[2] / "src/speelruimte"
SECTIONS = (
    "influence_levels",
    "purposes",
    "participant_roles",
    "government_roles",
    "deciding_bodies",
    "checks",
    "policy_phases",
)


def closed_words() -> set[str]:
    """The schema's own vocabulary: values and names of its closed words, and field names."""
    words = set()
    for thing in vars(schema).values():
        if isinstance(thing, type) and issubclass(thing, Enum):
            words |= {word for member in thing for word in (str(member), member.label)}
        elif hasattr(thing, "model_fields"):
            words |= set(thing.model_fields)
    return words


def words_of_policies() -> set[str]:
    words = set()
    for name in NAMES:
        policy = pack(name)
        items = [item for section in SECTIONS for item in getattr(policy, section)]
        items += policy.complexity.criteria if policy.complexity else ()
        for item in items:
            words |= {item.key, str(item.label), item.label.in_language("en")}
    return words


def literals_in_code():
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in nodes_in(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value.strip(), f"{path.relative_to(SOURCE)}:{node.lineno}"


def _blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def _line(path, text, position):
    return f"{path.relative_to(SOURCE)}:{text.count(chr(10), 0, position) + 1}"


def literals_in_templates():
    """Texts between tags, and the strings of template tags."""
    for path in SOURCE.rglob("*.html"):
        text = re.sub(
            r"{#.*?#}|{% comment.*?endcomment %}", _blank, path.read_text(), flags=re.DOTALL
        )
        for match in re.finditer(r"[\"']([^\"'<>{}]+)[\"']", text):
            yield match[1].strip(), _line(path, text, match.start())
        between = r"(?:^|>|%}|}})([^<>{}]+)(?=<|{%|{{|$)"
        for match in re.finditer(between, text):
            yield unescape(match[1]).strip(), _line(path, text, match.start(1))


def test_no_literal_of_a_shipped_policy_stands_in_the_code():
    """Ask the policy for it (parsed_policy): another municipality has other words."""
    known = words_of_policies() - closed_words()
    literals_of_policies = [
        f"{where}: {literal!r}"
        for literals in (literals_in_code(), literals_in_templates())
        for literal, where in literals
        if literal in known
    ]
    assert literals_of_policies == []


def test_the_words_that_are_looked_for_are_the_policies_own():
    words = words_of_policies()
    assert {"meedenken", "Meedenken", "raad", "de gemeenteraad", "coproducent"} <= words
    files = {where.split(":")[0] for _w, where in literals_in_code()}
    assert {"policy/schema/policy.py", "commands/policy.py"} <= files
