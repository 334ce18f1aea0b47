"""What counts the branches of the rules (tests/branches.py) names each that no test takes."""

import builtins
import importlib.util
import sys
from types import SimpleNamespace

import pytest
from tests.architecture.finding import ROOT, SRC, modules

pytestmark = pytest.mark.pure

RULES = str(SRC / "made_up/rules.py")
PROGRAM = '''"""A word ahead."""
def weighed(votes, most=4):
    """What it weighs."""
    global last
    last = votes
    if votes > most:
        last = most
    for number in range(votes):
        if number == 3:
            break
    match last:
        case 0:
            return "none"
        case 1 | 2:
            last = "few"
    try:
        return int(last)
    except ValueError:
        return last
'''
EVERY = {"5", "6", "6 → verder", "7", "8", "8 → verder", "9", "9 → verder", "10", "11"} | {
    *("11 → geen geval", "13", "15", "16", "17", "19")
}


@pytest.fixture
def branches(monkeypatch):
    """As at the beginning of a run, beside the run that goes on."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(builtins, "__taken__", [], raising=False)
    spec = importlib.util.spec_from_file_location("fresh_branches", ROOT / "tests/branches.py")
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh


def test_all_that_decides_is_under_watch_however_deep_it_lies(branches):
    """The count of a vote lies a folder deeper, and so do the schema and the reading of a policy."""
    layers = [SRC / name for name in ("shared", "policy", "analysis")]
    decides = {
        str(file)
        for file in modules()
        if file.name == "rules.py" or any(file.is_relative_to(layer) for layer in layers)
    }
    assert decides == branches.WATCHED


def left(branches, *calls):
    """Where nobody comes with these calls: the lines, and what follows on them."""
    space = {}
    exec(compile(branches.marked(PROGRAM, RULES), RULES, "exec"), space)
    branches.clear()
    for given in calls:
        space["weighed"](given)
    branches.count()
    within = [place.partition("rules.py:")[2] for place in branches.places[1:]]
    assert sorted(within) == sorted(EVERY)
    return set(within) - {place.partition("rules.py:")[2] for place in branches.seen}


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ((), EVERY),
        ((5,), {"6 → verder", "8 → verder", "13", "15", "19"}),
        ((3,), {"7", "10", "13", "15", "19"}),
        ((0, 1, 5), set()),
    ],
)
def test_every_line_and_branch_that_is_not_taken_is_named(branches, calls, expected):
    """Also a branch for which nothing is written: no else, a loop that ends, no case that fits."""
    assert left(branches, *calls) == expected


def test_what_is_passed_while_nobody_counts_is_not_seen(branches):
    assert left(branches, 0, 1, 5) == set()
    branches.seen.clear()
    branches.clear()
    branches.count()
    assert not branches.seen


def finished(branches):
    """A run that saw what was seen, after its last test."""
    session = SimpleNamespace(config=SimpleNamespace(stash={}), testsfailed=0)
    loop = branches.pytest_runtestloop(session)
    next(loop)
    with pytest.raises(StopIteration):
        loop.send(True)
    return session


def test_a_run_that_leaves_a_branch_fails_and_names_it(branches):
    """Of a file under watch that no test reads in: all of it."""
    terms = "src/speelruimte/shared/terms.py:"
    branches.seen.update(place for place in branches.untaken() if not place.startswith(terms))
    session = finished(branches)
    assert session.testsfailed == 1
    said = []
    branches.pytest_terminal_summary(SimpleNamespace(write_line=said.append), session.config)
    assert said
    assert all(line.startswith(f"UNTAKEN {terms}") for line in said)


def test_a_run_that_takes_every_branch_passes(branches):
    branches.seen.update(branches.untaken())
    session = finished(branches)
    assert not session.testsfailed
