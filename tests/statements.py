"""Which tests go to PostgreSQL after all of them passed on SQLite: ``-p tests.statements``.

What PostgreSQL may make of it otherwise is a statement: its grammar, its types, its constraints and
triggers, and whether it is refused. So on SQLite each test notes which statements it asked, and how
each ended. On PostgreSQL as many tests go on as it takes to ask each of those twice, in two tests,
wherever two ask it. What a test makes of the rows it gets is the same on both.

These always go on: what says something of PostgreSQL, what is marked ``both``, what has a database of
its own, and what noted nothing, because it failed or is new. The notes lie in the folder that
SPEELRUIMTE_BETWEEN_STAGES names (bin/run-tests); without notes every test runs.
"""

import json
import os
import re
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.db import connection

TWICE = 2
ALWAYS = ("both", "postgresql", "browser")
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


def chosen(noted, *, enough=TWICE):
    """The tests that together ask every statement ``enough`` times, or as often as it is asked at
    all; of what adds as much the quickest first.

    ``noted``: what each test asked, by its name.
    """
    asked_by_all = Counter(statement for test in noted.values() for statement in test.asked)
    missing = {statement: min(enough, often) for statement, often in asked_by_all.items()}
    result, left = set(), dict(sorted(noted.items()))

    def adds(name):
        return sum(1 for statement in left[name].asked if missing[statement])

    # What a test adds becomes less and never more, so an old figure is a bound.
    order = {name: len(test.asked) / test.seconds for name, test in left.items()}
    while left:
        name = max(left, key=order.__getitem__)
        if not (now := adds(name)):
            del left[name]
        elif (worth := now / left[name].seconds) < order[name]:
            order[name] = worth
        else:
            result.add(name)
            for statement in left.pop(name).asked:
                missing[statement] = max(missing[statement] - 1, 0)
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    if connection.vendor != "sqlite" or _goes_on(item):
        return (yield)
    asked, started = set(), time.process_time()

    def note(execute, sql, params, many, context):
        try:
            result = execute(sql, params, many, context)
        except Exception as error:
            asked.add((str(sql), type(error).__name__))
            raise
        asked.add((str(sql), ""))
        return result

    with connection.execute_wrapper(note):
        result = yield
    if asked and not item.stash.get(_failed, False):
        shapes = {_number(sql, ended) for sql, ended in asked}
        # No test is for nothing, and its starting point costs something on the other side.
        _notes[item.nodeid] = (time.process_time() - started + 0.02, sorted(shapes))
    return result


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
        notes = json.dumps({"shapes": list(_shapes), "tests": _notes})
        (_folder() / f"{worker}.json").write_text(notes)


# Choosing, on PostgreSQL. ---------------------------------------------------------------------------


def pytest_collection_modifyitems(config, items):
    if connection.vendor != "postgresql" or not (noted := _noted()):
        return
    go_on = chosen(noted)
    left = [
        item
        for item in items
        if item.nodeid in noted and item.nodeid not in go_on and not _goes_on(item)
    ]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def _noted():
    noted = {}
    for file in _folder().glob("*.json"):
        notes = json.loads(file.read_text())
        for name, (seconds, numbers) in notes["tests"].items():
            noted[name] = Noted(seconds, frozenset(notes["shapes"][number] for number in numbers))
    return noted


def _folder():
    return Path(os.environ["SPEELRUIMTE_BETWEEN_STAGES"])


def _goes_on(item):
    """Whether it runs on PostgreSQL whatever it asks, or does not run there at all."""
    return (
        any(item.get_closest_marker(name) for name in (*ALWAYS, "once", "pure"))
        or "own_database" in getattr(item, "fixturenames", ())
        or item.get_closest_marker("xdist_group") is not None
    )
