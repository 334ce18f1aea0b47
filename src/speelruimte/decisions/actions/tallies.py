"""The kept counts of answered words and of words in a theme."""

from contextlib import contextmanager

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Placement, Theme
from speelruimte.trajectories.actions import lock_trajectory, raise_tally

State = Contribution.State
_LYING = (State.PUBLISHED, State.REDACTED, State.ERASED)
# Of words that are owed an answer: they have one, their own or that of their theme.
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


@contextmanager
def recounting(contribution):
    """Around an action that withdraws, refuses, publishes or erases words: keep the counts right.

    Those apps lie below this one and cannot know of answers. Looks at these words only, however
    many the trajectory has.
    """
    trajectory = lock_trajectory(contribution.trajectory)
    before, lay_in = answered_among(trajectory, [contribution.pk]), _lies_in(contribution)
    yield
    raise_tally(trajectory, answered=answered_among(trajectory, [contribution.pk]) - before)
    lies_in = _lies_in(contribution)
    if lies_in != lay_in:
        Theme.objects.filter(pk=lay_in).update(placed=F("placed") - 1)
        Theme.objects.filter(pk=lies_in).update(placed=F("placed") + 1)


def _lies_in(contribution):
    """The theme in which these words are counted, or None."""
    lying = Placement.objects.filter(contribution=contribution, contribution__state__in=_LYING)
    return lying.values_list("theme_id", flat=True).first()


def count_placed(themes):
    """How many words lie in these themes, from what lies in them.

    What was refused, withdrawn or waits is not counted; what was erased stays counted.
    """
    lying = Placement.objects.filter(theme=OuterRef("pk"), contribution__state__in=_LYING)
    number = Subquery(lying.values("theme").annotate(number=Count("pk")).values("number"))
    Theme.objects.filter(pk__in=themes).update(placed=Coalesce(number, 0))
