from pathlib import Path

from tests.mutation.changing import mutants_of

TARGETS = "tests/mutation/targets.txt"
SOURCE = '''
MOST = 3


def check(a, b):
    """Says no more than 4."""
    if a < b and not a == MOST:
        raise ValueError(a)
'''


def test_every_module_of_rules_is_among_those_whose_faults_must_be_noticed():
    root = Path(__file__).resolve().parents[2]
    rules = {str(file.relative_to(root)) for file in (root / "src").rglob("rules.py")}
    assert rules - set((root / TARGETS).read_text().splitlines()) == set(), f"name it in {TARGETS}"


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


def test_every_rule_term_and_promise_is_put_to_the_test_and_nothing_that_is_not_there():
    root = Path(__file__).resolve().parents[2]
    listed = {line for line in (root / TARGETS).read_text().splitlines() if line.startswith("src")}
    wanted = {
        str(file.relative_to(root))
        for pattern in ("**/rules.py", "**/terms.py", "promise/[a-z]*.py")
        for file in (root / "src" / "speelruimte").glob(pattern)
    }

    assert wanted - listed == set()
    assert {target for target in listed if not (root / target).exists()} == set()
