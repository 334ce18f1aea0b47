"""A variable is called after the thing it holds: a phase, a method, a row; not "one"."""

import ast

import pytest
from tests.architecture.finding import ROOT, modules
from tests.steps.source_trees import looks_through_the_source, nodes_in, tree_of

pytestmark = looks_through_the_source

EMPTY = {"one", "found", "held", "kept", "there", "once"}


def python_in(folder):
    """Modules, and programs without an ending that say on their first line that they are Python."""
    if folder.name != "bin":
        return modules(under=folder)
    files = [path for path in folder.iterdir() if path.is_file()]
    return [path for path in files if path.read_text().startswith("#!/usr/bin/env python3")]


def bound_in(tree):
    """Names of variables with their line; fields and functions are called from outside: not here."""
    fields = {
        id(statement.target if isinstance(statement, ast.AnnAssign) else target)
        for node in nodes_in(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for target in (statement.targets if isinstance(statement, ast.Assign) else [None])
    }
    for node in nodes_in(tree):
        if (
            isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Store)
            and id(node) not in fields
        ):
            yield node.lineno, node.id
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.lineno, node.name


@pytest.mark.parametrize("under", ["src/speelruimte", "demo", "bench", "bin"])
def test_a_variable_is_named_after_what_it_holds(under):
    """Name the thing: phase, method, row. Never one, found, held, kept, there or once."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in python_in(ROOT / under)
        for line, name in bound_in(tree_of(path))
        if name in EMPTY
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "for one in phases: pass",
        "[one.key for one in phases]",
        "sorted(phases, key=lambda one: one.key)",
        "found: list = []",
        "if there := phases: pass",
        "first, kept = pair",
        "def lock(held): pass",
        "with lock() as held: pass",
        "try: pass\nexcept ValueError as found: pass",
        "from phases import first as one",
    ],
)
def test_an_empty_name_is_seen_wherever_it_is_bound(source):
    assert {name for _line, name in bound_in(ast.parse(source))} & EMPTY


@pytest.mark.parametrize(
    "source",
    ["class Result:\n    kept: list", "class Result:\n    kept = Field()", "result.kept = []"],
)
def test_a_field_is_no_variable(source):
    assert not {name for _line, name in bound_in(ast.parse(source))} & EMPTY
