"""A fault reaches every function of its module, also where the garbage collector froze them."""

import ast
import gc
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from speelruimte.policy import terms
from speelruimte.policy.models import PolicyVersion
from speelruimte.shared.compiled_query import compiled_query
from tests.mutation.plugin import Living, put_in

FILE = Path(terms.__file__)
TEXT = "def may(day):\n    return day < 3\n"


def test_a_fault_reaches_a_function_that_was_frozen(tmp_path, monkeypatch):
    file = tmp_path / "limits.py"
    file.write_text(TEXT)
    spec = spec_from_file_location("limits", file)
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "limits", module)
    spec.loader.exec_module(module)
    held = module.may
    gc.freeze()

    put_in(str(file), ast.parse(TEXT.replace("<", "<=")), Living([str(file)]))

    assert held(3)


def test_a_fault_reaches_a_query_whose_sql_is_kept(today):
    asked = []
    kept = compiled_query(lambda *, day: asked.append(day) or PolicyVersion.objects.none())
    kept(day=today)
    kept(day=today)
    assert len(asked) == 1

    put_in(str(FILE), ast.parse(FILE.read_text()), Living([str(FILE)]))

    kept(day=today)
    assert len(asked) == 2
