"""A fault reaches every function of its module, also where the garbage collector froze them."""

import ast
import gc
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from speelruimte.policy.models import PolicyVersion
from speelruimte.shared.compiled_query import compiled_query
from tests.mutation.plugin import Living, put_in

TEXT = "def may(day):\n    return day < 3\n"


@pytest.fixture
def limits(tmp_path, monkeypatch):
    """A module of nobody: in one of the product the marks of tests/branches.py would be lost."""
    file = tmp_path / "limits.py"
    file.write_text(TEXT)
    spec = spec_from_file_location("limits", file)
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "limits", module)
    spec.loader.exec_module(module)
    return module


def test_a_fault_reaches_a_function_that_was_frozen(limits):
    held = limits.may
    gc.freeze()

    put_in(limits.__file__, ast.parse(TEXT.replace("<", "<=")), Living([limits.__file__]))

    assert held(3)


def test_a_fault_reaches_a_query_whose_sql_is_kept(limits, today):
    asked = []
    kept = compiled_query(lambda *, day: asked.append(day) or PolicyVersion.objects.none())
    kept(day=today)
    kept(day=today)
    assert len(asked) == 1

    put_in(limits.__file__, ast.parse(TEXT), Living([limits.__file__]))

    kept(day=today)
    assert len(asked) == 2
