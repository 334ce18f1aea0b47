"""A stage of the tests begins as soon as what it takes from another one is there, and not before."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[2] / "bin" / "run-tests"


@pytest.fixture(scope="module")
def stages():
    """The program that runs the stages."""
    spec = spec_from_loader("run_tests", SourceFileLoader("run_tests", str(FILE)))
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.setitem(sys.modules, "run_tests", module)  # its dataclass asks for it
        spec.loader.exec_module(module)
        yield module


@pytest.fixture
def order(stages, tmp_path, monkeypatch):
    """In which order short programs begin and end, by the name of their stage."""
    said, filled = tmp_path / "said", tmp_path / "filled"
    until_forms = f"for n in $(seq 600); do grep -qs forms {said} && break; sleep 0.05; done"
    programs = {
        "sqlite": f"touch {filled}; {until_forms}; echo sqlite >> {said}",
        "browser-pages": f"echo pages >> {said}",
        "postgresql-forms": f"echo forms >> {said}",
        "postgresql": f"echo postgresql >> {said}; exit 3",
        "browser": "true",
    }
    monkeypatch.setattr(
        stages.Stage, "command", property(lambda stage: ("sh", "-c", programs[stage.name]))
    )

    def run(*names):
        done = stages.run([one for one in stages.STAGES if one.name in names], tmp_path)
        return said.read_text().split(), {one.name: code for one, _s, code, _l in done}

    return run


def test_pages_and_then_forms_go_beside_sqlite_and_the_rest_of_postgresql_comes_after_it(order):
    said, codes = order("sqlite", "browser-pages", "postgresql-forms", "postgresql", "browser")

    assert said == ["pages", "forms", "sqlite", "postgresql"]
    assert codes == {name: 3 if name == "postgresql" else 0 for name in codes}
    assert len(codes) == 5


def test_a_stage_that_is_asked_for_alone_waits_for_nothing(order):
    assert order("browser-pages") == (["pages"], {"browser-pages": 0})
