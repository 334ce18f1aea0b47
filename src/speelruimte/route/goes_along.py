"""What goes, and what stops, when somebody has own words wiped: known before anybody says yes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.queries import WITHOUT_ANSWER
from speelruimte.activities.rules import ON_THE_SITE, TAKEN_AWAY, WORDS_COUNT_IN
from speelruimte.initiatives.models import IdeaAddition, Initiative
from speelruimte.people.erasing import GONE

State = Contribution.State


@dataclass(frozen=True)
class GoesAlong:
    """Own words that somebody sent beside the row at hand, with when that was."""

    text: str
    said_at: datetime


def goes_along_with(row) -> list[GoesAlong]:
    """What else goes when somebody has the words of this row wiped with its code, the first one first:
    what was added, whatever came with the same contact, and why they did not agree."""
    contributed, ideas = _goes_with(row)
    added = IdeaAddition.objects.filter(initiative__in=ideas)
    disagreed = Disagreement.objects.filter(contribution__in=contributed)
    along = [
        *(
            GoesAlong(sent.text, sent.received_at)
            for sent in (*contributed, *ideas, *added)
            if sent != row
        ),
        *(GoesAlong(said.text, said.said_at) for said in disagreed),
    ]
    not_wiped = (gone for gone in along if gone.text not in ("", GONE))
    return sorted(not_wiped, key=lambda gone: gone.said_at)


def taken_back_with(row) -> list[GoesAlong]:
    """What was added to these words: whoever takes them back takes that back too, the first one first."""
    added = row.additions.exclude(state__in=TAKEN_AWAY).order_by("id")
    return [GoesAlong(sent.text, sent.received_at) for sent in added]


@dataclass(frozen=True)
class Stops:
    """What nobody does any more once the words of a row are wiped with its code, and whether an answer
    is left to read."""

    idea_waits: bool
    words_wait: bool
    is_looked_at: bool  # the writer did not agree, and somebody else still looks
    has_answer: bool


def is_taken_back_with(row) -> bool:
    """This idea waits for an answer: it ends without one when its words go."""
    return isinstance(row, Initiative) and row.ended_at is None


def stops_with(row) -> Stops:
    """What stops with the words of this row, and with all that goes along."""
    contributed, ideas = _goes_with(row)
    own = Contribution.objects.filter(pk__in=[sent.pk for sent in contributed])
    said = Disagreement.objects.filter(contribution__in=contributed)
    may_be_answered = Q(trajectory__step__in=WORDS_COUNT_IN) | ~Q(timing="")
    waiting = own.filter(WITHOUT_ANSWER, may_be_answered, state__in=(*ON_THE_SITE, State.WAITING))
    looked_at = said.filter(looked_at=None).exclude(contribution__state__in=TAKEN_AWAY)
    return Stops(
        idea_waits=any(is_taken_back_with(idea) for idea in ideas),
        words_wait=waiting.exists(),
        is_looked_at=looked_at.exists(),
        has_answer=any(_was_answered(idea) for idea in ideas)
        or own.filter(Q(was_answered=True) | (~WITHOUT_ANSWER & Q(state__in=ON_THE_SITE))).exists()
        or said.exclude(looked_at=None).exists(),
    )


def _goes_with(row):
    """The contributions and the ideas of which the words go with those of this row."""
    contact = row.contact
    if contact is not None and contact.forgotten_at is None:
        contributed = Contribution.objects.filter(contact=contact)
        ideas = Initiative.objects.filter(contact=contact).select_related("quickscan")
        return list(contributed), list(ideas)
    if isinstance(row, Contribution):
        return [row, *row.additions.all()], []
    return [], [row]


def _was_answered(idea):
    quickscan = getattr(idea, "quickscan", None)
    has_letter = quickscan is not None and quickscan.sent_at is not None
    was_concluded = idea.ended_at is not None and idea.outcome != Initiative.Outcome.WITHDRAWN
    return has_letter or was_concluded
