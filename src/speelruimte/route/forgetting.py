"""Forgetting somebody everywhere: the walk over every column in which people write freely.

Source: wet#avg
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import JSONField, Q

from speelruimte.activities import free_text as activities
from speelruimte.activities.kind import kinds
from speelruimte.activities.models import Contribution
from speelruimte.agreements import free_text as agreements
from speelruimte.agreements import locks as agreement_locks
from speelruimte.agreements.models import Version
from speelruimte.agreements.texts import canonical_text_of as version_text
from speelruimte.decisions import free_text as decisions
from speelruimte.decisions import locks as decision_locks
from speelruimte.decisions.actions import answered_among
from speelruimte.decisions.models import Answer, Decision
from speelruimte.decisions.texts import canonical_text_of_answer, canonical_text_of_decision
from speelruimte.evaluation import free_text as evaluation
from speelruimte.initiatives import free_text as initiatives
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action
from speelruimte.memory import free_text as memory
from speelruimte.memory.index import index_document, sweep_index
from speelruimte.memory.models import SearchText
from speelruimte.memory.stems import tokens_of
from speelruimte.notices import free_text as notices
from speelruimte.notices.models import Message
from speelruimte.notices.outbox import forget_reader
from speelruimte.people import free_text as people
from speelruimte.people.erasing import GONE, Frozen, erase_in_row, without
from speelruimte.people.forgetting import empty_contact, empty_person, needles_of
from speelruimte.people.traces import empty_log
from speelruimte.route import free_text as route
from speelruimte.trajectories import free_text as trajectories
from speelruimte.trajectories.actions import raise_tally
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
# Organisations keep their name: it is no personal data. People and contacts are emptied as a whole.
WALKED_APART = ("people.Person", "people.Contact")


@dataclass
class Forgotten:
    """How many rows lost words, over all tables."""

    rows: int = 0


def free_text_fields() -> dict:
    """Every model with the fields in which people write freely."""
    listed = {
        apps.get_model(label, name): fields
        for label, module in LISTS.items()
        for name, fields in module.FREE_TEXT.items()
    }
    return listed | {model: fields for kind in kinds() for model, fields in kind.free_text.items()}


@action
def forget_contact(contact, *, by, at, words=False) -> Forgotten:
    """Forget somebody who took part without an account.

    Name, address and number go from every table, also where others wrote them. With ``words`` the
    own words go too; answers stay, and so do the counts. Adopted agreements and answers are
    changed through an order that is closed afterwards. Raises AlreadyDone the second time.
    """
    transaction.on_commit(empty_log, robust=True)
    needles, own_name = needles_of(contact), contact.name.strip()
    empty_contact(contact, by=by, at=at)
    forget_reader(contact)
    done = Forgotten()
    for contribution in Contribution.objects.filter(contact=contact):
        _own_words(contribution, CONTRIBUTED, words, own_name, done, by=by, at=at)
    for initiative in Initiative.objects.filter(contact=contact):
        _own_words(initiative, BROUGHT_IN, words, own_name, done, by=by, at=at)
    _walk(needles, done, by=by, at=at)
    return done


@action
def forget_words(row, *, by, at) -> Forgotten:
    """Take away the own words of one contribution or initiative, whoever sent it.

    For words that came in without a name, or of somebody who was forgotten before.
    """
    transaction.on_commit(empty_log, robust=True)
    done = Forgotten()
    blank = CONTRIBUTED if isinstance(row, Contribution) else BROUGHT_IN
    _own_words(row, blank, True, "", done, by=by, at=at)
    return done


@action
def forget_person(person, *, by, at, on) -> Forgotten:
    """Forget somebody with an account: the account is emptied and closed, the name taken out of
    every text.
    """
    transaction.on_commit(empty_log, robust=True)
    needles = needles_of(person)
    empty_person(person, by=by, at=at, on=on)
    Message.objects.filter(person=person).delete()
    done = Forgotten()
    _walk(needles, done, by=by, at=at)
    return done


# Own words ---------------------------------------------------------------------------------------

CONTRIBUTED = {"title": "", "text": "", "place": "", "longitude": None, "latitude": None}
BROUGHT_IN = {
    **CONTRIBUTED,
    "title": GONE,
    "text": GONE,
    "already_involved": "",
    "requirements": {},
}


def _own_words(row, blank, words, name, done, *, by, at):
    """What somebody wrote: all of it goes when asked, else only the name they gave."""
    if words:
        changes = {field: value for field, value in blank.items() if getattr(row, field) != value}
        if isinstance(row, Contribution):
            changes |= _as_erased(row)
    else:
        changes = _changes(row, free_text_fields()[type(row)], [name] if name else [])
    if changes:
        erase_in_row(row, changes=changes, by=by, at=at, locked=False)
        done.rows += 1


def _as_erased(contribution):
    """Erased words are not read, and not waited for; that they came in stays counted."""
    counted = {
        Contribution.State.PUBLISHED: "published",
        Contribution.State.REDACTED: "published",
        Contribution.State.WAITING: "waiting",
    }.get(contribution.state)
    if counted:
        answered = answered_among(contribution.trajectory, [contribution.pk])
        raise_tally(contribution.trajectory, **{counted: -1, "answered": -answered})
    return {"state": Contribution.State.ERASED}


# Words of others ---------------------------------------------------------------------------------


_FROZEN = {
    Version: Frozen("agreement:{row.pk}", lambda row, needles: version_text(row.pk)),
    Answer: Frozen("answer:{row.pk}", lambda row, needles: canonical_text_of_answer(row.pk)),
    Decision: Frozen("decision:{row.pk}", lambda row, needles: canonical_text_of_decision(row.pk)),
}


def _frozen() -> dict:
    """Every frozen text, those of the ways of taking part too."""
    return _FROZEN | {model: frozen for kind in kinds() for model, frozen in kind.frozen.items()}


def _walk(needles, done, *, by, at):
    """Take the needles out of every free text of every table.

    What was frozen from other columns is made anew when those are done, so that verifying finds
    in both the same.
    """
    if not needles:
        return
    sources = (*(module.locks for module in LOCKS), *(kind.locks for kind in kinds()))
    locked = {lock.table for locks in sources for lock in locks()}
    frozen = _frozen()
    touched = set()
    for model, fields in free_text_fields().items():
        if model._meta.label in WALKED_APART:
            continue
        for row in _rows_with(model, fields, needles):
            touched |= _frozen_with(row)
            own = [field for field in fields if not (field == "text" and model in frozen)]
            changes = _changes(row, own, needles)
            if changes:
                is_locked = model._meta.db_table in locked
                erase_in_row(row, changes=changes, by=by, at=at, locked=is_locked)
                _found_again(row, by=by, at=at)
                done.rows += 1
    for model, key in sorted(touched, key=str):
        _freeze_anew(model._base_manager.get(pk=key), needles, by=by, at=at)


def _frozen_with(row) -> set:
    """The frozen texts that hold the words of this row."""
    if type(row) in _frozen():
        return {(type(row), row.pk)}
    if hasattr(row, "phase") and hasattr(row.phase, "version_id"):
        return {(Version, row.phase.version_id)}
    if hasattr(row, "version_id"):
        return {(Version, row.version_id)}
    return {(Decision, row.decision_id)} if hasattr(row, "decision_id") else set()


def _freeze_anew(row, needles, *, by, at):
    frozen = _frozen()[type(row)]
    if not row.fingerprint:
        return  # not adopted yet: nothing was frozen
    text = frozen.text(row, needles)
    if text != row.text:
        key = frozen.key.format(row=row)
        erase_in_row(row, changes={"text": text}, text_of=key, by=by, at=at, locked=True)


def _found_again(row, *, by, at):
    """What search knows of a process follows from its words."""
    if isinstance(row, SearchText):
        stems = tokens_of(row.words)
        index_document(erase_in_row(row, changes={"stems": stems}, by=by, at=at, locked=False))
        sweep_index()


def _rows_with(model, fields, needles):
    """Rows in which a needle may stand. JSON is read whole: the database writes it in its own way."""
    if any(isinstance(model._meta.get_field(field), JSONField) for field in fields):
        return list(model._base_manager.all())
    anywhere = Q()
    for field in fields:
        for needle in needles:
            anywhere |= Q(**{f"{field}__icontains": needle})
    return list(model._base_manager.filter(anywhere))


def _changes(row, fields, needles):
    if not needles:
        return {}
    changes = {}
    for field in fields:
        value = getattr(row, field)
        new = without(value, needles) if value else value
        if new != value:
            changes[field] = _shortened(row, field, new)
    return changes


def _shortened(row, field, value):
    """A column may be too short for the word that stands in the place of a name."""
    longest = row._meta.get_field(field).max_length
    return value[:longest] if longest and isinstance(value, str) else value
