"""Run the tests once to see which runs which line; then, for each fault, only those that could
see it, in a process that is forked with the database as it stands.
"""

import ast
import gc
import os
import signal
import sys
import time
from collections import defaultdict
from dataclasses import is_dataclass
from pathlib import Path
from types import CodeType, FunctionType

from coverage import Coverage

from tests.mutation.changing import mutants_of

# How long a test may take in a fork: this many seconds, and this many times what it took without a
# fault. Only a loop that never ends takes longer, and that counts as seen.
PATIENCE, TIMES = 60, 10
# Values that mean the same when they are made a second time.
PLAIN = (int, float, str, tuple, list, set, frozenset, dict, range)


class _Session:
    """What comes after the last test: nothing but the session, which stays as it is."""

    def __init__(self, session):
        self.session = session

    def listchain(self):
        return [self.session]


class Mutation:
    """The pytest plugin. ``targets`` are paths of modules; ``verdicts`` fills while it runs."""

    def __init__(self, targets, *, part=1.0, at_once=2):
        self.targets = [str(Path(target).resolve()) for target in targets]
        self.part = part
        self.at_once = at_once
        self.coverage = Coverage(data_file=None, config_file=False, include=self.targets)
        self.ran = defaultdict(set)  # (file, line) -> numbers of the tests that run it
        self.seconds = {}
        self.red = set()  # numbers of the tests that fail without any fault
        self.only_once = set()  # numbers of those that then fail in a fork
        self.verdicts = []  # (file, mutant, "seen" | "survives" | "not run")

    def pytest_runtestloop(self, session):
        self.coverage.start()
        for number, item in enumerate(session.items):
            self._first_run(session, item, number)
        self._remember_lines()
        for number in self.red:
            print(f"Left out, it fails without a fault: {session.items[number].nodeid}", flush=True)
        self.living = Living(self.targets)
        self._leave_out_what_runs_once(session)
        for target in self.targets:
            self._put_to_the_test(session, target)
        return True

    def _put_to_the_test(self, session, target):
        started, before, running = time.monotonic(), len(self.verdicts), {}
        for mutant in _some(mutants_of(Path(target).read_text()), self.part):
            self._start(session, target, mutant, running)
        while running:
            self._wait(running)
        own = [verdict for _target, _mutant, verdict in self.verdicts[before:]]
        took = time.monotonic() - started
        print(f"{target}: {own.count('seen')} of {len(own)} noticed ({took:.0f} s)", flush=True)

    def _start(self, session, target, mutant, running):
        chosen = self._tests_for(target, mutant)
        if not chosen:
            self._judge(target, mutant, "not run")
            return
        if len(running) == self.at_once:
            self._wait(running)
        child = os.fork()
        if child == 0:
            self._try(session, target, mutant, chosen)
        running[child] = (target, mutant)

    def _first_run(self, session, item, number):
        following = session.items[number + 1] if number + 1 < len(session.items) else None
        started, before = time.monotonic(), session.testsfailed
        self.coverage.switch_context(str(number))
        # The last test keeps the session open: its database is what is forked.
        following = following or _Session(session)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        self.seconds[number] = time.monotonic() - started
        if session.testsfailed > before:
            self.red.add(number)

    def _remember_lines(self):
        """Which test ran which line. What ran outside the tests, at an import, is nobody's."""
        self.coverage.stop()
        for target in self.targets:
            for line, tests in self.coverage.get_data().contexts_by_lineno(target).items():
                self.ran[target, line] = {int(number) for number in tests if number}

    def _leave_out_what_runs_once(self, session):
        """What fails in a fork without any fault would fail with every fault."""
        numbers = sorted(set().union(*self.ran.values()) - self.red, key=self.seconds.get)
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            for target in self.targets:
                put_in(target, ast.parse(Path(target).read_text()), self.living)
            failed = self._failed(session, numbers)
            with os.fdopen(write, "w") as answer:
                answer.write(" ".join(str(number) for number in failed))
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as answer:
            failed = {int(number) for number in answer.read().split()}
        _child, status = os.waitpid(child, 0)
        if status:
            raise RuntimeError("A module cannot be put in as it is; see above.")
        for number in failed:
            print(f"Left out, it fails in a fork: {session.items[number].nodeid}", flush=True)
        self.only_once = failed
        for tests in self.ran.values():
            tests -= failed | self.red

    def _tests_for(self, target, mutant):
        numbers = set()
        for line in range(mutant.first, mutant.last + 1):
            numbers |= self.ran[target, line]
        if mutant.at_import:
            numbers = set().union(
                *(ran for (file, _line), ran in self.ran.items() if file == target)
            )
        return sorted(numbers, key=self.seconds.get)

    def _try(self, session, target, mutant, chosen):
        """In the child: make the fault, run until a test fails, and leave by the exit code."""
        os._exit(1 if self._failed(session, chosen, (target, mutant.tree), at_most=1) else 0)

    def _wait(self, running):
        child, status = os.wait()
        target, mutant = running.pop(child)
        self._judge(target, mutant, "survives" if status == 0 else "seen")

    def _judge(self, target, mutant, verdict):
        self.verdicts.append((target, mutant, verdict))
        if verdict != "seen":
            print(f"{verdict}: {Path(target).name}:{mutant.first} {mutant.name}", flush=True)

    def _failed(self, session, numbers, fault=None, at_most=None):
        """In a child: the numbers of the tests that fail when a module is that tree.

        Whatever else goes wrong, the fault was seen: then all of them.
        """
        failed = []
        try:
            session.config.pluginmanager.unregister(name="terminalreporter")
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (this process ends soon)
            if fault:
                put_in(*fault, self.living)
            items = [session.items[number] for number in numbers]
            following = [*items[1:], _Session(session)]
            for number, item, after in zip(numbers, items, following, strict=True):
                session.testsfailed = 0
                signal.alarm(PATIENCE + round(TIMES * self.seconds[number]))
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if session.testsfailed:
                    failed.append(number)
                if len(failed) == at_most:
                    break
        except BaseException:  # noqa: BLE001 (a fault that stops everything is seen as well)
            return numbers
        return failed


def _some(mutants, part):
    """Every so many of them: a part of 0.25 takes each fourth."""
    step = max(1, round(1 / part))
    return mutants[::step]


class Living:
    """The functions of the modules, wherever somebody holds them, and everything that remembers what
    it worked out. Looked up once, before the forks: a fork that looks for itself, or that clears up
    what was there before it, takes a copy of all memory.
    """

    def __init__(self, targets):
        gc.unfreeze()  # what is frozen is not among the objects that it names
        self.functions, self.remembering = defaultdict(list), []
        for thing in gc.get_objects():
            if type(thing) is FunctionType:
                if thing.__code__.co_filename in targets:
                    self.functions[thing.__code__.co_filename].append(thing)
            elif callable(getattr(type(thing), "cache_clear", None)):
                self.remembering.append(thing)
        gc.freeze()


def put_in(target, tree, living):
    """Give every living function of a module the code that the changed tree makes of it."""
    code = compile(tree, target, "exec")
    new = {
        (each_code.co_qualname, each_code.co_firstlineno): each_code for each_code in _codes(code)
    }
    for function in living.functions[target]:
        key = (function.__code__.co_qualname, function.__code__.co_firstlineno)
        if key in new:
            function.__code__ = new[key]
    if "models" not in Path(target).name:  # a model cannot be made twice
        _constants(target, code)
    for thing in living.remembering:
        thing.cache_clear()


def _codes(code):
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _constants(target, code):
    """What the module says once (a set, a number, a table), wherever it was imported."""
    module = _module_of(target)
    again = dict(vars(module))
    exec(code, again)  # noqa: S102 (our own source, with the fault in it)
    for name, value in again.items():
        old = vars(module).get(name)
        if name.startswith("__") or value is old:
            continue
        if type(value) in PLAIN:
            _everywhere(name, old, value)
        elif isinstance(value, FunctionType):
            _defaults(old, value)
        elif isinstance(value, type):
            if is_dataclass(value):
                _defaults(old.__init__, value.__init__)
        elif hasattr(value, "__dict__") and not callable(value):
            _parts(old, value)


def _module_of(target):
    modules = list(sys.modules.values())
    return next(module for module in modules if getattr(module, "__file__", "") == target)


def _everywhere(name, old, value):
    """Another value, for every module that imported the old one."""
    if old != value:
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(name) is old:
                setattr(module, name, value)


def _parts(old, new):
    """What stands in an object that the module makes once, and that others hold."""
    vars(old).update({name: part for name, part in vars(new).items() if type(part) in PLAIN})


def _defaults(old, new):
    """What a function, or what makes a dataclass, takes where nothing is given."""
    both = zip(old.__defaults__ or (), new.__defaults__ or (), strict=True)
    old.__defaults__ = tuple(value if type(value) in PLAIN else before for before, value in both)
    for name, value in (new.__kwdefaults__ or {}).items():
        if type(value) in PLAIN:
            old.__kwdefaults__[name] = value
