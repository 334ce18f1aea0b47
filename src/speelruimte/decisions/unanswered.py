"""Words that have no answer yet, counted where a process must not go on without."""

from django.db.models import Q

from speelruimte.activities.kind import keys_that_promise_answers, kinds
from speelruimte.activities.models import Contribution


def unanswered_words(trajectory):
    """Words that stand and have no answer yet, in every way that promises one."""
    owed = Contribution.objects.none()
    for kind in kinds():
        if kind.has_words and kind.owed is not None:
            owed |= Contribution.objects.filter(pk__in=kind.owed(trajectory).values("pk"))
    return owed


def words_that_wait(trajectory):
    """Words whose writer waits for an answer: those that stand, and those that somebody still reads."""
    promising = keys_that_promise_answers()
    unread = Contribution.objects.waiting().filter(
        trajectory=trajectory, activity__kind__in=promising
    )
    return unread | unanswered_words(trajectory)


def number_we_left(trajectory) -> int:
    """How many words came before the last day, were typed in when the outcome had gone to who
    decides, and wait for a look or an answer. Two queries."""
    ours = ~Q(timing__in=["", Contribution.Timing.LATE])
    waiting = Contribution.objects.waiting().filter(ours, trajectory=trajectory)
    return waiting.count() + unanswered_words(trajectory).filter(ours).count()
