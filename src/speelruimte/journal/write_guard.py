"""Nothing is written outside an action: the connection itself refuses it.

On where the product is worked on and shown (tests, demo, bench), off in production: there the same
code runs, and a refusal would cost a resident his words. See ADR 18.
"""

import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from types import FrameType
from typing import ParamSpec, TypeVar

from django.conf import settings

PACKAGE = str(Path(__file__).resolve().parents[1])
_HERE = (__file__, str(Path(__file__).with_name("acting.py")))

# Who is writing: the name of a function, or "" where nobody may.
_writer = ContextVar("writer", default="")

# Written by the libraries that own them, for what is no part of any process.
TABLES_OF_LIBRARIES = {
    "account_emailaddress": "allauth keeps the address with which somebody signs in",
    "auth_group": "Django, while migrating",
    "auth_group_permissions": "Django, while migrating",
    "auth_permission": "Django, while migrating",
    "django_content_type": "Django, while migrating",
    "django_migrations": "Django, while migrating",
    "django_session": "Django, while somebody is signed in",
    "django_tasks_database_dbtaskresult": "the queue of the worker, who did what is in its task",
    "mfa_authenticator": "allauth keeps the second step, encrypted",
    "sqlite_sequence": "SQLite's own numbering, which test databases put back",
    "website_shared_cache": "the cache that all web processes share",
}
# On a table of ours, what signing in may write.
COLUMNS_OF_LIBRARIES = {
    "people_person": {"last_login", "password"},
}

# Function -> why it writes without a journal entry. docs/ARCHITECTURE.md shows the same table.
WITHOUT_ENTRY = {}

_READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "BEGIN", "SET", "EXPLAIN")
# What a table or a trigger is, and not what stands in one.
_DEFINES = ("CREATE", "DROP")
_WRITE = re.compile(
    r"(?:\bINSERT\s+(?:OR\s+\w+\s+)?INTO|\bREPLACE\s+INTO|^\s*UPDATE|\bDELETE\s+FROM"
    r"|^\s*TRUNCATE(?:\s+TABLE)?|[(;]\s*UPDATE)\s+(?:ONLY\s+)?[\"`]?(\w+)",
    re.IGNORECASE,
)
_SETS = re.compile(r"\bSET\s+(.*?)\s+WHERE\b", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r"\"(\w+)\"\s*=")


class WrittenOutsideAnActionError(RuntimeError):
    """Product code changed a row while no action was going on. Names the table."""


def guard(connection, **_signal):
    """Watch this connection, when the setting says so."""
    if settings.WRITE_GUARD and refuse_writing not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, refuse_writing)


def refuse_writing(execute, sql, params, many, context):
    """A wrapper of ``connection.execute_wrappers``."""
    if not _writer.get() and (table := _written_table(str(sql))) and _by_product():
        raise WrittenOutsideAnActionError(
            f"{table} is written outside an action: put the change in a function with @action, or "
            "declare it with @silent_action or @worker_step (journal/write_guard.py)."
        )
    return execute(sql, params, many, context)


@lru_cache(maxsize=4_096)
def _written_table(sql):
    """The table of ours that this statement writes, or ""."""
    if sql.lstrip()[:9].upper().startswith(_READS + _DEFINES):
        return ""
    for table in _WRITE.findall(sql):
        if table in TABLES_OF_LIBRARIES:
            continue
        allowed = COLUMNS_OF_LIBRARIES.get(table)
        sets = _SETS.search(sql)
        if allowed and sets and {*_COLUMN.findall(sets[1])} <= allowed:
            continue
        return table
    return ""


def _by_product():
    """Whether product code writes: not a test with its own hands, and not Django by itself."""
    frame: FrameType | None = sys._getframe(1)
    by_hand = tuple(settings.WRITES_BY_HAND)
    while frame is not None:
        file = frame.f_code.co_filename
        if by_hand and file.startswith(by_hand):
            return False
        if file.startswith(PACKAGE) and file not in _HERE:
            return True
        frame = frame.f_back
    return False


@contextmanager
def writing(who: str):
    """What happens in here may write; ``who`` is a name for whoever looks."""
    token = _writer.set(who)
    try:
        yield
    finally:
        _writer.reset(token)


def without_entry(function, because):
    """Remember why this function writes and says nothing in the journal."""
    name = f"{function.__module__.removeprefix('speelruimte.')}.{function.__qualname__}"
    WITHOUT_ENTRY[name] = because
    return name


P = ParamSpec("P")
R = TypeVar("R")


def worker_step(*, because: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that writes outside every process: no transaction of its own, no journal entry.

    Sending, sweeping and counting tries: what is written says nothing about a process, and each
    statement stands by itself. ``because`` says why that is right here.
    """

    def declared(function: Callable[P, R]) -> Callable[P, R]:
        name = without_entry(function, because)

        @wraps(function)
        def stepping(*args: P.args, **kwargs: P.kwargs) -> R:
            with writing(name):
                return function(*args, **kwargs)

        return stepping

    return declared
