"""Which lines and branches of the rules no test takes: ``pytest -p tests.branches``.

Until Python 3.12 who traces a program makes all of it two to four times as slow, also what nobody
asked about. So nothing is traced: each file under watch gets a mark before every statement, and in
every branch that is not written out (no ``else``, a loop that ends, no case that fits). What one
mark costs is one assignment.
"""

import ast
import builtins
import sys
from importlib.machinery import PathFinder, SourceFileLoader
from itertools import compress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What decides: the rules, and the layers that know no screen, with all that lies in them.
WATCHED = {
    str(file)
    for pattern in ("**/rules.py", "shared/**/*.py", "policy/**/*.py", "analysis/**/*.py")
    for file in (ROOT / "src/speelruimte").glob(pattern)
    if file.parent.name != "migrations"
}
BLOCKS = ("body", "orelse", "finalbody")

places = []  # of each mark by its number: file, line and where it goes
taken = builtins.__taken__ = []  # of each mark by its number: whether it was passed since cleared
seen = set()  # the places that count


def marked(source, file):
    """The program with its marks, as a tree; they are new numbers in ``places`` and ``taken``."""
    tree = ast.parse(source)
    for node in list(ast.walk(tree)):
        for block in BLOCKS:
            if isinstance(statements := getattr(node, block, None), list):
                setattr(node, block, _with_marks(statements, file))
        if _can_go_on(node):
            node.orelse = [_mark(node, file, "verder")]
        elif isinstance(node, ast.Match) and not _fits_all(node.cases[-1]):
            nothing = [_mark(node, file, "geen geval")]
            node.cases.append(ast.match_case(ast.MatchAs(), body=nothing))
    return ast.fix_missing_locations(tree)


def _with_marks(statements, file):
    result = []
    for statement in statements:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_text and not isinstance(statement, ast.Global | ast.Nonlocal):
            result.append(_mark(statement, file))
        result.append(statement)
    return result


def _can_go_on(node):
    """Whether it has a branch for which nothing is written."""
    if not isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While):
        return False
    return not node.orelse and not isinstance(getattr(node, "test", None), ast.Constant)


def _fits_all(case):
    return case.guard is None and isinstance(case.pattern, ast.MatchAs) and not case.pattern.pattern


def _mark(node, file, goes=""):
    number = len(places)
    places.append(f"{Path(file).relative_to(ROOT)}:{node.lineno}{goes and f' → {goes}'}")
    taken.append(0)
    mark = ast.parse(f"__taken__[{number}] = 1").body[0]
    for part in ast.walk(mark):
        ast.copy_location(part, node)
    return mark


class Loader(SourceFileLoader):
    """Reads a file under watch in with its marks, and counts what that takes."""

    def get_code(self, fullname):
        return compile(marked(self.get_data(self.path), self.path), self.path, "exec")

    def exec_module(self, module):
        first = len(places)
        super().exec_module(module)
        seen.update(places[n] for n in range(first, len(places)) if taken[n])


class Finder:
    """Finds the files under watch before others do."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if not name.startswith("speelruimte."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.origin in WATCHED:
            spec.loader = Loader(name, spec.origin)
        return spec


def clear():
    """From now on."""
    taken[:] = [0] * len(taken)


def count():
    """What was taken since it was cleared counts."""
    seen.update(compress(places, taken))


def untaken():
    """The places of all files under watch that do not count yet."""
    places.clear()
    for file in sorted(WATCHED):
        marked(Path(file).read_bytes(), file)
    return [place for place in dict.fromkeys(places) if place not in seen]


sys.meta_path.insert(0, Finder)


# The workers tell what they saw; who gave them the tests says what is missing. -----------------------


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session):
    count()  # what is done once, while the tests are read in
    result = yield
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["seen"] = sorted(seen)
    elif missing := untaken():
        session.config.stash[_missing] = missing
        session.testsfailed += 1
    return result


_missing = pytest.StashKey()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    seen.update(getattr(node, "workeroutput", {}).get("seen", ()))  # a worker may have died


def pytest_terminal_summary(terminalreporter, config):
    for place in config.stash.get(_missing, ()):
        terminalreporter.write_line(f"UNTAKEN {place}")
