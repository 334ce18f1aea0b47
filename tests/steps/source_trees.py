"""The source as trees, for all tests that look through it: each file is read and walked once.

Those tests are in one group, so that one worker reads the files for all of them.
"""

import ast
from functools import cache

import pytest

looks_through_the_source = pytest.mark.xdist_group("source")


@cache
def tree_of(file):
    """A file of Python as a tree, which nobody changes for another."""
    return ast.parse(file.read_text())


def nodes_in(tree):
    """All that stands in a tree, as ``ast.walk`` gives it."""
    if not hasattr(tree, "all_nodes"):
        tree.all_nodes = tuple(ast.walk(tree))
    return tree.all_nodes


def called_in(call):
    """What is called, as ``ast.unparse`` writes it: ``models.TextField``."""
    return _written(call.func)


def _written(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
        return f"{_written(node.value)}.{node.attr}"
    return ast.unparse(node)
