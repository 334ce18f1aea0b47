"""The kept counts of answered words and of words in a theme."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Placement, Theme
from speelruimte.trajectories.actions import locked, raise_tally
from speelruimte.trajectories.models import Tally

State = Contribution.State
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


def recount_after(contribution):
    """Put the kept counts right after words were withdrawn, refused or published again.

    Part of the action that did so; those apps lie below this one and cannot know of answers.
    """
    trajectory = locked(contribution.trajectory)
    kept = Tally.objects.values_list("answered", flat=True).get(pk=trajectory.pk)
    raise_tally(trajectory, answered=_answered(trajectory).count() - kept)
    themes = Placement.objects.filter(contribution=contribution, theme__isnull=False)
    count_placed(list(themes.values_list("theme_id", flat=True)))


def count_placed(themes):
    """How many words lie in these themes, from what lies in them.

    What was refused, withdrawn or waits is not counted; what was erased stays counted.
    """
    states = (State.PUBLISHED, State.REDACTED, State.ERASED)
    lying = Placement.objects.filter(theme=OuterRef("pk"), contribution__state__in=states)
    number = Subquery(lying.values("theme").annotate(number=Count("pk")).values("number"))
    Theme.objects.filter(pk__in=themes).update(placed=Coalesce(number, 0))
