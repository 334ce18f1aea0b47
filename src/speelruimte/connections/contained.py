"""Reading a file of somebody else in a process of its own, with limits on time and memory.

A workbook of 66 kB can hold a minute of work, and then nobody else gets a page. What reads it is a
child of this process: it may take so long and so much and no more, and then it is stopped.
"""

import copyreg
import gc
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# Ten thousand long rows take about two seconds of work.
MOST_WORK = 8
MOST_WAITING = 30
MOST_MEMORY = 600_000_000


@dataclass(frozen=True)
class Limits:
    """How many seconds of work, how many seconds in all, and how much memory."""

    work: int
    waiting: int
    memory: int


# All areas of the country in one file, which somebody reads in at a terminal and waits for.
OF_A_COMMAND = Limits(work=240, waiting=600, memory=6_000_000_000)
IN_USE = Path("/proc/self/statm")
# Where the machine does not say what is in use: so many times that, with room for the program itself.
WHERE_UNTOLD = 4
_PIECE = 1_000_000


def fixed_again(mapping: dict) -> MappingProxyType:
    """What cannot change goes through the pipe as what it holds."""
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda fixed: (fixed_again, (dict(fixed),)))


class TooHeavyError(RuntimeError):
    """The reader took too long or too much memory, and was stopped."""


def contained(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``function`` returns, worked out by a child of this process. Raises TooHeavyError.

    The function asks no database, and says by what it returns that something is wrong: whatever it
    raises is raised here as RuntimeError.
    """
    of_an_upload = Limits(work=MOST_WORK, waiting=MOST_WAITING, memory=MOST_MEMORY)
    return contained_within(of_an_upload, function, *args, **kwargs)


def contained_within(
    limits: Limits, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """As ``contained``, within other limits than those of an upload."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_and_end(writing, limits, function, args, kwargs)
    os.close(writing)
    try:
        written = _all_of(reading, until=time.monotonic() + limits.waiting)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)  # it ended, or it never would; until we wait it is ours
        os.waitpid(child, 0)
    if not written:
        raise TooHeavyError
    try:
        fine, result = pickle.loads(written)
    except (EOFError, pickle.UnpicklingError) as error:  # stopped while it was writing
        raise TooHeavyError from error
    if not fine:
        raise RuntimeError(result)
    return result


def _work_and_end(writing, limits, function, args, kwargs):
    """In the child. Nothing that the parent has open is closed in good order: that is the parent's."""
    code = 1
    try:
        gc.freeze()
        try:
            _limit(limits)
            said = pickle.dumps((True, function(*args, **kwargs)))
        except (MemoryError, RecursionError):  # parts within parts, thousands deep
            os._exit(code)
        except Exception as error:  # noqa: BLE001 (the parent raises it)
            said = pickle.dumps((False, f"{type(error).__name__}: {error}"))
        with os.fdopen(writing, "wb", closefd=False) as pipe:
            pipe.write(said)
        code = 0
    finally:
        os._exit(code)


def _limit(limits):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _at_most(resource.RLIMIT_CPU, limits.work)
    _at_most(resource.RLIMIT_AS, _most_memory(limits))


def _at_most(what, most):
    """Whoever started us may have set a lower limit: that stays."""
    limits = [limit for limit in resource.getrlimit(what) if limit != resource.RLIM_INFINITY]
    least = min([most, *limits])
    resource.setrlimit(what, (least, least))


def _most_memory(limits):
    """What is in use, and so much more."""
    try:
        pages = int(IN_USE.read_text().split()[0])
    except OSError:  # no /proc
        return WHERE_UNTOLD * limits.memory
    return pages * resource.getpagesize() + limits.memory


def _all_of(reading, *, until):
    """What the child writes, to the end; nothing when that does not come in time."""
    pieces = []
    while (left := until - time.monotonic()) > 0:
        ready, _writing, _failing = select.select([reading], [], [], left)
        if not ready:
            return b""
        piece = os.read(reading, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return b""
