"""A broken rule is told whole: every place that breaks it, one a line, and what the rule asks."""

import inspect

import pytest

_asked = []


@pytest.fixture(autouse=True)
def _rule(request):
    """Remember which rule is looked at, for what is said of it."""
    _asked[:] = [request.node.originalname.removeprefix("test_").replace("_", " ")]
    _asked.extend(filter(None, [inspect.getdoc(request.function)]))


def pytest_assertrepr_compare(op, left, right):
    """What should be empty and is not: all of it. For anything else pytest says its own."""
    if op != "==" or not isinstance(left, (list, set, dict)) or right != type(left)() or not left:
        return None
    rows = left.items() if isinstance(left, dict) else left
    rows = sorted(left) if isinstance(left, set) else rows
    told = [f"{row[0]}: {row[1]}" if isinstance(row, tuple) else str(row) for row in rows]
    return [f"{len(told)} broken: {'. '.join(_asked)}", *told]
