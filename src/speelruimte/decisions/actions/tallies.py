"""The kept count of answered words: words owed an answer that have one, own or of their theme."""

from django.db.models import Q

from speelruimte.activities.models import Contribution
from speelruimte.trajectories.actions import locked, raise_tally
from speelruimte.trajectories.models import Tally

ANSWERED = Q(placement__answer__isnull=False) | Q(placement__theme__answer__isnull=False)


def answered_among(trajectory, pks) -> int:
    """How many of these words are owed an answer and have one."""
    return _answered(trajectory).filter(pk__in=pks).count()


def answered_in(theme) -> int:
    """How many words in a theme are owed an answer and have one."""
    return _answered(theme.trajectory).filter(placement__theme=theme).count()


def _answered(trajectory):
    owed = Contribution.objects.owed_an_answer().filter(trajectory=trajectory)
    return owed.filter(ANSWERED)


def recount_answered(trajectory):
    """Put the count right after words were withdrawn, refused, erased or published again.

    Part of the action that did so; those apps lie below this one and cannot know of answers.
    """
    held = locked(trajectory)
    kept = Tally.objects.values_list("answered", flat=True).get(pk=held.pk)
    raise_tally(held, answered=_answered(held).count() - kept)
