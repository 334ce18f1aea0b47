"""What functions below the pages for residents say: refusals, and sentences that pages only show."""

import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import CodeType, FunctionType, ModuleType

from django.urls import get_resolver
from django.utils.functional import Promise

PAGES = ("speelruimte.website.public.", "speelruimte.website.kinds.")
# Colleagues sit there; the words that a policy replaces; and letters, which go to colleagues too.
ELSEWHERE = (
    "speelruimte.website.workbench",
    "speelruimte.commands",
    "speelruimte.policy.wording",
)
LETTERS = "LETTERS"
# So far rows are looked into that hold rows.
DEEPEST = 3


def said_below_pages() -> Iterator[tuple[str, str]]:
    """Every text in a function that a page for residents may call, however far below, and in what such
    a function reads by name in its own module; each with where it stands."""
    told = set()
    for function in _reached():
        for text in _texts_in(function.__code__, but=function.__doc__):
            yield f"{function.__module__}.{function.__qualname__}", text
        for name in _names_in(function.__code__):
            value = function.__globals__.get(name)
            if name != LETTERS and id(value) not in told and not inspect.isroutine(value):
                told.add(id(value))
                yield from ((f"{function.__module__}.{name}", text) for text in _texts_of(value))


def _reached() -> set[FunctionType]:
    assert get_resolver().url_patterns  # loads every page
    reached: set[FunctionType] = set()
    waiting = [function for module in _modules_of_pages() for function in _held_by(module)]
    while waiting:
        function = inspect.unwrap(waiting.pop())
        if function in reached or not _is_ours(function.__module__):
            continue
        reached.add(function)
        waiting += _called_by(function)
    return reached


def _modules_of_pages():
    for name, module in sorted(sys.modules.items()):
        is_for_staff = "work" in name.rpartition(".")[2]
        if name.startswith(PAGES) and not is_for_staff:
            yield module


def _is_ours(name):
    return name.startswith("speelruimte.") and not name.startswith(ELSEWHERE)


def _held_by(module):
    """Its own functions, also in its classes and in the rows that it names."""
    for value in vars(module).values():
        if isinstance(value, tuple | list):
            yield from (function for one in value for function in _functions_of(one))
        else:
            yield from _functions_of(value)


def _functions_of(value):
    if isinstance(value, FunctionType):
        yield value
        return
    is_row = is_dataclass(value) and not isinstance(value, Promise)
    if (inspect.isclass(value) or is_row) and _is_ours(getattr(value, "__module__", "")):
        for held in vars(value).values():
            held = getattr(held, "fget", None) or getattr(held, "__func__", held)
            if isinstance(held, FunctionType):
                yield held


def _called_by(function):
    names = _names_in(function.__code__)
    for name in names:
        value = function.__globals__.get(name)
        if isinstance(value, ModuleType) and _is_ours(value.__name__):
            for other in names & vars(value).keys():
                yield from _functions_of(vars(value)[other])
        else:
            yield from _functions_of(value)
    for cell in function.__closure__ or ():
        if isinstance(cell.cell_contents, FunctionType):
            yield cell.cell_contents


def _codes(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _names_in(code):
    return {name for part in _codes(code) for name in part.co_names}


def _texts_in(code, *, but):
    for part in _codes(code):
        yield from (text for text in part.co_consts if isinstance(text, str) and text != but)


def _texts_of(value, depth=0):
    if isinstance(value, str | Promise):
        yield str(value)
    elif depth <= DEEPEST:
        for one in _parts_of(value):
            yield from _texts_of(one, depth + 1)


def _parts_of(value):
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if is_dataclass(value) and not inspect.isclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return ()
