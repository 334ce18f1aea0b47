"""Nothing in a policy file is quietly ignored: every field has a reader."""

import ast
import re

import pytest

from speelruimte.policy.reading.not_yet import NOT_YET_RULES
from speelruimte.policy.reading.reference import block_types
from tests.architecture.finding import ROOT
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of

SOURCE = ROOT / "src" / "speelruimte"
# Refused by a rule of `policy check` for as long as the product does nothing with them.
NOT_YET = {("EvaluationQuestion", "moment"): "nothing_is_asked_on_the_way"}
# Read by the rule that keeps the website's own languages.
CHECKED_ONLY = {("Municipality", "languages"): "languages_are_spoken"}


def names_read():
    """Every attribute that code reads outside the schema and the reading of files, and what
    templates read."""
    names = set()
    for path in SOURCE.rglob("*.py"):
        if "policy/reading" in str(path) or "migrations" in path.parts:
            continue
        if path.parent.name == "schema" and path.name != "policy.py":
            continue
        tree = tree_of(path)
        names |= {node.attr for node in nodes_in(tree) if isinstance(node, ast.Attribute)}
        names |= _sections_by_name(tree) | _asked_by_name(tree)
    for path in SOURCE.rglob("*.html"):
        names |= set(re.findall(r"\.(\w+)", path.read_text()))
    return names


def _sections_by_name(tree):
    """Sections that facts take their values from are read by their name."""
    calls = (node for node in nodes_in(tree) if isinstance(node, ast.Call))
    return {
        keyword.value.value
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "section" and isinstance(keyword.value, ast.Constant)
    }


def _asked_by_name(tree):
    """What ``getattr`` asks for with a name that is written out."""
    calls = (node for node in nodes_in(tree) if isinstance(node, ast.Call))
    asked = (call for call in calls if getattr(call.func, "id", "") == "getattr")
    return {
        argument.value
        for call in asked
        for argument in call.args[1:2]
        if isinstance(argument, ast.Constant)
    }


@looks_through_the_source
@pytest.mark.afar
def test_every_field_of_a_policy_is_read_somewhere_or_refused():
    read = names_read()
    unread = {
        (model.__name__, name)
        for model in block_types()
        for name in model.model_fields
        if name not in read
    }
    rules = {rule.__name__ for rule in NOT_YET_RULES}
    assert set(CHECKED_ONLY.values()) | set(NOT_YET.values()) == rules
    allowed = {*NOT_YET, *CHECKED_ONLY, ("Policy", "shape"), ("DecisionRoute", "adopted_by")}
    allowed |= {(model.__name__, "source") for model in block_types()}
    # `adopted_by` is read inside the schema, by the property `adopters`; `shape` when upgrading; `source` says where a
    # part comes from, for whoever checks the file.
    assert unread - allowed == set()
