"""Run the tests once to see which runs which line; then, for each fault, only those that could
see it, in a process that is forked with the database as it stands.
"""

import gc
import os
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tests.mutation.changing import NO_FAULT, mutants_of, without_fault

PATIENCE = 120  # seconds for one fault: a loop that never ends counts as seen
AT_ONCE = 2


class _Session:
    """What comes after the last test: nothing but the session, which stays as it is."""

    def __init__(self, session):
        self.session = session

    def listchain(self):
        return [self.session]


class Mutation:
    """The pytest plugin. ``targets`` are paths of modules; ``verdicts`` fills while it runs."""

    def __init__(self, targets, *, part=1.0):
        self.targets = [str(Path(target).resolve()) for target in targets]
        self.part = part
        self.ran = defaultdict(set)  # (file, line) -> numbers of the tests that run it
        self.imported = defaultdict(
            set
        )  # file -> numbers of the tests that stand beside its import
        self.seconds = {}
        self.verdicts = []  # (file, mutant, "seen" | "survives" | "not run")

    def pytest_runtestloop(self, session):
        for number, item in enumerate(session.items):
            self._first_run(session, item, number)
        if session.testsfailed:
            print("Without a fault the tests must pass.")
            return True
        running = {}
        for target in self.targets:
            source = Path(target).read_text()
            self._start(session, target, without_fault(source), running)
            for mutant in _some(mutants_of(source), self.part):
                self._start(session, target, mutant, running)
        while running:
            self._wait(running)
        return True

    def _start(self, session, target, mutant, running):
        chosen = self._tests_for(target, mutant)
        if not chosen:
            self._judge(target, mutant, "not run")
            return
        if len(running) == AT_ONCE:
            self._wait(running)
        child = os.fork()
        if child == 0:
            self._try(session, target, mutant, chosen)
        running[child] = (target, mutant)

    def _first_run(self, session, item, number):
        for target in _imported_by(item.module):
            self.imported[target].add(number)
        following = session.items[number + 1] if number + 1 < len(session.items) else None
        started, watched = time.monotonic(), set(self.targets)

        def on_line(frame, event, _argument):
            if event == "line":
                self.ran[frame.f_code.co_filename, frame.f_lineno].add(number)
            return on_line

        def on_call(frame, _event, _argument):
            return on_line if frame.f_code.co_filename in watched else None

        sys.settrace(on_call)
        try:
            # The last test keeps the session open: its database is what is forked.
            following = following or _Session(session)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        finally:
            sys.settrace(None)
        self.seconds[number] = time.monotonic() - started

    def _tests_for(self, target, mutant):
        numbers = set()
        for line in range(mutant.first, mutant.last + 1):
            numbers |= self.ran[target, line]
        if mutant.place in ("module", NO_FAULT):
            numbers = set().union(
                *(ran for (file, _line), ran in self.ran.items() if file == target)
            )
        return sorted(numbers, key=self.seconds.get)

    def _try(self, session, target, mutant, chosen):
        """In the child: make the fault, run until a test fails, and leave by the exit code."""
        code = 0
        try:
            signal.alarm(PATIENCE)
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (this process ends soon)
            put_in(target, mutant.tree)
            session.testsfailed = 0
            session.config.option.maxfail = 1
            items = [session.items[number] for number in chosen]
            for item, following in zip(items, [*items[1:], _Session(session)], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    code = 1
                    break
        except BaseException:  # noqa: BLE001 (whatever goes wrong, the fault was seen)
            code = 1
        os._exit(code)

    def _wait(self, running):
        child, status = os.wait()
        target, mutant = running.pop(child)
        self._judge(target, mutant, "survives" if status == 0 else "seen")

    def _judge(self, target, mutant, verdict):
        if mutant.place == NO_FAULT:
            if verdict == "seen":
                raise RuntimeError(f"{target}: a test fails in a fork without any fault")
            return
        self.verdicts.append((target, mutant, verdict))
        if verdict != "seen":
            print(f"{verdict}: {Path(target).name}:{mutant.first} {mutant.name}", flush=True)


def _imported_by(module):
    """The files of the modules that a test module has something of."""
    things = list(vars(module).values())
    names = {getattr(thing, "__module__", None) for thing in things}
    modules = [sys.modules[name] for name in names if name in sys.modules]
    modules += [thing for thing in things if isinstance(thing, ModuleType)]
    return {getattr(one, "__file__", None) for one in modules}


def _some(mutants, part):
    """Every so many of them: a part of 0.25 takes each fourth."""
    step = max(1, round(1 / part))
    return mutants[::step]


def put_in(target, tree):
    """Give every living function of a module the code that the changed tree makes of it."""
    code = compile(tree, target, "exec")
    new = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
    for function in [thing for thing in gc.get_objects() if isinstance(thing, FunctionType)]:
        if function.__code__.co_filename == target:
            key = (function.__code__.co_qualname, function.__code__.co_firstlineno)
            if key in new:
                function.__code__ = new[key]
    _constants(target, code)
    for thing in gc.get_objects():
        if callable(getattr(type(thing), "cache_clear", None)):
            thing.cache_clear()


def _codes(code):
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _constants(target, code):
    """What the module says once (a set, a number, a table), wherever it was imported."""
    module = next(
        module for module in list(sys.modules.values()) if getattr(module, "__file__", "") == target
    )
    again = dict(vars(module))
    plain = (int, float, str, tuple, list, set, frozenset, dict, range)
    if hasattr(module, "Meta") or "models" in Path(target).name:
        return  # a model cannot be made twice
    exec(code, again)  # noqa: S102 (our own source, with the fault in it)
    for name, value in again.items():
        old = vars(module).get(name)
        if name.startswith("__") or type(value) not in plain or old == value:
            continue
        for other in list(sys.modules.values()):
            if getattr(other, "__dict__", {}).get(name) is old:
                setattr(other, name, value)
