import ast
from pathlib import Path

from tests.mutation.changing import mutants_of
from tests.mutation.plugin import name_of

ROOT = Path(__file__).resolve().parents[2]
TARGETS = "tests/mutation/targets.txt"
EQUIVALENT = "tests/mutation/equivalent.txt"
# What the promise takes names from and what is no target: tables and writing, and a speed.
NO_TARGET = {"models.py", "actions.py", "fetched_ahead.py"}
SOURCE = '''
MOST = 3


def check(a, b):
    """Says no more than 4."""
    if a < b and not a == MOST:
        raise ValueError(a)
'''


def test_every_kind_of_fault_is_made_once_where_it_can_be():
    assert [(mutant.place, mutant.before, mutant.after) for mutant in mutants_of(SOURCE)] == [
        ("module", "3", "4"),
        ("module", "3", "2"),
        ("check", "a < b and (not a == MOST)", "a < b or not a == MOST"),
        ("check", "a < b", "a <= b"),
        ("check", "not a == MOST", "not not a == MOST"),
        ("check", "a == MOST", "a != MOST"),
        ("check", "raise ValueError(a)", "ValueError(a)"),
    ]


def test_a_fault_knows_the_lines_of_its_statement():
    lines = {mutant.before: (mutant.first, mutant.last) for mutant in mutants_of(SOURCE)}

    assert lines["a < b"] == (7, 7)
    assert lines["raise ValueError(a)"] == (8, 8)


def test_a_fault_knows_whether_it_is_made_when_the_module_is_imported():
    source = "class Row:\n    number: int = 0\n\n    def next(self, by=1):\n        return 2\n"

    made = {(mutant.before, mutant.at_import) for mutant in mutants_of(source)}

    assert made == {("0", True), ("1", True), ("2", False)}


def test_two_faults_of_one_statement_have_two_names():
    names = [mutant.name for mutant in mutants_of("def f(a):\n    return a[1] + a[1]\n")]

    assert names[0] == "f: 1 -> 2 in return a[1] + a[1]"
    assert len(set(names)) == len(names) == 4


def test_every_rule_term_code_and_way_is_put_to_the_test_and_what_the_promise_reads():
    listed, product = _listed(), ROOT / "src" / "speelruimte"
    named = {
        file
        for pattern in ("**/rules.py", "**/terms.py", "**/codes.py", "policy/ways.py")
        for file in product.glob(pattern)
    }
    promise = set(product.glob("promise/[a-z]*.py"))
    read = {file for each in product.glob("promise/*.py") for file in _read_by(each)}
    wanted = {
        str(file.relative_to(ROOT)) for file in named | promise | read if file.name not in NO_TARGET
    }

    assert wanted - listed == set(), f"name it in {TARGETS}"
    gone = {target for target in listed if not (ROOT / target).exists()}
    assert gone == set(), f"take it out of {TARGETS}"


def _listed():
    return {line for line in (ROOT / TARGETS).read_text().splitlines() if line.startswith("src")}


def _read_by(file):
    """The modules of the product that a module takes names from."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("speelruimte."):
            module = ROOT / "src" / Path(*node.module.split(".")).with_suffix(".py")
            if module.exists():
                yield module


def test_every_fault_that_is_explained_can_still_be_made():
    made = {name_of(ROOT / file, fault) for file in _listed() for fault in _faults_of(file)}
    rows = (ROOT / EQUIVALENT).read_text().splitlines()
    explained = {row.rpartition(" | ")[0] for row in rows if not row.startswith("#")}

    assert explained - made == set(), f"the code changed: take it out of {EQUIVALENT}"


def _faults_of(file):
    return mutants_of((ROOT / file).read_text())
