"""Forgetting somebody everywhere: the own words, and the name wherever others wrote it.

Source: wet#avg
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.originals import originals_naming, wipe_original
from speelruimte.decisions.actions import answered_among, count_placed_of, follow_replaced
from speelruimte.decisions.models import Point
from speelruimte.initiatives.actions import lock_initiative
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action
from speelruimte.memory.words import sweep_words
from speelruimte.notices.models import Message, Reminder, ToldWork, WorkMail
from speelruimte.notices.outbox import forget_reader
from speelruimte.people.erasing import GONE, pattern_of
from speelruimte.people.forgetting import empty_contact, empty_person, needles_of
from speelruimte.people.models import PreparedHandOver
from speelruimte.people.rules import may_forget
from speelruimte.people.traces import empty_log
from speelruimte.route.door import withdraw_and_tell
from speelruimte.route.words_everywhere import (
    changed_fields,
    erase_words,
    free_text_fields,
    take_out,
)
from speelruimte.shared.errors import AlreadyDone, check_may
from speelruimte.trajectories.actions import raise_tally


@dataclass
class Forgotten:
    """How many rows lost words, over all tables."""

    rows: int = 0


@action
def forget_contact(contact, *, by, at, words=False, elsewhere=True) -> Forgotten:
    """Forget somebody who took part without an account.

    Name, address and number go from every table; ``elsewhere`` also where others wrote them. With
    ``words`` the own words go too, and why the writer did not agree with what was decided about
    them, and an idea that waits for an answer ends; answers stay, and that something came in stays
    counted. Adopted agreements and answers are changed through an order that is closed afterwards.
    What was kept of words that were made unreadable is wiped: of this writer, and where this writer
    is named. Raises AlreadyDone the second time.
    """
    transaction.on_commit(empty_log, robust=True)
    needles = needles_of(contact)
    given = [text for text in dict.fromkeys([*needles, contact.name.strip()]) if text]
    if words:
        waiting = Initiative.objects.open().filter(contact=contact)
        _take_back(waiting.order_by("id"), by=by, at=at)
    empty_contact(contact, by=by, at=at)
    forget_reader(contact)
    done = Forgotten()
    for contribution in Contribution.objects.filter(contact=contact):
        _own_words(contribution, CONTRIBUTED, words, given, done, by=by, at=at)
        wipe_original(contribution, why="erasure", by=by, at=at)
    for initiative in Initiative.objects.filter(contact=contact):
        _own_words(initiative, BROUGHT_IN, words, given, done, by=by, at=at)
        for addition in initiative.additions.all():
            _own_words(addition, ADDED, words, given, done, by=by, at=at)
    sweep_words()
    if elsewhere:
        _take_out_of_all(needles, done, by=by, at=at)
    return done


@action
def forget_oneself(row, *, words, by, at) -> Forgotten:
    """Whoever holds the code of a contribution or an idea is forgotten: name, address and number,
    and the own words when ``words`` says so.

    Words of others stay as they are. Anybody can leave any name at a form, so a name in the words
    of others is taken out by a colleague who looks at each place (ADR 37).
    """
    contact = row.contact
    if contact is None or contact.forgotten_at is not None:
        if not words:
            raise AlreadyDone(
                _("Wij hebben geen naam of adres van u (meer)."), code="forgotten_already"
            )
        return forget_words(row, by=by, at=at)
    return forget_contact(contact, words=words, elsewhere=False, by=by, at=at)


@action
def forget_everywhere(whom, *, words, places, by, at, on) -> Forgotten:
    """Forget the people in ``whom`` and take out what was looked at in ``places``.

    With ``words`` the own words go too. What is written otherwise than it was given goes as it is
    written there. Raises RuleBroken for who leads something still.
    """
    check_may(
        may_forget(by, on=on), _("Alleen de participatiecoach en de beheerder wissen namen overal.")
    )
    transaction.on_commit(empty_log, robust=True)
    done = Forgotten()
    if whom.person is not None:  # the one that may be refused comes first
        done.rows += forget_person(whom.person, by=by, at=at, on=on).rows
    needles = [needle for contact in whom.contacts for needle in needles_of(contact)]
    for contact in whom.contacts:
        done.rows += forget_contact(contact, words=words, elsewhere=False, by=by, at=at).rows
    if words and not whom.contacts:
        done.rows += sum(forget_words(row, by=by, at=at).rows for row in whom.own)
    looked_for = [*needles, *whom.spellings]
    if looked_for:
        for contribution in originals_naming(pattern_of(looked_for)):
            wipe_original(contribution, why="erasure", by=by, at=at)
    for place in places:
        done.rows += take_out(list(place.written), places=[place], by=by, at=at)
    return done


@action
def forget_words(row, *, by, at) -> Forgotten:
    """Take away the own words of one contribution or initiative, and what was added to them, whoever
    sent it.

    For words that came in without a name, or of somebody who was forgotten before. An idea that waits
    for an answer ends.
    """
    transaction.on_commit(empty_log, robust=True)
    done = Forgotten()
    is_contribution = isinstance(row, Contribution)
    if not is_contribution:
        _take_back([row], by=by, at=at)
        row.refresh_from_db()
    blank = CONTRIBUTED if is_contribution else BROUGHT_IN
    _own_words(row, blank, True, [], done, by=by, at=at)
    if is_contribution:
        for added in row.additions.exclude(state=Contribution.State.ERASED).order_by("id"):
            done.rows += forget_words(added, by=by, at=at).rows
        sweep_words()
        wipe_original(row, why="erasure", by=by, at=at)
    else:
        for addition in row.additions.all():
            _own_words(addition, ADDED, True, [], done, by=by, at=at)
    return done


@action
def forget_person(person, *, by, at, on) -> Forgotten:
    """Forget somebody with an account: the account is emptied and closed, the name taken out of
    every text.
    """
    transaction.on_commit(empty_log, robust=True)
    needles = needles_of(person)
    empty_person(person, by=by, at=at, on=on)
    for model in (Message, PreparedHandOver, Reminder, ToldWork, WorkMail):
        model.objects.filter(person=person).delete()
    Point.objects.filter(answerer=person).update(answerer=None, answer_by=None)
    done = Forgotten()
    _take_out_of_all(needles, done, by=by, at=at)
    return done


def _take_out_of_all(needles, done, *, by, at):
    if needles:
        for contribution in originals_naming(pattern_of(needles)):
            wipe_original(contribution, why="erasure", by=by, at=at)
    done.rows += take_out(needles, by=by, at=at)


# Own words ---------------------------------------------------------------------------------------

CONTRIBUTED = {"title": "", "text": "", "place": "", "longitude": None, "latitude": None}
ADDED = {"text": ""}
# In these states words are not counted in a theme; what is erased is.
LAY_NOWHERE = (Contribution.State.WITHDRAWN, Contribution.State.REFUSED)
BROUGHT_IN = {
    **CONTRIBUTED,
    "title": GONE,
    "text": GONE,
    "already_involved": "",
    "requirements": {},
}


def _take_back(ideas, *, by, at):
    """Nobody can answer words that are gone: what still waits for an answer ends as if it was taken back."""
    for idea in ideas:
        if lock_initiative(idea).ended_at is None:
            withdraw_and_tell(idea, by=by, at=at)


def _own_words(row, blank, words, given, done, *, by, at):
    """What somebody wrote: all of it goes when asked. Of the rest, and of what was answered beside
    it, goes what they gave of themselves."""
    changes = changed_fields(row, free_text_fields()[type(row)], given)
    if words:
        changes |= {field: value for field, value in blank.items() if getattr(row, field) != value}
        if isinstance(row, Contribution):
            changes |= _as_erased(row)
    if changes:
        before = row.text
        lay_nowhere = isinstance(row, Contribution) and row.state in LAY_NOWHERE
        erase_words(row, changes=changes, by=by, at=at)
        if words and lay_nowhere:
            count_placed_of(row)
        if isinstance(row, Contribution) and given:
            follow_replaced(row, before, given, gone=GONE, by=by, at=at)
        done.rows += 1
    if isinstance(row, Contribution):
        _objections(row, words, given, done, by=by, at=at)


def _objections(contribution, words, given, done, *, by, at):
    """Why the writer did not agree: own words too. What somebody answered stays."""
    for said in contribution.disagreements.all():
        changes = changed_fields(said, free_text_fields()[Disagreement], given)
        if words and said.text:
            changes["text"] = ""
        if changes:
            erase_words(said, changes=changes, by=by, at=at)
            done.rows += 1


def _as_erased(contribution):
    """Erased words are not read, and not waited for; that they came in stays counted, and so does the
    answer that they had.
    """
    counted = {
        Contribution.State.PUBLISHED: "published",
        Contribution.State.REDACTED: "published",
        Contribution.State.WAITING: "waiting",
        Contribution.State.UNSEEN: "unseen",
    }.get(contribution.state)
    erased = {"state": Contribution.State.ERASED}
    if not counted:
        return erased
    answered = answered_among(contribution.trajectory, [contribution.pk])
    steps = {counted: -1, "answered": -answered, "answered_gone": answered}
    raise_tally(contribution.trajectory, **steps)
    return erased | ({"was_answered": True} if answered else {})
