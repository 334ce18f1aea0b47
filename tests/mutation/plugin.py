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
from dataclasses import dataclass, field, is_dataclass
from datetime import timedelta
from inspect import getclosurevars
from mmap import mmap
from pathlib import Path
from types import CodeType, FunctionType

from coverage import Coverage

from speelruimte.shared.compiled_query import compiled_query
from tests.mutation.changing import Mutant, mutants_of

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "speelruimte"
# How long a test may take in a fork: this many seconds, and this many times what it took without a
# fault. Only a loop that never ends takes longer, and that counts as seen.
PATIENCE, TIMES = 60, 10
# Values that mean the same when they are made a second time.
PLAIN = (int, float, str, tuple, list, set, frozenset, dict, range, timedelta)
# What stands in the place of every function that gives a query, and keeps its SQL.
COMPILED = compiled_query(lambda: None).__code__


class _Session:
    """What comes after the last test: nothing but the session, which stays as it is."""

    def __init__(self, session):
        self.session = session

    def listchain(self):
        return [self.session]


@dataclass
class Attempt:
    """A fault in a fork of its own: the tests that are run there, in their order, and how many of
    them it has begun with, which it says by itself while it runs.
    """

    target: str
    mutant: Mutant
    chosen: tuple[int, ...]
    begun: mmap = field(default_factory=lambda: mmap(-1, 4))

    def begin(self, place):
        self.begun[:] = place.to_bytes(4, "big")

    @property
    def until_the_last(self):
        """The tests up to the one with which it ended."""
        return self.chosen[: int.from_bytes(self.begun[:], "big") + 1]


class Mutation:
    """The pytest plugin. ``targets`` are paths of modules; ``verdicts`` fills while it runs."""

    def __init__(self, targets, *, part=1.0, at_once=2, only=None):
        self.targets = [str(Path(target).resolve()) for target in targets]
        self.part = part
        self.at_once = at_once
        self.only = only  # names of faults, as ``name_of`` gives them, or None for all
        self.coverage = Coverage(data_file=None, config_file=False, include=self.targets)
        self.ran = defaultdict(set)  # (file, line) -> numbers of the tests that run it
        self.seconds = {}
        self.red = set()  # numbers of the tests that fail without any fault
        self.left_out = set()  # those, and the numbers of the tests that then fail in a fork
        self.noticing = defaultdict(
            set
        )  # (file, function) -> numbers of the tests that saw a fault
        self.passed = set()  # (file, tests) that pass in a fork without any fault
        self.verdicts = {}  # name of a fault -> "seen" | "survives" | "not run"

    def pytest_runtestloop(self, session):
        if session.testsfailed:
            raise session.Interrupted("Not every test could be read in; see below.")
        self.session = session
        forgetting = Living(self.targets).forgetting_in_product
        self.coverage.start()
        for number, item in enumerate(session.items):
            for forget in forgetting:  # else only the first of all tests runs its lines
                forget()
            self._first_run(item, number)
        self._remember_lines()
        self.living = Living(self.targets)
        for target in self.targets:
            self._put_to_the_test(target)
        return True

    def _first_run(self, item, number):
        items = self.session.items
        # The last test keeps the session open: its database is what is forked.
        following = items[number + 1] if number + 1 < len(items) else _Session(self.session)
        started, before = time.monotonic(), self.session.testsfailed
        self.coverage.switch_context(str(number))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        self.seconds[number] = time.monotonic() - started
        if self.session.testsfailed > before:
            self.red.add(number)
            self._leave_out(number, "it fails without a fault")

    def _remember_lines(self):
        """Which test ran which line. What ran outside the tests, at an import, is nobody's."""
        self.coverage.stop()
        for target in self.targets:
            for line, tests in self.coverage.get_data().contexts_by_lineno(target).items():
                self.ran[target, line] = {int(number) for number in tests if number}

    def _leave_out(self, number, because):
        self.left_out.add(number)
        print(f"\nLeft out, {because}: {self.session.items[number].nodeid}", flush=True)

    def _put_to_the_test(self, target):
        started, before, running = time.monotonic(), len(self.verdicts), {}
        for mutant in _some(mutants_of(Path(target).read_text()), self.part):
            if self.only is None or name_of(target, mutant) in self.only:
                while len(running) >= self.at_once:
                    self._wait(running)
                self._start(target, mutant, running)
        while running:
            self._wait(running)
        own = list(self.verdicts.values())[before:]
        took = time.monotonic() - started
        print(f"{target}: {own.count('seen')} of {len(own)} noticed ({took:.0f} s)", flush=True)

    def _start(self, target, mutant, running):
        chosen = self._tests_for(target, mutant)
        if not chosen:
            self._judge(target, mutant, "not run")
            return
        attempt = Attempt(target, mutant, chosen)
        running[self._fork(attempt, mutant.make())] = attempt

    def _tests_for(self, target, mutant):
        """The numbers of the tests that can see it: first those that saw another fault of the same
        function, then the quickest.
        """
        numbers = set()
        for line in range(mutant.first, mutant.last + 1):
            numbers |= self.ran[target, line]
        if mutant.at_import:
            numbers = self._naming(target).union(
                *(ran for (file, _line), ran in self.ran.items() if file == target)
            )
        saw = self.noticing[target, mutant.place]
        return tuple(
            sorted(numbers - self.left_out, key=lambda test: (test not in saw, self.seconds[test]))
        )

    def _naming(self, target):
        """The numbers of the tests whose file names the module: what only says constants runs no line
        in any test.
        """
        module = ".".join(Path(target).relative_to(PACKAGE.parent).with_suffix("").parts)
        files = {item.path for item in self.session.items}
        naming = {file for file in files if module in file.read_text()}
        return {number for number, item in enumerate(self.session.items) if item.path in naming}

    def _wait(self, running):
        child, status = os.wait()
        attempt = running.pop(child)
        if status == 0:
            self._judge(attempt.target, attempt.mutant, "survives")
        elif self._pass_without_a_fault(attempt):
            self.noticing[attempt.target, attempt.mutant.place].add(attempt.until_the_last[-1])
            self._judge(attempt.target, attempt.mutant, "seen")
        else:
            self._start(attempt.target, attempt.mutant, running)

    def _pass_without_a_fault(self, attempt):
        """Whether the same tests pass in a fork with the module as it is. One that does not says
        nothing of faults, and is left out from now on.
        """
        asked = attempt.target, attempt.until_the_last
        if asked not in self.passed:
            again = Attempt(attempt.target, attempt.mutant, attempt.until_the_last)
            source = Path(attempt.target).read_text()
            _child, status = os.waitpid(self._fork(again, ast.parse(source)), 0)
            if status:
                self._leave_out(again.until_the_last[-1], "it fails in a fork")
                return False
            self.passed.add(asked)
        return True

    def _judge(self, target, mutant, verdict):
        name = name_of(target, mutant)
        self.verdicts[name] = verdict
        if verdict != "seen":
            print(f"{verdict} (line {mutant.first}): {name}", flush=True)

    def _fork(self, attempt, tree):
        """A process in which the module is that tree; it ends with 0 when all of its tests pass."""
        child = os.fork()
        if child == 0:
            try:
                passed = self._pass(attempt, tree)
            except BaseException:  # noqa: BLE001 (a fault that stops everything is seen as well)
                passed = False
            os._exit(0 if passed else 1)
        return child

    def _pass(self, attempt, tree):
        """In the fork: run until a test fails."""
        self.session.config.pluginmanager.unregister(name="terminalreporter")
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (this process ends soon)
        put_in(attempt.target, tree, self.living)
        self.session.testsfailed = 0
        items = [self.session.items[number] for number in attempt.chosen]
        following = [*items[1:], _Session(self.session)]
        for place, (item, after) in enumerate(zip(items, following, strict=True)):
            attempt.begin(place)
            signal.alarm(PATIENCE + round(TIMES * self.seconds[attempt.chosen[place]]))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.session.testsfailed:
                return False
        return True


def name_of(target, mutant):
    """What a fault is called in lists: its module, and its name there."""
    return f"{Path(target).relative_to(PACKAGE)}: {mutant.name}"


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
        self.functions, self.forgetting, self.forgetting_in_product = defaultdict(list), [], []
        for thing in gc.get_objects():
            if type(thing) is FunctionType:
                if thing.__code__.co_filename in targets:
                    self.functions[thing.__code__.co_filename].append(thing)
                elif thing.__code__ is COMPILED:
                    kept = getclosurevars(thing).nonlocals["compiled"]
                    self.forgetting_in_product.append(kept.clear)
            elif callable(getattr(type(thing), "cache_clear", None)):
                in_product = getattr(thing, "__module__", "").startswith("speelruimte.")
                rows = self.forgetting_in_product if in_product else self.forgetting
                rows.append(thing.cache_clear)
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
    for forget in (*living.forgetting, *living.forgetting_in_product):
        forget()


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
