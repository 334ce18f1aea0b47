"""Which tests go to PostgreSQL after all of them passed on SQLite: ``-p tests.statements``.

What PostgreSQL may make of it otherwise is a statement: its grammar, its types, its constraints and
triggers, and whether it is refused. So on SQLite each test notes which statements it asked, and how
each ended. On PostgreSQL as many tests go on as it takes to ask each of those. What a test makes of
the rows it gets is the same on both. What a test itself asks, to see what the product left or to change it behind its back, only counts where it was refused:
then it is about a constraint or a trigger. A query set of the product that only a test fetches is
what the test asks; mark that test ``both``.

These always go on: what says something of PostgreSQL, what is marked ``both``, what has a database of
its own, and what noted nothing, because it failed or is new. The notes lie in the folder that
SPEELRUIMTE_BETWEEN_STAGES names (bin/run-tests); without notes every test runs.

A file of which no test goes on is not read in either, as long as it is the same file.
"""

import contextlib
import json
import os
import re
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import django.db
import pytest
from django.db import connection

from speelruimte.journal import write_guard

TESTS = f"{Path(__file__).parent}{os.sep}"
ORM = f"{Path(django.db.__file__).parent}{os.sep}"
LOOKS_ON = {write_guard.__file__, contextlib.__file__, __file__}
ALWAYS = ("both", "postgresql", "browser")
NEVER = ("once", "pure", "sqlite")
# One statement, however many values or rows it has.
REPEATED = (
    (re.compile(r"\bs\d+_x\d+\b"), "savepoint"),
    (re.compile(r"%s(?:, %s)+"), "%s"),
    (re.compile(r"(\([^()]*\))(?:, \1)+"), r"\1"),
)


@dataclass(frozen=True)
class Noted:
    """What one test asked on SQLite: its seconds, and each statement with how it ended."""

    seconds: float
    asked: frozenset[str]


def chosen(noted):
    """The tests that together ask every statement; of what adds as much the quickest first.

    ``noted``: what each test asked, by its name.
    """
    missing = {statement for test in noted.values() for statement in test.asked}
    result, left = set(), dict(sorted(noted.items()))
    # What a test adds becomes less and never more, so an old figure is a bound.
    order = {name: len(test.asked) / test.seconds for name, test in left.items()}
    while left:
        name = max(left, key=order.__getitem__)
        if not (now := len(left[name].asked & missing)):
            del left[name]
        elif (worth := now / left[name].seconds) < order[name]:
            order[name] = worth
        else:
            result.add(name)
            missing -= left.pop(name).asked
    return result


@cache
def shape_of(statement):
    """The statement without how often something of one kind is repeated in it."""
    for pattern, short in REPEATED:
        statement = pattern.sub(short, statement)
    return statement


# Noting, on SQLite. ---------------------------------------------------------------------------------

_notes = {}
_shapes = {}
_files = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    if connection.vendor != "sqlite" or is_settled(item):
        return (yield)
    asked, asks, started = set(), False, time.process_time()

    def note(execute, sql, params, many, context):
        nonlocal asks
        asks = True
        try:
            result = execute(sql, params, many, context)
        except Exception as error:
            asked.add((str(sql), type(error).__name__))
            raise
        if (str(sql), "") not in asked and not asked_by_a_test(sys._getframe(1)):
            asked.add((str(sql), ""))
        return result

    with connection.execute_wrapper(note):
        result = yield
    if asks and not item.stash.get(_failed, False):
        shapes = {_number(sql, ended) for sql, ended in asked}
        # No test is for nothing, and its starting point costs something on the other side.
        _notes[item.nodeid] = (time.process_time() - started + 0.02, sorted(shapes))
    return result


def asked_by_a_test(frame):
    """Whether a file of the tests asked this by itself: nothing stands between but the ORM, and what
    looks at each statement.
    """
    while frame and _is_orm(frame.f_code.co_filename):
        frame = frame.f_back
    return frame is not None and _is_of_tests(frame.f_code.co_filename)


@cache
def _is_orm(file):
    return file.startswith(ORM) or file in LOOKS_ON


@cache
def _is_of_tests(file):
    return file.startswith(TESTS)


_failed = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if not report.passed:
        item.stash[_failed] = True
    return report


def _number(sql, ended):
    return _shapes.setdefault(f"{ended} {shape_of(sql)}", len(_shapes))


def pytest_sessionfinish():
    if _notes:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        notes = json.dumps({"shapes": list(_shapes), "tests": _notes, "files": _files})
        (_folder() / f"{worker}.json").write_text(notes)


# Choosing, on PostgreSQL. ---------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """After every item has its marks (tests/pure.py), and before some are put aside by them."""
    if connection.vendor == "sqlite":
        for item in items:
            in_file = _files.setdefault(str(item.path), (version_of(item.path), []))[1]
            if not any(item.get_closest_marker(name) for name in NEVER):
                in_file.append(item.nodeid)
        return
    left_out = _left_out()
    left = [item for item in items if item.nodeid in left_out and not is_settled(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def pytest_ignore_collect(collection_path):
    if connection.vendor != "postgresql":
        return None
    return nothing_goes_on(collection_path, _noted().files, _left_out()) or None


def nothing_goes_on(path, files, left_out):
    """Whether no test in this file goes on, so that nobody has to read it in."""
    if not (noted := files.get(str(path))):
        return False
    version, names = noted
    return version == version_of(path) and left_out.issuperset(names)


def version_of(path):
    """Another number as soon as somebody wrote in the file."""
    return path.stat().st_mtime_ns


@cache
def _left_out():
    """The names of the tests of which everything that they ask is asked by those that go on."""
    tests = _noted().tests
    return tests.keys() - chosen(tests)


@cache
def _noted():
    """What the tests on SQLite noted: of each test what it asked, and of each file its version and
    the tests in it that ask a database something.
    """
    result = SimpleNamespace(tests={}, files={})
    for file in _folder().glob("*.json"):
        notes = json.loads(file.read_text())
        result.files |= notes["files"]
        for name, (seconds, numbers) in notes["tests"].items():
            asked = frozenset(notes["shapes"][number] for number in numbers)
            result.tests[name] = Noted(seconds, asked)
    return result


def _folder():
    return Path(os.environ["SPEELRUIMTE_BETWEEN_STAGES"])


def is_settled(item):
    """Whether it runs on PostgreSQL whatever it asks, or does not run there at all."""
    return (
        any(item.get_closest_marker(name) for name in (*ALWAYS, *NEVER))
        or "own_database" in getattr(item, "fixturenames", ())
        or item.get_closest_marker("xdist_group") is not None
    )
