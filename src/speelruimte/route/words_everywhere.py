"""Where words stand, over every column in which people write freely, and how they go out of it.

Forgetting somebody and making a part of own words unreadable walk the same tables, through the same
door, and leave the same trace in the journal.

Source: wet#avg
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import JSONField, Model, Q
from django.utils.text import capfirst

from speelruimte.activities import free_text as activities
from speelruimte.activities.kind import kinds
from speelruimte.activities.models import Contribution
from speelruimte.activities.texts import facts_of_titles_before
from speelruimte.agreements import free_text as agreements
from speelruimte.agreements import locks as agreement_locks
from speelruimte.agreements.models import Version
from speelruimte.agreements.texts import canonical_text_of as version_text
from speelruimte.decisions import free_text as decisions
from speelruimte.decisions import locks as decision_locks
from speelruimte.decisions.actions import follow_replaced
from speelruimte.decisions.models import Answer, Decision, Rectification
from speelruimte.decisions.texts import (
    canonical_text_of_answer,
    canonical_text_of_decision,
    canonical_text_of_rectification,
)
from speelruimte.evaluation import free_text as evaluation
from speelruimte.initiatives import free_text as initiatives
from speelruimte.memory import free_text as memory
from speelruimte.memory.index import index_document, sweep_index
from speelruimte.memory.lines import words_of
from speelruimte.memory.models import SearchText
from speelruimte.memory.stems import tokens_of, whole_words
from speelruimte.memory.suggesting import keep_words
from speelruimte.memory.words import sweep_words
from speelruimte.notices import free_text as notices
from speelruimte.people import free_text as people
from speelruimte.people.erasing import (
    GONE,
    UNREADABLE,
    Frozen,
    erase_in_row,
    hook_of,
    pattern_of,
    without,
)
from speelruimte.people.models import ErasureOrder
from speelruimte.route import free_text as route
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories import free_text as trajectories
from speelruimte.trajectories.models import Trajectory
from speelruimte.weighing import free_text as weighing

LISTS = {
    "people": people,
    "initiatives": initiatives,
    "trajectories": trajectories,
    "weighing": weighing,
    "agreements": agreements,
    "activities": activities,
    "decisions": decisions,
    "evaluation": evaluation,
    "memory": memory,
    "notices": notices,
    "route": route,
}
LOCKS = (agreement_locks, decision_locks)
# People and contacts are emptied as a whole, an original is wiped as a whole.
WALKED_APART = ("people.Person", "people.Contact", "activities.Original")
# How much is shown around what was looked for.
AROUND = 60


def free_text_fields() -> dict:
    """Every model with the fields in which people write freely."""
    listed = {
        apps.get_model(label, name): fields
        for label, module in LISTS.items()
        for name, fields in module.FREE_TEXT.items()
    }
    return listed | {model: fields for kind in kinds() for model, fields in kind.free_text.items()}


@dataclass(frozen=True)
class Place:
    """A row in which words stand: what it is, how they are written there, and what is around them.

    ``key`` tells the row among all: the label of its model and its key.
    """

    row: Model
    what: str
    written: tuple[str, ...]
    excerpt: str

    @property
    def key(self) -> str:
        return f"{self.row._meta.label}:{self.row.pk}"


@dataclass(frozen=True)
class TakingOut:
    """How words go: what comes in their place, and under which order."""

    gone: str = GONE
    kind: str = ErasureOrder.Kind.ERASURE


ERASING = TakingOut()
REDACTING = TakingOut(UNREADABLE, ErasureOrder.Kind.REDACTION)


# Looking -----------------------------------------------------------------------------------------


def places_of(needles, *, trajectory=None, without_models: Iterable[type[Model]] = ()) -> list:
    """Every row in which one of these words stands, in the order of the tables; reads only.

    ``trajectory`` limits it to what belongs to that process.
    """
    if not needles:
        return []
    pattern, places = pattern_of(needles), []
    for model, fields in free_text_fields().items():
        if model._meta.label in WALKED_APART or model in without_models:
            continue
        for row in _rows_with(model, fields, needles, trajectory):
            if place := _place(row, fields, pattern):
                places.append(place)
    return places


def _place(row, fields, pattern):
    text = "\n".join(str(getattr(row, field)) for field in fields if getattr(row, field))
    matches = list(pattern.finditer(text))
    if not matches:
        return None
    start, end = matches[0].span()
    excerpt = " ".join(text[max(0, start - AROUND) : end + AROUND].split())
    written = tuple(dict.fromkeys(match.group() for match in matches))
    return Place(row, capfirst(str(row._meta.verbose_name)), written, excerpt)


def _rows_with(model, fields, needles, trajectory=None):
    """Rows in which a needle may stand. JSON is read whole: the database writes it in its own way."""
    if trajectory is None:
        way, of_process = None, {}
    else:
        way, of_process = way_to_trajectory(model), {"trajectory": trajectory.pk}
        if way is None:
            return []
    if any(isinstance(model._meta.get_field(field), JSONField) for field in fields):
        return _query_of(model, way)(**of_process)
    hooks = [hook_of(needle) for needle in needles]
    return _query_of(model, way, tuple(fields))(hooks=hooks, **of_process)


@cache
def _query_of(model, way, fields=()):
    """The rows of a process, or all where there is no way to one; where there are fields, those with
    a hook in one of them.
    """

    @compiled_query
    def rows(*, hooks=(), trajectory=None):
        of_process = model._base_manager.filter(**{way: trajectory} if way else {})
        anywhere = Q()
        for field in fields:
            for hook in hooks:
                anywhere |= Q(**{f"{field}__icontains": hook})
        return of_process.filter(anywhere)

    return rows


@cache
def way_to_trajectory(model) -> str | None:
    """The lookup from a row to the key of the process it belongs to; None when it belongs to none."""
    if model is Trajectory:
        return "pk"
    seen, ways = {model}, [(model, "")]
    while ways:
        here, way = ways.pop(0)
        for field in here._meta.concrete_fields:
            target = field.related_model
            if target is None or target in seen:
                continue
            if target is Trajectory:
                return f"{way}{field.name}"
            seen.add(target)
            ways.append((target, f"{way}{field.name}__"))
    return None


# Taking out --------------------------------------------------------------------------------------


_FROZEN = {
    Version: Frozen("agreement:{row.pk}", lambda row, needles: version_text(row.pk)),
    Answer: Frozen("answer:{row.pk}", lambda row, needles: canonical_text_of_answer(row.pk)),
    Decision: Frozen("decision:{row.pk}", lambda row, needles: canonical_text_of_decision(row.pk)),
    Rectification: Frozen(
        "rectification:{row.pk}", lambda row, needles: canonical_text_of_rectification(row.pk)
    ),
}


def _frozen() -> dict:
    """Every frozen text, those of the ways of taking part too."""
    return _FROZEN | {model: frozen for kind in kinds() for model, frozen in kind.frozen.items()}


def _locked_tables():
    sources = (*(module.locks for module in LOCKS), *(kind.locks for kind in kinds()))
    return {lock.table for locks in sources for lock in locks()}


def take_out(needles, *, by, at, how=ERASING, places=None, case_number="") -> int:
    """Take the needles out of every free text of every table, or of these ``places`` only.

    Part of the caller's action. What was frozen from other columns is made anew when those are
    done, so that verifying finds in both the same. Returns how many rows lost words.
    """
    if not needles:
        return 0
    places = places_of(needles) if places is None else places
    locked, frozen = _locked_tables(), _frozen()
    touched: set[tuple[type[Model], Any]] = set()
    rows = 0
    for place in places:
        row = place.row
        touched |= _frozen_with(row)
        fields = free_text_fields()[type(row)]
        own = [field for field in fields if not (field == "text" and type(row) in frozen)]
        changes = changed_fields(row, own, needles, gone=how.gone)
        if changes:
            before = row.text if isinstance(row, Contribution) else ""
            is_locked = row._meta.db_table in locked
            erase_words(
                row,
                changes=changes,
                by=by,
                at=at,
                locked=is_locked,
                kind=how.kind,
                case_number=case_number,
            )
            if before:
                follow_replaced(row, before, needles, gone=how.gone, by=by, at=at)
            _found_again(row, by=by, at=at)
            rows += 1
    if any(isinstance(place.row, Contribution) for place in places):
        sweep_words()
    for model, key in sorted(touched, key=str):
        _freeze_anew(model._base_manager.get(pk=key), needles, how.kind, by=by, at=at)
    return rows


def erase_words(row, *, changes, by, at, locked=False, **others):
    """As ``erase_in_row``; of own words the journal also keeps how they are known from then on."""
    text_of = row.key if isinstance(row, Contribution) and "text" in changes else ""
    noted = facts_of_titles_before(row) if isinstance(row, Contribution) else None
    erase_in_row(
        row, changes=changes, by=by, at=at, locked=locked, text_of=text_of, noted=noted, **others
    )


def changed_fields(row, fields, needles, *, gone=GONE) -> dict:
    """The fields of a row that hold a needle, as they read without it."""
    if not needles:
        return {}
    changes = {}
    for field in fields:
        value = getattr(row, field)
        new = without(value, needles, gone=gone) if value else value
        if new != value:
            changes[field] = _shortened(row, field, new)
    return changes


def _shortened(row, field, value):
    """A column may be too short for the word that stands in the place of a name."""
    longest = row._meta.get_field(field).max_length
    return value[:longest] if longest and isinstance(value, str) else value


def _frozen_with(row) -> set:
    """The frozen texts that hold the words of this row."""
    if type(row) in _frozen():
        return {(type(row), row.pk)}
    if hasattr(row, "phase") and hasattr(row.phase, "version_id"):
        return {(Version, row.phase.version_id)}
    if hasattr(row, "version_id"):
        return {(Version, row.version_id)}
    if getattr(row, "rectification_id", None):
        return {(Rectification, row.rectification_id)}
    return {(Decision, row.decision_id)} if hasattr(row, "decision_id") else set()


def _freeze_anew(row, needles, kind, *, by, at):
    frozen = _frozen()[type(row)]
    if not row.fingerprint:
        return  # not adopted yet: nothing was frozen
    text = frozen.text(row, needles)
    if text != row.text:
        key = frozen.key.format(row=row)
        erase_in_row(row, changes={"text": text}, text_of=key, by=by, at=at, locked=True, kind=kind)


def _found_again(row, *, by, at):
    """What search knows of a process follows from its words."""
    if isinstance(row, SearchText):
        before, tokens = whole_words(row.stems), tokens_of(words_of(row.words))
        index_document(erase_in_row(row, changes={"stems": tokens}, by=by, at=at, locked=False))
        keep_words(before, whole_words(tokens))
        sweep_index()
