"""The one way to change the world: an action.

An action is one transaction. What it wants counted and what it wants remembered is kept until
the end: counters are raised first and the journal is extended last, so that rows which everybody
shares are locked as briefly as possible. One order of locks everywhere: trajectory, counters,
journal.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from speelruimte.journal.chain import extend_chain, pipelined
from speelruimte.journal.row_marks import FACT, marks_of
from speelruimte.journal.verbs import verb as known_verb
from speelruimte.journal.write_guard import without_entry, writing
from speelruimte.shared.fingerprints import mark_in

_acting: ContextVar["Act | None"] = ContextVar("acting", default=None)
_last_work = []


class NotWrittenYetError(RuntimeError):
    """An entry has no fingerprint before the outermost action has ended."""


@dataclass(frozen=True)
class RecordedEntry:
    """What an action had remembered: with it one shows the proof that it is in the journal."""

    entry: dict

    @property
    def fingerprint(self) -> str:
        """That of the entry. Raises NotWrittenYetError until the outermost action has ended."""
        if "fingerprint" not in self.entry:
            raise NotWrittenYetError(f"{self.entry['verb']}: asked before the action had ended.")
        return self.entry["fingerprint"]


class Act:
    """What one action has to say at the end of its transaction."""

    def __init__(self):
        self.entries = []
        self.counts = defaultdict(lambda: defaultdict(int))

    def finish(self, after):
        """Do the last work, raise the counters, extend the journal.

        What is asked from the first counter on waits for no answer that nobody needs: the counter
        and the last entry of the journal come in one round trip to PostgreSQL, the new entry and
        the end of the transaction in the next. ``after`` closes that once the transaction ended.
        An action that leaves something to do after the commit (sweeping) is not sent so: what it
        does then must not be part of it.
        """
        for work in _last_work:
            work(self.entries)
        if not connection.run_on_commit:
            after.enter_context(pipelined())
        raised = [place for place, steps in self.counts.items() if steps]
        for model, key in sorted(raised, key=lambda place: (place[0]._meta.label, place[1])):
            _raise(model, key, self.counts[model, key])
        extend_chain(self.entries)


def _raise(model, key, steps):
    """Raise counters of one row. In SQL itself: every action waits for it, and Django takes longer to
    write this one line than the database to do it.
    """
    quoted, meta = connection.ops.quote_name, model._meta
    columns = [quoted(meta.get_field(field).column) for field in steps]
    raised = ", ".join(f"{column} = {column} + %s" for column in columns)
    where = f"WHERE {quoted(meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quoted(meta.db_table)} SET {raised} {where}",  # noqa: S608 (names of our own)
            [*steps.values(), key],
        )


P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: all or nothing, counters and journal last.

    An action called by another action takes part in that one's transaction; when it fails and the
    caller goes on, nothing of it remains.
    """

    @wraps(function)
    def acting(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _acting.get()
        if outer is not None:
            return _inside(outer, function, args, kwargs)
        act = Act()
        token = _acting.set(act)
        try:
            # The pipeline is opened by the act itself and ends after the transaction does.
            with (
                writing(function.__qualname__),
                ExitStack() as after,
                transaction.atomic(),
            ):
                result = function(*args, **kwargs)
                act.finish(after)
        finally:
            _acting.reset(token)
        return result

    acting.is_action = True  # type: ignore[attr-defined]
    return acting


def silent_action(*, because: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """All or nothing like any action, and not a word in the journal.

    ``because`` says what an entry would give away; it stands in docs/ARCHITECTURE.md too.
    """

    def declared(function: Callable[P, R]) -> Callable[P, R]:
        name = without_entry(function, because)

        @wraps(function)
        def acting(*args: P.args, **kwargs: P.kwargs) -> R:
            with writing(name), transaction.atomic():
                return function(*args, **kwargs)

        acting.is_action = True  # type: ignore[attr-defined]
        return acting

    return declared


def _inside(outer, function, args, kwargs):
    entries = len(outer.entries)
    counts = {place: dict(steps) for place, steps in outer.counts.items()}
    try:
        with transaction.atomic():
            return function(*args, **kwargs)
    except BaseException:
        del outer.entries[entries:]
        outer.counts.clear()
        for place, steps in counts.items():
            outer.counts[place].update(steps)
        raise


def before_the_end(work):
    """Have ``work`` done at the end of every action, with all that it recorded.

    For what follows from many tables and is kept by the layer that knows them all. It may write,
    and may neither record nor count. An app says so once, in its ``ready``.
    """
    _last_work.append(work)


def record(verb, *, about, by, at, case_number="", wrote=(), removed=(), **facts):
    """Remember in the journal that this happened; written when the action ends.

    ``verb`` is one that an app says in its ``verbs.py``; another raises UnknownVerbError.
    ``about`` is a key such as ``trajectory:2027-0012``. ``by`` is anything with a ``reference``,
    or None for a visitor without account. ``facts`` hold keys, days, moments, counts and
    fingerprints, never a name or a typed sentence. ``wrote`` are the rows as this act left them and
    ``removed`` those it took away, as far as they are held (``held_columns``). Returns what was noted,
    which knows its ``fingerprint`` once the outermost action has ended.
    """
    if marks := marks_of(wrote, removed):
        facts[FACT] = marks
    entry = {
        "verb": known_verb(verb).key,
        "about": about,
        # Who was forgotten has none: what such a person still does is done by nobody in particular.
        "by": mark_in(by.reference, case_number) if by is not None else "",
        "at": at,
        "case_number": case_number,
        "facts": facts,
    }
    _act().entries.append(entry)
    return RecordedEntry(entry)


def count(model, key, **steps):
    """Raise kept counters of one row by so much when the action ends."""
    counters = _act().counts[model, key]
    for field, step in steps.items():
        counters[field] += step


def not_counted_yet(model, key) -> dict[str, int]:
    """What the running action will raise counters of one row by, so far; nothing outside one."""
    act = _acting.get()
    return dict(act.counts.get((model, key), {})) if act is not None else {}


def _act():
    act = _acting.get()
    if act is None:
        raise RuntimeError(
            "Only an action can record or count: decorate the function with @action."
        )
    return act
